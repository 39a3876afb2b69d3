package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.ManualValuation;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a lot that comes or goes without cash is worth on that day: the external flow.
 *
 * @param history of its portfolio
 * @param market with the closes of that day, see {@link #daysOf}
 */
record InKindValue(PortfolioHistory history, MarketData market) {

  /** The days of which the closes of a position are read for this. */
  static Stream<LocalDate> daysOf(Position position) {
    Stream<LocalDate> entry =
        Stream.of(position.entry())
            .filter(came -> came.booking().inKind())
            .map(came -> came.date());
    Stream<LocalDate> exit =
        Stream.ofNullable(position.exit())
            .filter(gone -> gone.booking().inKind())
            .map(gone -> gone.date());
    return Stream.concat(entry, exit);
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
