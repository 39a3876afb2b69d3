package io.afterclose.console.symbols;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often the watch looks.
 *
 * @param poll between two looks where nothing is told meanwhile
 * @param firstRetry after the first failure; each further one doubles it
 * @param lastRetry at most this long after a failure
 */
record WatchPace(Duration poll, Duration firstRetry, Duration lastRetry) {

  static final WatchPace DEFAULT =
      new WatchPace(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5));

  /** The time to the next look, so chosen that many instances do not look at once. */
  Duration untilNextLook() {
    return Duration.ofMillis(
        (long) (poll.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }

  /**
   * The time to the next try.
   *
   * @param failures in a row, from 1
   * @param passing whether the failure passes by itself, so that waiting long gains nothing
   */
  Duration untilRetry(int failures, boolean passing) {
    Duration longest = passing && poll.compareTo(lastRetry) < 0 ? poll : lastRetry;
    Duration pause = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
