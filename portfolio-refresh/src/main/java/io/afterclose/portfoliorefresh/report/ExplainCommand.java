package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.portfoliorefresh.report.figure.FigureExplanation;
import io.afterclose.portfoliorefresh.report.figure.FigureRequest;
import io.afterclose.portfoliorefresh.report.figure.PricedPosition;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: what a snapshot was made of. */
@Command(
    name = "explain",
    description =
        "Explains what a snapshot was made of. Its totals; each position with quantity,"
            + " price, the price's session, provider (source) and run (execution), value,"
            + " cost and profit; the cash rows since the snapshot before it; the profit of"
            + " the day and its parts; all revisions and why each was made. With --figure, what a"
            + " figure is, its revisions, and the days or positions that it was made of.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private PortfolioNameOption portfolioOption = new PortfolioNameOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  @Option(
      names = "--figure",
      paramLabel = "CODE",
      description = "A figure instead of the snapshot, as 'analytics' lists them.")
  private @Nullable String figure;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = "With --figure: which, where it has several, as YTD.")
  private @Nullable String period;

  @Option(
      names = "--item",
      paramLabel = "ITEM",
      description = "With --figure: which, where it has several, as a sector.")
  private @Nullable String item;

  public ExplainCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    if (figure == null && (period != null || item != null)) {
      throw usage("--period and --item go with --figure");
    }
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      if (figure != null) {
        output.print(explained(figure, opened));
        return ExitCode.DONE.code();
      }
      Portfolio portfolio =
          PortfolioOption.named(
              new PortfolioStore(opened.dataSource(), process.clock()), portfolioOption.text());
      output.print(
          ExplanationTable.of(
              new SnapshotExplainer(opened.dataSource(), process.calendar())
                  .of(portfolio, date)
                  .orElseThrow(() -> none(portfolio))));
    }
    return ExitCode.DONE.code();
  }

  private ResultTable explained(String code, Database opened) {
    return FigureExplanation.of(
        opened,
        process,
        new FigureRequest(portfolioOption.text(), date, code, period, item),
        session -> priced(opened, session));
  }

  private List<PricedPosition> priced(Database opened, LocalDate session) {
    Portfolio portfolio =
        PortfolioOption.named(
            new PortfolioStore(opened.dataSource(), process.clock()), portfolioOption.text());
    return new SnapshotExplainer(opened.dataSource(), process.calendar())
        .positions(portfolio, session).stream().map(ExplainedPosition::priced).toList();
  }

  private InvalidInputException none(Portfolio portfolio) {
    return usage(
        "'%1$s' has no snapshot on %2$s; 'snapshots --portfolio' shows those it has, 'plan --portfolio' those it lacks"
            .formatted(portfolio.name(), date));
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(message);
  }
}
