package io.afterclose.portfoliorefresh.gap;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a lot of a portfolio is held.
 *
 * @param entry first day it is held
 * @param exit first day it is no longer held, as recorded; null while held
 * @param expiry of an option; null for every other class
 */
record Life(LocalDate entry, @Nullable LocalDate exit, @Nullable LocalDate expiry) {}
