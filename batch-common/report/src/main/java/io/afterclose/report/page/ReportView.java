package io.afterclose.report.page;

import io.afterclose.page.NumberText;
import io.afterclose.page.chart.BarChart;
import io.afterclose.page.chart.BarChart.Bar;
import io.afterclose.page.chart.BarChart.Mark;
import io.afterclose.page.chart.BarChart.Span;
import io.afterclose.page.chart.HeatMap;
import io.afterclose.page.chart.HeatMap.Cell;
import io.afterclose.page.chart.LineChart;
import io.afterclose.page.chart.LineChart.Base;
import io.afterclose.page.chart.LineChart.Sample;
import io.afterclose.report.page.PortfolioReport.CorrelationRow;
import io.afterclose.report.page.PortfolioReport.Day;
import io.afterclose.report.page.PortfolioReport.Exposure;
import io.afterclose.report.page.PortfolioReport.Month;
import io.afterclose.report.page.PortfolioReport.Share;
import io.afterclose.report.page.PortfolioReport.Stress;
import java.math.BigDecimal;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a report.
 *
 * @param symbolPage the address of the page of a symbol; empty where there is none
 */
record ReportView(PortfolioReport report, UnaryOperator<String> symbolPage) {

  private static final int YEAR_COLUMN = 12;
  private static final double STRONG_MONTH = 0.1;

  List<ReportFigure> performance() {
    return report.performance().stream().filter(figure -> figure.period().isEmpty()).toList();
  }

  FigureMatrix performanceOverPeriods() {
    return FigureMatrix.of(
        "Figures of the realised returns by period",
        report.performance().stream().filter(figure -> !figure.period().isEmpty()).toList());
  }

  LineChart value() {
    return line(
        "Net asset value, USD",
        Day::netAssetValue,
        NumberText::money,
        usd -> NumberText.decimal(usd, 0),
        Base.FITTED);
  }

  LineChart drawdown() {
    return line(
        "Drawdown: below the highest value of the record",
        Day::drawdown,
        NumberText::percent,
        NumberText::percent,
        Base.ZERO);
  }

  private LineChart line(
      String name,
      Function<Day, Value> value,
      DoubleFunction<String> text,
      DoubleFunction<String> level,
      Base base) {
    return new LineChart(
        name,
        report.days().rows().stream()
            .map(
                day -> new Sample(day.date(), value.apply(day).orNaN(), value.apply(day).unknown()))
            .toList(),
        text,
        level,
        base);
  }

  HeatMap months() {
    Map<Integer, List<Cell>> years = new TreeMap<>();
    for (Month month : report.months().rows()) {
      List<Cell> cells =
          years.computeIfAbsent(month.month().getYear(), year -> new ArrayList<>(blankYear()));
      cells.set(month.wholeYear() ? YEAR_COLUMN : month.month().getMonthValue() - 1, cell(month));
    }
    return new HeatMap(
        "Return by month and year",
        monthNames(),
        years.entrySet().stream()
            .map(year -> new HeatMap.Row(year.getKey().toString(), year.getValue()))
            .toList(),
        STRONG_MONTH);
  }

  private static List<Cell> blankYear() {
    return Collections.nCopies(YEAR_COLUMN + 1, Cell.EMPTY);
  }

  private static List<String> monthNames() {
    List<String> names = new ArrayList<>();
    for (java.time.Month month : java.time.Month.values()) {
      names.add(month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    }
    names.add("Year");
    return names;
  }

  private static Cell cell(Month month) {
    String words = month.value().words(NumberText::signedPercent);
    return new Cell(
        month.value().text(NumberText::signedPercent),
        month.complete() ? "" : "part",
        month.value().orNaN(),
        month.complete() ? words : words + ", not all sessions are in the record");
  }

  BarChart bridge() {
    PortfolioReport.Bridge bridge = report.bridge();
    List<Bar> bars = new ArrayList<>();
    double at = bridge.before() == null ? 0 : bridge.before().doubleValue();
    double low = at;
    double high = at;
    for (PortfolioReport.Bridge.Line line : bridge.lines()) {
      double next = at + line.amount().doubleValue();
      String text = NumberText.signedMoney(line.amount());
      bars.add(new Bar(line.name(), "", List.of(new Mark(text, text, new Span(at, next), null))));
      low = Math.min(low, next);
      high = Math.max(high, next);
      at = next;
    }
    double floor = floor(low, high);
    bars.add(0, total("Before", bridge.before(), floor));
    bars.add(total("After", bridge.after(), floor));
    return new BarChart(
        floor == 0
            ? "From the value before to the value after, USD"
            : "From the value before to the value after, USD; the scale starts at "
                + NumberText.money(floor),
        "line",
        List.of("amount"),
        bars);
  }

  /** 0, or where the changes are too small for it, a value that lets them be seen. */
  private static double floor(double low, double high) {
    double range = high - low;
    if (low > 0 && range < low / 10) {
      return low - Math.max(range, low / 1000) / 2;
    }
    return high < 0 && range < -high / 10 ? high + Math.max(range, -high / 1000) / 2 : 0;
  }

  private static Bar total(String name, @Nullable BigDecimal value, double floor) {
    if (value == null) {
      return new Bar(name, "", List.of(Mark.unknown("there is no value before")));
    }
    String text = NumberText.money(value);
    return new Bar(
        name, "", List.of(new Mark(text, text, new Span(floor, value.doubleValue()), null)));
  }

  BarChart contributions() {
    return new BarChart(
        "Contribution to the return: filled the day, hollow the year to date",
        "symbol",
        List.of("day", "year to date"),
        report.contributions().rows().stream()
            .map(
                row ->
                    new Bar(
                        row.symbol(),
                        "USD " + row.profit().text(NumberText::signedMoney),
                        List.of(
                            mark(row.day(), NumberText::signedPercent),
                            mark(row.yearToDate(), NumberText::signedPercent))))
            .toList());
  }

  BarChart riskShares() {
    return shares("Share of the volatility", "share", report.riskShares());
  }

  private static BarChart shares(String name, String series, Part<Share> part) {
    return new BarChart(
        name,
        "position",
        List.of(series),
        part.rows().stream()
            .map(
                share ->
                    new Bar(
                        share.symbol(),
                        share.note(),
                        List.of(mark(share.value(), NumberText::signedPercent))))
            .toList());
  }

  private static Mark mark(Value value, DoubleFunction<String> text) {
    return value.known()
        ? Mark.of(value.orNaN(), value.text(text), value.words(text))
        : Mark.unknown(value.unknown());
  }

  BarChart exposures() {
    return new BarChart(
        "Exposure / net asset value, with its 95 % interval",
        "factor",
        List.of("exposure"),
        report.exposures().rows().stream()
            .map(row -> new Bar(row.factor(), "", List.of(interval(row))))
            .toList());
  }

  private static Mark interval(Exposure row) {
    if (!row.ofNav().known()) {
      return Mark.unknown(row.ofNav().unknown());
    }
    double value = row.ofNav().orNaN();
    String text = NumberText.decimal(value, 3);
    return row.low().known() && row.high().known()
        ? new Mark(
            text,
            text
                + ", from "
                + row.low().text(v -> NumberText.decimal(v, 3))
                + " to "
                + row.high().text(v -> NumberText.decimal(v, 3)),
            new Span(0, value),
            new Span(row.low().orNaN(), row.high().orNaN()))
        : Mark.of(value, text, text + ", without an interval");
  }

  BarChart stresses() {
    return new BarChart(
        "Profit in a scenario, USD: filled propagated, hollow direct",
        "scenario",
        List.of("propagated", "direct"),
        report.stresses().rows().stream()
            .map(
                row ->
                    new Bar(
                        row.scenario(),
                        note(row),
                        List.of(stress(row.propagated()), stress(row.direct()))))
            .toList());
  }

  private static Mark stress(Value value) {
    return mark(value, NumberText::signedMoney);
  }

  private static String note(Stress row) {
    List<String> parts = new ArrayList<>();
    parts.add(row.coverage().words(NumberText::percent) + " covered");
    parts.addAll(row.flags());
    return String.join("; ", parts);
  }

  BarChart sectors() {
    return new BarChart(
        "Net, share of the net asset value",
        "sector",
        List.of("net"),
        report.sectors().rows().stream()
            .map(
                sector ->
                    new Bar(sector.name(), "", List.of(mark(sector.net(), NumberText::percent))))
            .toList());
  }

  HeatMap correlations() {
    List<CorrelationRow> rows = report.correlations().rows();
    return new HeatMap(
        "Correlation of daily returns",
        rows.stream().map(CorrelationRow::symbol).toList(),
        rows.stream()
            .map(
                row ->
                    new HeatMap.Row(
                        row.symbol(), row.cells().stream().map(ReportView::cell).toList()))
            .toList(),
        1);
  }

  private static Cell cell(PortfolioReport.Correlation correlation) {
    String n = "n " + correlation.observations();
    return new Cell(
        correlation.value().text(value -> NumberText.decimal(value, 2)),
        n,
        correlation.value().orNaN(),
        correlation.value().words(value -> NumberText.decimal(value, 4)) + ", " + n);
  }
}
