package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.report.figure.PeriodLine;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored returns by period, beside those of the benchmark. */
final class PeriodTable {

  private PeriodTable() {}

  /** Of the newest session with figures up to a date; without a row where there is none. */
  static ResultTable of(
      Database opened,
      ProcessContext process,
      Portfolio portfolio,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    if (from != null) {
      throw new InvalidInputException("--periods has its own starts; --to says where they end");
    }
    LocalDate upTo =
        to == null ? LocalDate.ofInstant(process.clock().instant(), ZoneOffset.UTC) : to;
    FigureStore store = new FigureStore(opened.dataSource(), process.clock());
    return ResultTable.of(
            FigureSession.newest(portfolio, upTo, store).map(PeriodLine::of).orElse(List.of()))
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
        .table();
  }
}
