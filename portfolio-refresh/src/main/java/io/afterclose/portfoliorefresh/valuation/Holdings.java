package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The positions of a portfolio as the market changed them. They are carried together, since of the
 * new shares of a merger or spin-off one fraction is paid, that of all lots, at their first close.
 */
final class Holdings {

  private final List<Holding> all;
  private final List<Fraction> fractions = new ArrayList<>();

  /**
   * The fraction of a line that is paid out.
   *
   * @param line of the new shares
   * @param action by which they came
   * @param first the close at which it is paid
   * @param amount USD, signed, as it hits cash
   */
  record Fraction(
      HeldLine line, ActionFact<Symbol> action, CloseKey<Symbol> first, BigDecimal amount) {}

  private Holdings(List<Holding> all) {
    this.all = all;
  }

  /** Those of positions of one portfolio, in their order. */
  static Holdings of(List<Position> positions, MarketData market) {
    HandedOver handedOver = HandedOver.among(positions);
    Holdings holdings =
        new Holdings(positions.stream().map(lot -> Holding.of(lot, handedOver, market)).toList());
    holdings.payFractions(market);
    return holdings;
  }

  List<Holding> all() {
    return all;
  }

  /** One of them. */
  Holding of(Position position) {
    return all.stream().filter(one -> one.position().equals(position)).findFirst().orElseThrow();
  }

  /** What was paid for fractions of a position. */
  List<Fraction> fractionsOf(Position position) {
    return fractions.isEmpty()
        ? List.of()
        : fractions.stream().filter(one -> one.line().position().equals(position)).toList();
  }

  /** A line that came by an action, or went through it. */
  private record NewShares(HeldLine line, ActionFact<Symbol> action) {}

  /** The earlier action first, since what is left of it is what the next one finds. */
  private void payFractions(MarketData market) {
    Map<LocalDate, Map<String, List<NewShares>>> byAction = new TreeMap<>();
    all.stream()
        .flatMap(holding -> holding.lines().stream())
        .flatMap(Holdings::newShares)
        .forEach(
            shares ->
                byAction
                    .computeIfAbsent(shares.action().exDate(), none -> new TreeMap<>())
                    .computeIfAbsent(key(shares), none -> new ArrayList<>())
                    .add(shares));
    byAction.values().stream()
        .flatMap(ofDay -> ofDay.values().stream())
        .forEach(together -> payFraction(together, market));
  }

  private static String key(NewShares shares) {
    Side side = shares.line().position().side();
    return shares.action().symbol() + " " + shares.action().kind() + " " + side;
  }

  private static Stream<NewShares> newShares(HeldLine line) {
    if (line.part().spinOff().isEmpty() && line.part().paidActions().isEmpty()) {
      return Stream.empty();
    }
    return Stream.concat(
            line.part().spinOff().stream(),
            line.part().paidActions().stream().filter(a -> a.hasFraction()))
        .distinct()
        .map(action -> new NewShares(line, action));
  }

  private void payFraction(List<NewShares> together, MarketData market) {
    HeldLine one = together.get(0).line();
    ActionFact<Symbol> action = together.get(0).action();
    if (market.sessions().first().isAfter(action.exDate())) {
      throw new IllegalStateException(
          "An axis that reaches back to %s was expected, found %s; load more sessions"
              .formatted(action.exDate(), market.sessions()));
    }
    Optional<CloseKey<Symbol>> first = one.part().firstClose(action, market.sessions().last());
    if (first.isEmpty()) {
      return;
    }
    LocalDate day = first.get().session();
    List<HeldLine> held =
        together.stream().map(NewShares::line).filter(line -> line.openOn(day)).toList();
    BigDecimal whole = sum(held, day).setScale(0, RoundingMode.DOWN);
    BigDecimal total = sum(held, day);
    if (total.compareTo(whole) == 0) {
      return;
    }
    BigDecimal close = market.closeOn(first.get().symbol(), day).orElseThrow();
    Scale lost = new Scale(total.subtract(whole), total);
    for (HeldLine line : held) {
      fractions.add(new Fraction(line, action, first.get(), lost.of(line.valueOn(day, close))));
    }
    held.forEach(line -> line.payFraction(action, day, new Scale(whole, total)));
  }

  /** A quantity that a third of a share is in is whole where its digits say so. */
  private static BigDecimal sum(List<HeldLine> lines, LocalDate day) {
    return lines.stream()
        .map(line -> line.quantityOn(day))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(10, RoundingMode.HALF_UP);
  }
}
