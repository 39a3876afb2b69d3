package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.CorporateAction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * A TRADE or DIVIDEND that follows from a position, unless an explicit row of the same position,
 * kind and date replaces it.
 *
 * @param positionId whose
 * @param date entry, exit or ex-date
 * @param kind TRADE or DIVIDEND
 * @param amount USD as it hits cash
 */
record ImpliedRow(long positionId, LocalDate date, Kind kind, BigDecimal amount) {

  /** What a position implies up to and including a day, in no order. */
  static Stream<ImpliedRow> of(Holding holding, LocalDate day) {
    if (holding.position().entryDate().isAfter(day)) {
      return Stream.empty();
    }
    return Stream.of(Stream.of(entry(holding)), exit(holding, day), dividends(holding, day))
        .flatMap(rows -> rows);
  }

  /** The purchase costs what the position cost: its price counts the shares that it states. */
  private static ImpliedRow entry(Holding holding) {
    Position position = holding.position();
    return trade(holding, position.entryDate(), position.signedCost().negate());
  }

  private static Stream<ImpliedRow> exit(Holding holding, LocalDate day) {
    return holding.exit(day).stream()
        .map(exit -> trade(holding, exit.date(), holding.valueOn(exit.date(), exit.price())));
  }

  private static ImpliedRow trade(Holding holding, LocalDate date, BigDecimal amount) {
    return new ImpliedRow(holding.position().id(), date, Kind.TRADE, amount);
  }

  private static Stream<ImpliedRow> dividends(Holding holding, LocalDate day) {
    return holding.actions(CorporateAction.Kind.DIVIDEND).stream()
        .filter(dividend -> !dividend.exDate().isAfter(day))
        .filter(dividend -> holding.inputs().isEntitled(dividend.exDate()))
        .map(dividend -> dividend(holding, dividend));
  }

  /** Paid on the shares of the close before the ex-date, so before a split of the same day. */
  private static ImpliedRow dividend(Holding holding, CorporateAction dividend) {
    BigDecimal amount = holding.valueOn(dividend.exDate().minusDays(1), dividend.value());
    return new ImpliedRow(holding.position().id(), dividend.exDate(), Kind.DIVIDEND, amount);
  }
}
