package io.afterclose.portfoliorefresh.gap;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions had been committed when the inputs of a snapshot were read: PostgreSQL's
 * pg_snapshot, by transaction number. A change is in the snapshot if its transaction is in here;
 * when either was written down does not matter, for what is written down first may be committed
 * last.
 *
 * @param oldestOpen every transaction below it was seen
 * @param next no transaction from here on was seen
 * @param open those between the two that were still active, and not visible
 */
record DbSnapshot(long oldestOpen, long next, Set<Long> open) {

  /** Nothing is known of what was read, so any change may be missing in it. */
  static final DbSnapshot NOTHING = new DbSnapshot(0, 0, Set.of());

  DbSnapshot {
    open = Set.copyOf(open);
  }

  /** Reads {@code 100:105:100,103}; null is {@link #NOTHING}. */
  static DbSnapshot of(@Nullable String text) {
    if (text == null) {
      return NOTHING;
    }
    String[] parts = text.split(":", -1);
    Set<Long> open =
        Arrays.stream(parts[2].split(","))
            .filter(number -> !number.isEmpty())
            .map(Long::valueOf)
            .collect(Collectors.toUnmodifiableSet());
    return new DbSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), open);
  }

  /** Whether what a transaction did was there to be read. */
  boolean saw(long transaction) {
    return transaction < next && !open.contains(transaction);
  }

  /** Whether there is one among them that was not seen. */
  boolean missed(Iterable<Long> transactions) {
    for (long transaction : transactions) {
      if (!saw(transaction)) {
        return true;
      }
    }
    return false;
  }
}
