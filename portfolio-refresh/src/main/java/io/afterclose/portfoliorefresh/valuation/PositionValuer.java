package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.ManualValuation;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
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

  /** The positions open at the close of a session, valued, in the order of the history. */
  public static List<PositionValuation> valueOpen(
      PortfolioHistory history, MarketData market, LocalDate session) {
    return history.positions().stream()
        .map(position -> new Holding(position, market))
        .filter(holding -> holding.openOn(session))
        .map(holding -> value(history, holding, session))
        .toList();
  }

  /** The first day on which a position is no longer held; empty where that is after a day. */
  public static Optional<LocalDate> end(Position position, MarketData market, LocalDate day) {
    return new Holding(position, market).exit(day).map(Holding.Exit::date);
  }

  private static PositionValuation value(
      PortfolioHistory history, Holding holding, LocalDate session) {
    Position position = holding.position();
    return position.investmentClass() == InvestmentClass.PRIVATE
        ? estimate(position, history.valuationsOf(position), session)
        : quote(holding, session);
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

  private static PositionValuation quote(Holding holding, LocalDate session) {
    return holding
        .quoteOn(session)
        .map(
            found ->
                PositionValuation.quoted(holding, session, found, status(holding, session, found)))
        .orElseGet(() -> PositionValuation.unpriced(holding, session));
  }

  private static Status status(Holding holding, LocalDate session, Quote quote) {
    return holding.currentOn(session, quote) ? Status.PRICED : Status.STALE;
  }
}
