package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.ManualValuation;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Values positions at the close of a session.
 *
 * <p>PUBLIC and OPTIONS by the close of the day, else by the latest at most five sessions older,
 * else not at all. An option is settled at its intrinsic value at the close of the last session up
 * to its expiry and no longer held from then on. PRIVATE by the latest manual valuation up to the
 * day, else at cost.
 */
public final class PositionValuer {
  private PositionValuer() {}

  /**
   * The lines of the positions open at the close of a session, valued, in the order of the history.
   */
  public static List<PositionValuation> valueOpen(
      PortfolioHistory history, MarketData market, LocalDate session) {
    return HeldPortfolio.of(history, market).valueOpen(session);
  }

  static List<PositionValuation> valueOpen(
      PortfolioHistory history, Holdings holdings, LocalDate session) {
    List<PositionValuation> open = new ArrayList<>();
    for (Holding holding : holdings.all()) {
      for (HeldLine line : holding.lines()) {
        if (holding.isOpen(line, session)) {
          open.add(value(history, line, session));
        }
      }
    }
    return open;
  }

  /**
   * The first day on which nothing of a position is held any more; empty where that is after a day.
   */
  public static Optional<LocalDate> end(
      PortfolioHistory history, Position position, MarketData market, LocalDate day) {
    return Holdings.of(history.positions(), market).of(position).endOn(day);
  }

  private static PositionValuation value(
      PortfolioHistory history, HeldLine line, LocalDate session) {
    Position position = line.position();
    return position.investmentClass() == InvestmentClass.PRIVATE
        ? estimate(position, history.valuationsOf(position), session)
        : quote(history, line, session);
  }

  private static PositionValuation estimate(
      Position position, List<ManualValuation> valuations, LocalDate session) {
    return latest(valuations, session)
        .map(
            recorded ->
                PositionValuation.estimated(
                    position, recorded.asOf(), recorded.worth(position.quantity())))
        .orElseGet(
            () ->
                PositionValuation.estimated(position, position.entryDate(), position.signedCost()));
  }

  /** The newest of a position's valuations on or before a session. */
  static Optional<ManualValuation> latest(List<ManualValuation> valuations, LocalDate session) {
    return valuations.stream()
        .filter(valuation -> !valuation.asOf().isAfter(session))
        .max(Comparator.comparing(ManualValuation::asOf));
  }

  private static PositionValuation quote(
      PortfolioHistory history, HeldLine line, LocalDate session) {
    Optional<Quote> found = line.quoteOn(session);
    if (found.isEmpty()) {
      return PositionValuation.unpriced(line, session, CarriedValue.of(history, line, session));
    }
    Quote quote = found.get();
    return PositionValuation.quoted(line, session, quote, status(line, session, quote));
  }

  private static Status status(HeldLine line, LocalDate session, Quote quote) {
    return line.currentOn(session, quote) ? Status.PRICED : Status.STALE;
  }
}
