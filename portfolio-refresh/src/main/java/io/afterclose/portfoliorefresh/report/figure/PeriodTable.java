package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.report.figure.PeriodLine;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored returns by period, beside those of the benchmark that is stored with them or another.
 */
final class PeriodTable {

  private PeriodTable() {}

  /**
   * Of the newest session with figures up to a date; without a row where there is none.
   *
   * @param another than the stored benchmark
   */
  static ResultTable of(
      Database opened,
      ProcessContext process,
      Portfolio portfolio,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Optional<ChosenBenchmark> another) {
    if (from != null) {
      throw new InvalidInputException("--periods has its own starts; --to says where they end");
    }
    String benchmark = another.map(ChosenBenchmark::symbol).orElse(FactorEtfs.SPY.text());
    return ResultTable.of(
            session(opened, process, portfolio, to)
                .map(
                    session ->
                        another
                            .map(chosen -> chosen.beside(session, PeriodLine.of(session)))
                            .orElseGet(() -> PeriodLine.of(session)))
                .orElse(List.of()))
        .column("period", PeriodLine::period)
        .column("return", PeriodLine::periodReturn)
        .column("benchmark", PeriodLine::benchmark)
        .column("difference", PeriodLine::difference)
        .column("annualised", PeriodLine::annualised)
        .column("money_weighted", PeriodLine::moneyWeighted)
        .column("sessions", PeriodLine::sessions)
        .column("reason", PeriodLine::reason)
        .column("from", PeriodLine::from)
        .column("to", PeriodLine::to)
        .column("benchmark_reason", PeriodLine::benchmarkReason)
        .column("benchmark_symbol", line -> benchmark)
        .table();
  }

  /** The newest session with figures up to a date; null for today. */
  static Optional<FigureSession> session(
      Database opened, ProcessContext process, Portfolio portfolio, @Nullable LocalDate to) {
    LocalDate upTo =
        to == null ? LocalDate.ofInstant(process.clock().instant(), ZoneOffset.UTC) : to;
    return FigureSession.newest(
        portfolio, upTo, new FigureStore(opened.dataSource(), process.clock()));
  }
}
