package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.onboarding.PortfolioOnboarding.Wish;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recalculate}: the onboarding of a portfolio that is there, as far as it is needed. */
@Command(
    name = "recalculate",
    description =
        "Brings one portfolio up to date the way 'onboard' does: symbols without prices are asked"
            + " for again and followed, then its snapshots since the earliest entry are completed and those"
            + " whose inputs changed are made again. Where nothing changed nothing is written; 'run"
            + " --restate' makes new revisions in any case.",
    mixinStandardHelpOptions = true)
public final class RecalculateCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final PortfolioRuns runs;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private FollowOptions follow = new FollowOptions();
  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  @Option(
      names = "--source",
      defaultValue = "SETTINGS",
      description = "Who asks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.SETTINGS;

  public RecalculateCommand(ProcessContext process, PortfolioRuns runs) {
    this.process = process;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    OnboardingFigures figures = new OnboardingFigures(process.clock());
    Wish wish = follow.wish(source, reason.checked().orElse(""));
    process.requireSettings(List.of());
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      Portfolio named =
          PortfolioOption.named(
              new PortfolioStore(opened.dataSource(), process.clock()), portfolio.text());
      return follow.told(
          new PortfolioOnboarding(process, opened, runs).bring(named, wish, figures), figures);
    }
  }
}
