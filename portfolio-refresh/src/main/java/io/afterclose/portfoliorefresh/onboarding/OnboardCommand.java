package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.command.Failure;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.database.text.Printable;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.keeping.file.ImportOptions;
import io.afterclose.portfoliorefresh.keeping.file.PortfolioFile;
import io.afterclose.portfoliorefresh.keeping.file.PortfolioImport;
import io.afterclose.portfoliorefresh.onboarding.PortfolioOnboarding.Wish;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code onboard}: from a file to full numbers. */
@Command(
    name = "onboard",
    description =
        "Imports a portfolio as 'import' does, with a first snapshot at once from the stored prices"
            + " of the latest session that has them, which is told. Then it follows what is still missing,"
            + " symbol by symbol: unknown ones wait in a queue, which 'symbol-batch onboard' or the next"
            + " night empties. As they get priced the latest snapshot is made again, then the history. Ends"
            + " with 0 when nothing is missing, with 4 when something still is after the wait; what failed"
            + " is told with its reason.",
    mixinStandardHelpOptions = true)
public final class OnboardCommand implements Callable<Integer> {

  private final Logger log = LoggerFactory.getLogger(OnboardCommand.class);
  private final ProcessContext process;
  private final PortfolioImport portfolios;
  private final PortfolioRuns runs;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private FollowOptions follow = new FollowOptions();
  @Mixin private ImportOptions options = new ImportOptions();

  public OnboardCommand(ProcessContext process, FirstSnapshots firstSnapshots, PortfolioRuns runs) {
    this.process = process;
    this.portfolios = new PortfolioImport(process, firstSnapshots);
    this.runs = runs;
  }

  @Override
  public Integer call() {
    OnboardingFigures figures = new OnboardingFigures(process.clock());
    PortfolioFile file = options.read(process);
    Wish wish = follow.wish(Source.ONBOARDING, file.reason().orElse(""));
    process.requireSettings(List.of());
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      PortfolioImport.Made made = portfolios.make(opened, file);
      made.firstSnapshot().ifPresent(session -> figures.firstSnapshot());
      log.info("{}", made.describe());
      return brought(opened, made.portfolio(), wish, figures);
    }
  }

  /** What passes by itself is no reason to try again: the portfolio is there by now. */
  private int brought(Database opened, Portfolio portfolio, Wish wish, OnboardingFigures figures) {
    int code;
    try {
      code =
          follow.told(
              new PortfolioOnboarding(process, opened, runs).bring(portfolio, wish, figures),
              figures);
    } catch (RuntimeException failed) {
      if (ExitCode.of(failed) != ExitCode.TEMPORARY) {
        throw failed;
      }
      log.warn("{}", Failure.of(failed).sentence().orElse(String.valueOf(failed.getMessage())));
      code = ExitCode.TEMPORARY.code();
    }
    if (code != ExitCode.TEMPORARY.code()) {
      return code;
    }
    log.warn(
        "'{}' is imported; what it lacks the next run makes, and 'portfolio-refresh recalculate"
            + " --portfolio {}' at once",
        portfolio.name(),
        Printable.quoted(portfolio.name()));
    return ExitCode.NOT_READY.code();
  }
}
