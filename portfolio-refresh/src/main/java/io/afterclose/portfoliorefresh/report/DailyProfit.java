package io.afterclose.portfoliorefresh.report;

import static io.afterclose.portfolio.position.Money.toCents;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.report.ProfitParts;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The profit since the snapshot before it and its parts.
 *
 * @param performance by the view of the latest revisions
 * @param parts null where there is no profit or the inputs of one of the two days cannot be read
 *     back
 */
record DailyProfit(DailyPerformance performance, @Nullable ProfitParts parts) {

  static DailyProfit of(
      DailyPerformance performance,
      @Nullable DailyValuation previous,
      @Nullable DailyValuation day) {
    BigDecimal pnl = performance.dailyPnl();
    return new DailyProfit(
        performance,
        pnl == null || previous == null || day == null ? null : parts(pnl, previous, day));
  }

  private static ProfitParts parts(BigDecimal pnl, DailyValuation previous, DailyValuation day) {
    BigDecimal priceChange =
        toCents(day.worth().subtract(previous.worth()).add(since(previous, day, Kind.TRADE)));
    BigDecimal dividends = toCents(since(previous, day, Kind.DIVIDEND));
    BigDecimal interest = toCents(since(previous, day, Kind.INTEREST));
    BigDecimal fees = toCents(since(previous, day, Kind.FEE));
    BigDecimal taxes = toCents(since(previous, day, Kind.TAX));
    BigDecimal known = priceChange.add(dividends).add(interest).add(fees).add(taxes);
    return new ProfitParts(priceChange, dividends, interest, fees, taxes, pnl.subtract(known));
  }

  private static BigDecimal since(DailyValuation previous, DailyValuation day, Kind kind) {
    return day.moved(kind).subtract(previous.moved(kind));
  }
}
