package io.afterclose.market.universe;

import java.time.LocalDate;

/** What a night said of a symbol. */
public record UniverseDecision(LocalDate session, UniverseReason reason) {}
