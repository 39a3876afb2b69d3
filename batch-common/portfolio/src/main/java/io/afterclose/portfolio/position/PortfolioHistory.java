package io.afterclose.portfolio.position;

import io.afterclose.portfolio.position.CashMovement.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded about one portfolio, in any order. Cash rows and valuations of a position
 * that is not in the list are left out: a deleted position counts as never held.
 *
 * @param portfolio which one
 * @param positions its lots, open and closed
 * @param cash the explicit rows of its ledger, one BALANCE amount a day at most
 * @param valuations manual valuations of its PRIVATE positions, one amount a position a day at most
 */
public record PortfolioHistory(
    Portfolio portfolio,
    List<Position> positions,
    List<CashMovement> cash,
    List<ManualValuation> valuations) {

  /**
   * Copies, and checks that all belongs to this portfolio and that no two rows contradict each
   * other.
   */
  public PortfolioHistory {
    Set<Long> ids = positions.stream().map(Position::id).collect(Collectors.toUnmodifiableSet());
    require(ids.size() == positions.size(), portfolio, "each position once", "one id twice");
    positions = List.copyOf(positions);
    cash = kept(cash, row -> row.positionId() == null || ids.contains(row.positionId()));
    valuations = kept(valuations, valuation -> ids.contains(valuation.positionId()));
    positions.forEach(p -> requireOwn(portfolio, p.portfolioId(), "position " + p.id()));
    cash.forEach(row -> requireOwn(portfolio, row.portfolioId(), "cash row " + row.id()));
    requireOneBalanceADay(portfolio, cash);
    requireOneValuationADay(portfolio, valuations);
  }

  private static <T> List<T> kept(List<T> all, Predicate<T> kept) {
    return all.stream().filter(kept).toList();
  }

  private static void requireOwn(Portfolio portfolio, long owner, String found) {
    require(owner == portfolio.id(), portfolio, "its own rows", found + " of portfolio " + owner);
  }

  private static void requireOneBalanceADay(Portfolio portfolio, List<CashMovement> cash) {
    Map<LocalDate, BigDecimal> amounts = new HashMap<>();
    for (CashMovement row : kept(cash, row -> row.kind() == Kind.BALANCE)) {
      requireSame(
          portfolio,
          "BALANCE of " + row.date(),
          amounts.putIfAbsent(row.date(), row.amount()),
          row.amount());
    }
  }

  private static void requireOneValuationADay(Portfolio portfolio, List<ManualValuation> all) {
    Map<List<Object>, BigDecimal> amounts = new HashMap<>();
    for (ManualValuation row : all) {
      List<Object> key = List.of(row.positionId(), row.asOf());
      String what = "valuation of position " + row.positionId() + " as of " + row.asOf();
      requireSame(portfolio, what, amounts.putIfAbsent(key, row.amount()), row.amount());
    }
  }

  private static void requireSame(
      Portfolio portfolio, String what, @Nullable BigDecimal first, BigDecimal second) {
    require(
        first == null || first.compareTo(second) == 0,
        portfolio,
        "one " + what,
        first + " and " + second + "; remove the wrong one");
  }

  private static void require(boolean holds, Portfolio portfolio, String expected, String found) {
    if (!holds) {
      throw new InvalidPortfolioException(
          "In " + portfolio + ": expected " + expected + ", found " + found);
    }
  }

  /**
   * The same with the parts of each lot that was divided after a day as the one lot that they were
   * on it, and with it their cash rows and valuations.
   */
  public PortfolioHistory undividedOn(LocalDate day) {
    return UndividedLots.on(day, this);
  }

  /** The manual valuations of one position, in any order. */
  public List<ManualValuation> valuationsOf(Position position) {
    return kept(valuations, valuation -> valuation.positionId() == position.id());
  }
}
