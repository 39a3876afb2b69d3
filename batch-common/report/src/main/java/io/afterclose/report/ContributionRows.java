package io.afterclose.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.performance.Contributions;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Contribution;
import io.afterclose.report.page.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What each symbol contributed to the return of a session and of the year up to it. */
final class ContributionRows {

  private static final String DAY = "1D";

  private final StoredSession session;
  private final TradingCalendar calendar;

  private ContributionRows(StoredSession session, TradingCalendar calendar) {
    this.session = session;
    this.calendar = calendar;
  }

  static Part<Contribution> of(StoredSession session, TradingCalendar calendar) {
    return new ContributionRows(session, calendar).part();
  }

  private Part<Contribution> part() {
    StoredGrid day = session.grid(GridCode.DAY_CONTRIBUTION);
    Evidence evidence = session.evidence(FigureCode.BRIDGE, DAY, "PROFIT");
    Figure<Contributions<String>> year = yearToDate();
    if (day == null && year instanceof Unknown<Contributions<String>>) {
      return Part.unknown(
          ReportFigures.CONTRIBUTIONS, evidence, session.why(FigureCode.BRIDGE, DAY, "PROFIT"));
    }
    Set<String> items = new TreeSet<>(ContributionRows::cashLast);
    if (day != null) {
      items.addAll(day.grid().rows());
    }
    year.known().ifPresent(known -> items.addAll(known.byItem().keySet()));
    List<Contribution> rows = new ArrayList<>();
    for (String item : items) {
      rows.add(
          new Contribution(
              ofNoSymbol(item) ? FigureText.sentence(item) : item,
              ofDay(day, item, "CONTRIBUTION"),
              linked(year, item),
              ofDay(day, item, "PROFIT")));
    }
    return Part.of(ReportFigures.CONTRIBUTIONS, evidence, rows);
  }

  /** By symbol, what is of none at the end. */
  private static int cashLast(String left, String right) {
    return Comparator.comparing(ContributionRows::ofNoSymbol)
        .thenComparing(Comparator.naturalOrder())
        .compare(left, right);
  }

  private static boolean ofNoSymbol(String item) {
    return item.equals("CASH") || item.equals("ROUNDING");
  }

  /** 0 for a symbol that was not held on the day. */
  private static Value ofDay(@Nullable StoredGrid day, String item, String column) {
    if (day == null) {
      return Value.unknown("the profit of the day is unknown");
    }
    return day.grid().rows().contains(item)
        ? StoredSession.cell(day.grid().at(item, column), "the day has no return")
        : Value.of(0);
  }

  private static Value linked(Figure<Contributions<String>> year, String item) {
    return year instanceof Unknown<Contributions<String>> none
        ? Value.unknown(none.detail())
        : Value.of(year.get().byItem().getOrDefault(item, 0.0));
  }

  /** Linked over the sessions of the year that the record holds. */
  private Figure<Contributions<String>> yearToDate() {
    LocalDate date = session.date();
    List<Contributions.Day<String>> days = new ArrayList<>();
    LocalDate expected = null;
    for (StoredGrid stored : session.gridsSince(GridCode.DAY_CONTRIBUTION, date.withDayOfYear(1))) {
      double base = base(stored.grid());
      if (Double.isNaN(base)) {
        if (days.isEmpty()) {
          continue;
        }
        return unknown(stored.date() + " has no return", days.size());
      }
      if (expected != null && !stored.date().equals(expected)) {
        return unknown(expected + " has no contributions", days.size());
      }
      days.add(new Contributions.Day<>(stored.date(), base, profits(stored.grid())));
      expected = calendar.nextSession(stored.date());
    }
    return expected == null || !expected.isAfter(date)
        ? unknown((expected == null ? date : expected) + " has no contributions", days.size())
        : Contributions.linked(days);
  }

  private static Figure<Contributions<String>> unknown(String detail, int days) {
    return Figure.unknown(Figure.Reason.MISSING_RETURN, detail, days);
  }

  /** What profits of a day are shares of; NaN where they are not known. */
  private static double base(FigureGrid grid) {
    double base = 1;
    double largest = 0;
    for (String row : grid.rows()) {
      OptionalDouble profit = grid.at(row, "PROFIT");
      OptionalDouble share = grid.at(row, "CONTRIBUTION");
      if (profit.isEmpty() || share.isEmpty()) {
        return Double.NaN;
      }
      if (Math.abs(profit.getAsDouble()) > largest) {
        largest = Math.abs(profit.getAsDouble());
        base = profit.getAsDouble() / share.getAsDouble();
      }
    }
    return base;
  }

  private static Map<String, Double> profits(FigureGrid grid) {
    Map<String, Double> profits = new LinkedHashMap<>();
    grid.rows().forEach(row -> profits.put(row, grid.at(row, "PROFIT").orElse(0)));
    return profits;
  }
}
