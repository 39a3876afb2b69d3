package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.ManualValuation;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a lot that comes or goes without cash is worth on that day: the external flow.
 *
 * @param history of its portfolio
 * @param market with the closes of that day, see {@link #daysOf}
 */
record InKindValue(PortfolioHistory history, MarketData market) {

  /** The days of which the closes of a position are read for this. */
  static List<LocalDate> daysOf(Position position) {
    boolean came = position.entry().booking().inKind();
    Exit exit = position.exit();
    boolean went = exit != null && exit.booking().inKind();
    if (!came && !went) {
      return List.of();
    }
    List<LocalDate> days = new ArrayList<>();
    if (came) {
      days.add(position.entryDate());
    }
    if (exit != null && went) {
      days.add(exit.date());
    }
    return days;
  }

  /**
   * The signed value at the close of a day, or of the last session before it; empty if unpriced.
   */
  Optional<BigDecimal> of(HeldLine line, LocalDate date) {
    Position position = line.position();
    if (position.investmentClass() == InvestmentClass.PRIVATE) {
      return PositionValuer.latest(history.valuationsOf(position), date)
          .map(ManualValuation::amount);
    }
    int session = market.sessions().floorIndex(date);
    if (session < 0) {
      throw new IllegalStateException(
          "An axis that reaches back to %s was expected, found %s"
              .formatted(date, market.sessions()));
    }
    LocalDate of = market.sessions().at(session);
    return line.quoteOn(of).map(quote -> line.valueAt(of, quote));
  }
}
