package io.afterclose.portfoliorefresh.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.portfoliorefresh.report.figure.PricedPosition;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open position of a snapshot and where its price comes from.
 *
 * @param origin of the price; null where it has none
 * @param priceAge sessions from the price to the snapshot; 0 without a price
 */
record ExplainedPosition(PositionValuation valuation, @Nullable PriceOrigin origin, int priceAge) {

  /** All positions of a day. */
  static List<ExplainedPosition> of(
      DailyValuation day, List<PriceOrigin> origins, TradingCalendar calendar) {
    return day.positions().stream()
        .map(
            valuation ->
                new ExplainedPosition(
                    valuation,
                    origin(valuation, origins),
                    age(valuation.priceDate(), day.date(), calendar)))
        .toList();
  }

  /** What a figure was made of. */
  PricedPosition priced() {
    return new PricedPosition(
        valuation.symbol().text(),
        valuation.quantity(),
        valuation.price(),
        valuation.priceDate(),
        valuation.marketValue(),
        valuation.status().name(),
        origin == null ? null : origin.source(),
        origin == null ? null : origin.execution());
  }

  private static @Nullable PriceOrigin origin(
      PositionValuation valuation, List<PriceOrigin> origins) {
    return origins.stream()
        .filter(origin -> origin.symbol().equals(valuation.priceSymbol()))
        .filter(origin -> origin.session().equals(valuation.priceDate()))
        .findFirst()
        .orElse(null);
  }

  private static int age(@Nullable LocalDate priced, LocalDate date, TradingCalendar calendar) {
    return priced == null ? 0 : calendar.sessions(priced, date).size() - 1;
  }
}
