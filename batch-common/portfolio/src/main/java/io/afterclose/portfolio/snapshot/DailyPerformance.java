package io.afterclose.portfolio.snapshot;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The performance of a portfolio on a day, by the view of the latest revisions.
 *
 * @param portfolio its name
 * @param previousDate of the snapshot before it; null for the first
 * @param previousNav its net asset value, USD; 0 for a first one before which there was nothing,
 *     null for one whose base is not known
 * @param externalFlows between the two, USD; null without a base
 * @param pnl without the flows, USD
 * @param dailyReturn (net asset value + carried value + outflow) / (those of the snapshot before +
 *     inflow) − 1, a fraction
 * @param coverage share of the gross value that is known, the smaller one of the two snapshots
 * @param carried what positions without a price were worth last
 * @param mark {@code CATCH_UP} where the profit holds the change since its last value of a position
 *     that had no price at the snapshot before; null else
 */
public record DailyPerformance(
    String portfolio,
    LocalDate date,
    @Nullable LocalDate previousDate,
    @Nullable BigDecimal previousNav,
    BigDecimal netAssetValue,
    @Nullable BigDecimal externalFlows,
    Figure pnl,
    Figure dailyReturn,
    BigDecimal coverage,
    Carried carried,
    @Nullable String mark) {

  /**
   * A number, or why there is none.
   *
   * @param reason a code in upper case; null where there is a number
   */
  public record Figure(@Nullable BigDecimal value, @Nullable String reason) {}

  /**
   * What the positions without a price were worth last, USD; in no net asset value.
   *
   * @param previous at the snapshot before; null without a base
   */
  public record Carried(@Nullable BigDecimal previous, BigDecimal value) {

    /** Whether there is any on either side. */
    public boolean isThere() {
      return value.signum() != 0 || (previous != null && previous.signum() != 0);
    }
  }

  /** The profit; null where the two cannot be compared. */
  public @Nullable BigDecimal dailyPnl() {
    return pnl.value();
  }
}
