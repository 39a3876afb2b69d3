package io.afterclose.console.symbols;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request sees of the cache: it takes one of these and asks it for everything.
 *
 * @param table null before one was loaded
 * @param nights as they were at the last look; null before the first
 * @param refused why the table is not of the newest rows; null where it is
 * @param away why the database cannot be asked; null where it can
 * @param loadedAt when the table was read; null before
 */
record CacheState(
    @Nullable SymbolTable table,
    @Nullable Nights nights,
    @Nullable String refused,
    @Nullable String away,
    @Nullable Instant loadedAt) {

  static final CacheState EMPTY = new CacheState(null, null, null, null, null);

  Optional<SymbolTable> loaded() {
    return Optional.ofNullable(table);
  }

  Optional<Nights> looked() {
    return Optional.ofNullable(nights);
  }

  /** What is to be known about everything that is answered now; empty where all is well. */
  Optional<String> degraded() {
    return Optional.ofNullable(refused).or(() -> Optional.ofNullable(away));
  }

  CacheState with(SymbolTable newer, Instant at) {
    return new CacheState(newer, nights, refused, away, at);
  }

  CacheState with(Nights read) {
    return new CacheState(table, read, refused, away, loadedAt);
  }

  /** The database answers; the table is of the newest rows unless a reason is given. */
  CacheState refused(@Nullable String why) {
    return new CacheState(table, nights, why, null, loadedAt);
  }

  CacheState away(String why) {
    return new CacheState(table, nights, refused, why, loadedAt);
  }
}
