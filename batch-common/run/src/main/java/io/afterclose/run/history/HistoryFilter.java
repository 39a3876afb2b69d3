package io.afterclose.run.history;

import io.afterclose.run.name.Source;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** In words, as the options say it; empty when all come through. */
  public String describe() {
    return Stream.of(
            option("--from", from),
            option("--to", to),
            option("--status", status),
            option("--source", source == null ? null : source.text()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> option(String name, @Nullable Object value) {
    return Optional.ofNullable(value).map(given -> name + " " + given);
  }

  public HistoryFilter {
    if (from != null && to != null && from.isAfter(to)) {
      throw new IllegalArgumentException("--from " + from + " is after --to " + to);
    }
  }
}
