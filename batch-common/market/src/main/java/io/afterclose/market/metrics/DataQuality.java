package io.afterclose.market.metrics;

import java.util.stream.Stream;

/**
 * What a symbol's data were like on a date.
 *
 * @param priced a price on the date
 * @param fullWindow90 a return on each of the last 90 sessions
 * @param fullWindow180 a return on each of the last 180 sessions
 * @param unflagged21 no flagged price in the last 21 sessions
 * @param allFactorsFitted all twelve exposures
 */
public record DataQuality(
    boolean priced,
    boolean fullWindow90,
    boolean fullWindow180,
    boolean unflagged21,
    boolean allFactorsFitted) {

  private static final int PARTS = 5;

  /** 0 to 100: the share of the five that hold. */
  public double score() {
    long held =
        Stream.of(priced, fullWindow90, fullWindow180, unflagged21, allFactorsFitted)
            .filter(part -> part)
            .count();
    return 100.0 * held / PARTS;
  }
}
