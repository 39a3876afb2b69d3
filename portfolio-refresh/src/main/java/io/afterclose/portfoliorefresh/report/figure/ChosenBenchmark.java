package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureRow;
import io.afterclose.portfoliorefresh.analytics.AnalyticsSettings;
import io.afterclose.portfoliorefresh.analytics.BenchmarkComparison;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.report.figure.FigureValue;
import io.afterclose.report.figure.PeriodLine;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A benchmark that is named where figures are read, in the place of the stored one. */
final class ChosenBenchmark {

  private final BenchmarkComparison comparison;
  private final Symbol benchmark;

  private ChosenBenchmark(BenchmarkComparison comparison, Symbol benchmark) {
    this.comparison = comparison;
    this.benchmark = benchmark;
  }

  /**
   * The one that a user named.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if it is no symbol or has no price
   */
  static ChosenBenchmark named(String text, Database opened, ProcessContext process) {
    BenchmarkComparison comparison =
        new BenchmarkComparison(
            opened.dataSource(),
            process.calendar(),
            process.clock(),
            AnalyticsSettings.of(process.environment()));
    return new ChosenBenchmark(comparison, comparison.priced(text));
  }

  String symbol() {
    return benchmark.text();
  }

  /** The lines of periods of a session with its returns in the place of those of SPY. */
  List<PeriodLine> beside(FigureSession session, List<PeriodLine> lines) {
    Map<FigureKey, Figure<Double>> returns =
        figures(session).stream().collect(Collectors.toMap(FigureRow::key, FigureRow::value));
    return lines.stream()
        .map(
            line ->
                beside(line, returns.get(FigureKey.of(FigureCode.BENCHMARK_TWR, line.period()))))
        .toList();
  }

  private static PeriodLine beside(PeriodLine line, @Nullable Figure<Double> other) {
    Double value = other == null ? null : other.known().orElse(null);
    Double own = line.periodReturn();
    return new PeriodLine(
        line.period(),
        own,
        value,
        own == null || value == null ? null : own - value,
        line.annualised(),
        line.moneyWeighted(),
        line.sessions(),
        line.reason(),
        line.from(),
        line.to(),
        other instanceof Unknown<Double> none ? none.reason().name() : null);
  }

  /** All that compares the record up to a session with it; without a row where there is none. */
  ResultTable table(Optional<FigureSession> session) {
    return ResultTable.of(session.map(this::figures).orElse(List.of()))
        .column("code", row -> row.key().code())
        .column("period", row -> row.key().period())
        .column("value", row -> row.value().known().orElse(null))
        .column("reason", row -> unknown(row, none -> none.reason().name()))
        .column("standard_error", FigureRow::standardError)
        .column("observations", row -> row.value().observations())
        .column("from", FigureRow::from)
        .column("to", FigureRow::to)
        .column("benchmark_symbol", row -> symbol())
        .column("detail", ChosenBenchmark::detail)
        .table();
  }

  private static @Nullable String detail(FigureRow row) {
    return FigureValue.blank(
        row.value() instanceof Unknown<Double> none ? none.detail() : row.note());
  }

  private static @Nullable String unknown(FigureRow row, Function<Unknown<Double>, String> text) {
    return row.value() instanceof Unknown<Double> none ? text.apply(none) : null;
  }

  private List<FigureRow> figures(FigureSession session) {
    return comparison.of(session.portfolio().id(), session.date(), benchmark);
  }
}
