package io.afterclose.console.symbols;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * What a request sees of the cache: it takes one of these and asks it for everything.
 *
 * @param table null before one was loaded
 * @param nights how the latest revision of the symbol night of each date ended
 * @param looked whether the nights were read at all
 * @param refused why the table is not of the newest rows; null where it is
 * @param away why the database cannot be asked; null where it can
 * @param loadedAt when the table was read; null before
 */
record CacheState(
    @Nullable SymbolTable table,
    NavigableMap<LocalDate, BatchStatus> nights,
    boolean looked,
    @Nullable String refused,
    @Nullable String away,
    @Nullable Instant loadedAt) {

  static final CacheState EMPTY =
      new CacheState(null, Collections.emptyNavigableMap(), false, null, null, null);

  CacheState {
    nights = Collections.unmodifiableNavigableMap(new TreeMap<>(nights));
  }

  /** The newest date whose latest revision is complete, as the gate of the refresh judges it. */
  static Optional<LocalDate> newestComplete(NavigableMap<LocalDate, BatchStatus> nights) {
    return nights.entrySet().stream()
        .filter(night -> night.getValue() == BatchStatus.COMPLETED)
        .reduce((older, newer) -> newer)
        .map(Map.Entry::getKey);
  }

  Optional<LocalDate> newestComplete() {
    return newestComplete(nights);
  }

  /** The night of a date that began and is not complete; empty where it is, or never began. */
  Optional<BatchStatus> unfinished(LocalDate date) {
    return Optional.ofNullable(nights.get(date)).filter(status -> status != BatchStatus.COMPLETED);
  }

  Optional<SymbolTable> loaded() {
    return Optional.ofNullable(table);
  }

  /** What is to be known about everything that is answered now; empty where all is well. */
  Optional<String> degraded() {
    return Optional.ofNullable(refused).or(() -> Optional.ofNullable(away));
  }

  CacheState with(SymbolTable newer, Instant at) {
    return new CacheState(newer, nights, looked, refused, away, at);
  }

  CacheState withNights(NavigableMap<LocalDate, BatchStatus> read) {
    return new CacheState(table, read, true, refused, away, loadedAt);
  }

  CacheState refused(@Nullable String why) {
    return new CacheState(table, nights, looked, why, null, loadedAt);
  }

  CacheState away(String why) {
    return new CacheState(table, nights, looked, refused, why, loadedAt);
  }
}
