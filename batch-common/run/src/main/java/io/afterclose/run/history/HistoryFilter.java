package io.afterclose.run.history;

import io.afterclose.run.Source;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * Which executions are wanted; null lets all through.
 *
 * @param from the earliest session
 * @param to the latest session
 */
public record HistoryFilter(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable BatchStatus status,
    @Nullable Source source) {

  /** Lets all through. */
  public static final HistoryFilter NONE = new HistoryFilter(null, null, null, null);

  public HistoryFilter {
    if (from != null && to != null && from.isAfter(to)) {
      throw new IllegalArgumentException("--from " + from + " is after --to " + to);
    }
  }
}
