package io.afterclose.market.metrics;

import io.afterclose.market.profile.SymbolProfile;
import java.time.LocalDate;

/**
 * A row of metrics as stored.
 *
 * @param profile what was known of the symbol on the date
 */
public record StoredMetrics(LocalDate date, SymbolMetrics metrics, SymbolProfile profile) {}
