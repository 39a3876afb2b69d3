package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.portfoliorefresh.report.figure.PerformanceView;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code performance}: profit, external flows and return of a portfolio. */
@Command(
    name = "performance",
    description =
        "Lists profit, external flows and time-weighted return of a portfolio, by day,"
            + " by month and in all. Where a number is not there, no_pnl and no_return say"
            + " why. carried_value is what positions without a price were worth last; the"
            + " mark CATCH_UP says that the profit has the whole change of one of them, since"
            + " it has a price again or was sold. Periods, months, drawdowns, the bridge and"
            + " contributions are shown instead by an option each.",
    mixinStandardHelpOptions = true)
public final class PerformanceCommand extends ReadCommand {

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "NAME",
      description = "Whose performance.")
  private String name = "";

  @Option(names = "--from", paramLabel = "DATE", description = "From this date on.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Up to this date.")
  private @Nullable LocalDate to;

  @Mixin private PerformanceView view = new PerformanceView();

  public PerformanceCommand(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected void checkOptions() {
    if (from != null && to != null && from.isAfter(to)) {
      throw new InvalidInputException("--from " + from + " is after --to " + to);
    }
    view.check(from);
  }

  @Override
  protected ResultTable read(Database opened) {
    Portfolio known =
        PortfolioOption.named(new PortfolioStore(opened.dataSource(), process().clock()), name);
    return view.table(opened, process(), known, from, to)
        .orElseGet(
            () ->
                PerformanceTable.of(
                    new DailyPerformanceStore(opened.dataSource())
                        .find(new Filter(known.name(), from, to))));
  }
}
