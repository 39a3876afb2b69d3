package io.afterclose.market.metrics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of metrics as stored.
 *
 * @param profile what the universe knew of the symbol when the row was written
 */
public record StoredMetrics(LocalDate date, SymbolMetrics metrics, Profile profile) {

  /** What a symbol stands for; null where it is not known. */
  public record Profile(
      @Nullable String name, @Nullable String sector, @Nullable String industry) {}
}
