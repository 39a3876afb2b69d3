package io.afterclose.portfoliorefresh;

import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.portfolio.PortfolioOption;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.Rerun;
import io.afterclose.run.launch.CronOption;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.ForceOption;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.lock.RunKey;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rerun}: a night once more. */
@Command(
    name = "rerun",
    description = {
      "Resumes the night of a session that failed, was stopped or died; one that is complete is",
      "done again with --force --reason, as its next revision. Snapshots whose inputs are the same",
      "stay as they are; 'run --restate' makes new ones of them."
    },
    mixinStandardHelpOptions = true)
final class RerunCommand implements Callable<Integer> {

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private WaitOptions waits = new WaitOptions();
  @Mixin private PortfolioOption portfolio = new PortfolioOption();
  @Mixin private ForceOption force = new ForceOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  @Option(
      names = "--source",
      defaultValue = "OPERATOR",
      description = "Who asks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.OPERATOR;

  RerunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    LocalDate target = surroundings.targetDate().resolve(Optional.of(date));
    RefreshNight night = RefreshNight.waiting(surroundings, waits);
    Optional<String> reason = force.reason();
    return cron.ended(surroundings, JOB, target.toString(), () -> again(night, target, reason));
  }

  private ExitCode again(RefreshNight night, LocalDate target, Optional<String> reason) {
    try (Database opened = database.open(surroundings, JOB)) {
      Composition composition =
          new Composition(opened.dataSource(), surroundings.calendar(), surroundings.clock());
      RefreshScope scope =
          new RefreshScope(portfolio.known(composition.portfolios()), false, Optional.empty());
      RunParameters run =
          Rerun.of(new JobHistoryStore(opened.dataSource()), new RunKey(JOB, target, scope.text()))
              .parameters(source, reason);
      return night.run(opened, scope, run);
    }
  }
}
