package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.PortfolioHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The cash rows that the positions of a portfolio imply up to and including a day, by date.
 *
 * @param rows of all positions, those of lots in kind too
 */
public record ImpliedRows(List<ImpliedRow> rows) {

  /** Ten sessions: how far an implied row may have moved from the date by which it is named. */
  private static final int FOLLOWED_DAYS = 14;

  public ImpliedRows {
    rows = List.copyOf(rows);
  }

  /** Those of a portfolio, from data of that day or before. */
  public static ImpliedRows upTo(LocalDate day, PortfolioHistory history, MarketData market) {
    return HeldPortfolio.of(history, market).implied(day);
  }

  static ImpliedRows of(Holdings holdings, InKindValue inKind, LocalDate day) {
    return new ImpliedRows(
        holdings.all().stream()
            .<ImpliedRow>mapMulti(
                (holding, rows) ->
                    ImpliedRow.of(holding, holdings.fractionsOf(holding.position()), inKind, day)
                        .forEach(rows))
            .sorted(Comparator.comparing(ImpliedRow::date))
            .toList());
  }

  /** Those up to and including a day: what is implied by then does not depend on later days. */
  ImpliedRows upTo(LocalDate day) {
    int later = rows.size();
    while (later > 0 && rows.get(later - 1).date().isAfter(day)) {
      later--;
    }
    return later == rows.size() ? this : new ImpliedRows(rows.subList(0, later));
  }

  /** Those that an explicit row can replace. */
  public List<ImpliedRow> replaceable() {
    return rows.stream().filter(row -> !row.inKind()).toList();
  }

  /** Exactly those that a row names: of a symbol one of each lot; empty where it names none. */
  public List<ImpliedRow> namedBy(CashSubject subject) {
    return rows.stream().filter(row -> row.isNamedBy(subject)).toList();
  }

  /**
   * Those that a row stands for although it names another date: they are of the nearest date within
   * ten sessions that no other row names.
   *
   * @param taken by other rows
   */
  List<ImpliedRow> nearest(CashSubject subject, Set<ImpliedRow> taken) {
    LocalDate named = subject.exDate();
    if (named == null) {
      return List.of();
    }
    List<ImpliedRow> near =
        rows.stream()
            .filter(row -> row.isOf(subject) && !taken.contains(row))
            .filter(row -> distance(named, row) <= FOLLOWED_DAYS)
            .toList();
    return near.stream()
        .min(Comparator.comparing(row -> distance(named, row)))
        .map(ImpliedRow::date)
        .map(date -> near.stream().filter(row -> row.date().equals(date)).toList())
        .orElse(List.of());
  }

  private static long distance(LocalDate named, ImpliedRow row) {
    return Math.abs(ChronoUnit.DAYS.between(named, row.date()));
  }
}
