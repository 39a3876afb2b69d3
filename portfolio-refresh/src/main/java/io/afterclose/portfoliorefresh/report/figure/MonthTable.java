package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.performance.MonthlyReturns;
import io.afterclose.quant.performance.MonthlyReturns.Part;
import io.afterclose.report.figure.FigureValue;
import java.time.Month;
import java.time.Year;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Returns by month, a column for each year, then the years themselves. */
final class MonthTable {

  private final ResultTable table;
  private final List<Year> years;

  private MonthTable(List<Year> years) {
    this.years = years;
    this.table =
        ResultTable.of(
            Stream.concat(
                    Stream.concat(Stream.of("month"), years.stream().map(Year::toString)),
                    Stream.of("incomplete", "reason"))
                .toArray(String[]::new));
  }

  /** Of the last record in an interval; without a row where there is none. */
  static ResultTable of(PerformanceInterval interval, TradingCalendar calendar) {
    return interval
        .returns()
        .filter(returns -> returns.size() > 0)
        .map(
            returns ->
                MonthlyReturns.of(
                    returns,
                    session -> calendar.nextSession(session).getMonth() != session.getMonth()))
        .map(MonthTable::of)
        .orElseGet(() -> new MonthTable(List.of()).table);
  }

  private static ResultTable of(MonthlyReturns returns) {
    MonthTable months = new MonthTable(List.copyOf(returns.years().keySet()));
    for (Month month : Month.values()) {
      months.add(
          month.getDisplayName(TextStyle.SHORT, Locale.ROOT),
          year -> returns.month(year.atMonth(month)));
    }
    months.add("year", returns::year);
    return months.table;
  }

  private void add(String name, Function<Year, Optional<Part>> parts) {
    ResultTable.Row row = table.row().set("month", name);
    List<String> incomplete = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Year year : years) {
      parts
          .apply(year)
          .ifPresent(
              part -> {
                row.set(year.toString(), part.value().known().orElse(null));
                if (!part.complete()) {
                  incomplete.add(year.toString());
                }
                if (part.value() instanceof Unknown<Double> unknown) {
                  reasons.add(year + " " + unknown.reason() + ": " + unknown.detail());
                }
              });
    }
    row.set("incomplete", FigureValue.blank(String.join(" ", incomplete)))
        .set("reason", FigureValue.blank(String.join("; ", reasons)))
        .end();
  }
}
