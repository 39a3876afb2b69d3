package io.afterclose.portfolio.position;

import java.util.Collection;
import java.util.LongSummaryStatistics;

/**
 * A range of portfolio keys.
 *
 * @param from first key
 * @param to last key; {@link Long#MAX_VALUE} for an open end
 */
public record KeyRange(long from, long to) {

  /** All portfolios. */
  public static final KeyRange ALL = new KeyRange(0, Long.MAX_VALUE);

  /** One portfolio. */
  public static KeyRange only(long portfolioId) {
    return new KeyRange(portfolioId, portfolioId);
  }

  /** From the lowest to the highest of some keys; the range of none is empty. */
  public static KeyRange around(Collection<Long> keys) {
    LongSummaryStatistics some = keys.stream().mapToLong(Long::longValue).summaryStatistics();
    return new KeyRange(some.getMin(), some.getMax());
  }

  /** Whether a key is in it. */
  public boolean contains(long portfolioId) {
    return from <= portfolioId && portfolioId <= to;
  }
}
