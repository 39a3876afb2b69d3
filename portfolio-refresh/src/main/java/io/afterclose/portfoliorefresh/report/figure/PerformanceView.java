package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What of a performance is shown instead of its days: one of these options. */
public final class PerformanceView {

  /** At most one. */
  static final class Chosen {

    @Option(
        names = "--periods",
        required = true,
        description = "Stored returns by period that end on --to, beside SPY and money-weighted.")
    private boolean periods;

    @Option(
        names = "--months",
        required = true,
        description =
            "Returns by month and year; incomplete says in which years a part is missing.")
    private boolean months;

    @Option(
        names = "--drawdowns",
        required = true,
        description = "Each fall below a peak and its recovery, the deepest first.")
    private boolean drawdowns;

    @Option(
        names = "--bridge",
        required = true,
        description = "What made the value at the end of the value at the start, to the cent.")
    private boolean bridge;

    @Option(
        names = "--contributions",
        required = true,
        description = "What each symbol and cash contributed; together the return (Carino).")
    private boolean contributions;
  }

  @ArgGroup private @Nullable Chosen chosen;

  @Option(
      names = "--benchmark",
      paramLabel = "SYMBOL",
      description =
          "Another benchmark than SPY, calculated now from stored prices: with --periods its"
              + " returns; alone its returns, alpha, beta, R², tracking error, information ratio"
              + " and capture, as analytics has them of SPY.")
  private @Nullable String benchmark;

  /**
   * Checks the options.
   *
   * @param from null for the start of the record
   * @throws InvalidInputException if they contradict each other
   */
  public void check(@Nullable LocalDate from) {
    if (benchmark != null && chosen != null && !chosen.periods) {
      throw new InvalidInputException("--benchmark is shown alone or with --periods");
    }
    if (benchmark != null && from != null) {
      throw new InvalidInputException(
          "--benchmark compares periods with their own starts; --to says where they end");
    }
  }

  /**
   * What was chosen; empty for the days.
   *
   * @param from null for the start of the record
   * @param to null for its end
   */
  public Optional<ResultTable> table(
      Database opened,
      ProcessContext process,
      Portfolio portfolio,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    Chosen view = chosen;
    Optional<ChosenBenchmark> another =
        Optional.ofNullable(benchmark).map(text -> ChosenBenchmark.named(text, opened, process));
    if (view == null) {
      return another.map(named -> named.table(PeriodTable.session(opened, process, portfolio, to)));
    }
    if (view.periods) {
      return Optional.of(PeriodTable.of(opened, process, portfolio, from, to, another));
    }
    PerformanceInterval interval = PerformanceInterval.of(opened, process, portfolio, from, to);
    if (view.months) {
      return Optional.of(MonthTable.of(interval, process.calendar()));
    }
    if (view.drawdowns) {
      return Optional.of(DrawdownTable.of(interval));
    }
    if (view.bridge) {
      return Optional.of(BridgeTable.of(interval));
    }
    return view.contributions ? Optional.of(ContributionTable.of(interval)) : Optional.empty();
  }
}
