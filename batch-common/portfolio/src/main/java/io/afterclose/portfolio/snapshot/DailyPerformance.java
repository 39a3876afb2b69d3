package io.afterclose.portfolio.snapshot;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The performance of a portfolio on a day, by the view of the latest revisions.
 *
 * @param previousDate of the snapshot before it; null for the first
 * @param previousNav its net asset value, USD; null for the first
 * @param previousUnpriced positions that it could not value
 * @param externalFlows between the two, USD; null for the first
 * @param dailyPnl without the flows, USD; null where the two cannot be compared
 * @param dailyReturn as a fraction of the previous net asset value; null as the profit
 */
public record DailyPerformance(
    @Nullable LocalDate previousDate,
    @Nullable BigDecimal previousNav,
    int previousUnpriced,
    @Nullable BigDecimal externalFlows,
    @Nullable BigDecimal dailyPnl,
    @Nullable BigDecimal dailyReturn) {

  /** Why there is no profit, for messages; empty when there is one. */
  public String whyNone() {
    if (dailyPnl != null) {
      return "";
    }
    if (previousNav == null) {
      return "there is no snapshot before it";
    }
    if (previousNav.signum() <= 0) {
      return "the net asset value before it is not above 0";
    }
    return previousUnpriced > 0
        ? "the snapshot before it has positions without a price"
        : "it has positions without a price";
  }
}
