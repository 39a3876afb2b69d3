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
 * @param dailyReturn (net asset value + outflow) / (previous + inflow) − 1, a fraction
 * @param coverage share of the gross value that is known, the smaller one of the two snapshots
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
    BigDecimal coverage) {

  /**
   * A number, or why there is none.
   *
   * @param reason a code in upper case; null where there is a number
   */
  public record Figure(@Nullable BigDecimal value, @Nullable String reason) {}

  /** The profit; null where the two cannot be compared. */
  public @Nullable BigDecimal dailyPnl() {
    return pnl.value();
  }

  /** Why there is no profit, for messages; empty when there is one. */
  public String whyNone() {
    String reason = pnl.reason();
    if (reason == null) {
      return "";
    }
    return switch (reason) {
      case "NO_BASE" -> "there is no snapshot before it, though something was held or moved";
      case "SNAPSHOT_MISSING" -> "a session between it and the snapshot before it has none";
      case "OUTDATED" -> "what was recorded changed since; the next run recalculates it";
      case "UNPRICED" -> "it or the snapshot before it has positions without a price";
      default -> reason;
    };
  }
}
