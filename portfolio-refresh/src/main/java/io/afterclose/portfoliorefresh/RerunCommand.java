package io.afterclose.portfoliorefresh;

import io.afterclose.cli.option.CronOption;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ForceOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.gate.WaitOptions;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
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

  private final ProcessContext process;

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

  RerunCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    LocalDate target = process.targetDate().resolve(Optional.of(date));
    RefreshRun night = RefreshRun.waiting(process, waits);
    Optional<String> reason = force.reason();
    return cron.ended(process, JOB, target.toString(), () -> again(night, target, reason));
  }

  private RunOutcome again(RefreshRun night, LocalDate target, Optional<String> reason) {
    try (Database opened = database.open(process, JOB)) {
      SnapshotComponents composition =
          new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock());
      RefreshScope scope =
          new RefreshScope(portfolio.known(composition.portfolios()), false, Optional.empty());
      RunRequest run =
          NextRun.of(
                  new JobHistoryStore(opened.dataSource()), new RunKey(JOB, target, scope.text()))
              .parameters(source, reason);
      return night.run(opened, scope, run);
    }
  }
}
