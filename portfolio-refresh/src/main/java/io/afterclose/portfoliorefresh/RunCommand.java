package io.afterclose.portfoliorefresh;

import io.afterclose.cli.option.CronOption;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.gate.WaitOptions;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.ScopeOptions;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: waits for the symbol job, then fills what each portfolio lacks. */
@Command(
    name = "run",
    description =
        "Waits for the symbol job of a session, then fills each portfolio's gaps up to it.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private CronOption cron = new CronOption();
  @Mixin private WaitOptions waits = new WaitOptions();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the latest completed one).")
  private @Nullable LocalDate date;

  @Option(
      names = "--source",
      defaultValue = "OPERATOR",
      description = "Who asks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.OPERATOR;

  RunCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    LocalDate target = process.targetDate().resolve(Optional.ofNullable(date));
    RefreshRun night = RefreshRun.waiting(process, waits);
    scopeOptions.restated();
    return cron.ended(process, JOB, target.toString(), () -> ended(night, target));
  }

  private RunOutcome ended(RefreshRun night, LocalDate target) {
    try (Database opened = database.open(process, JOB)) {
      SnapshotComponents composition =
          new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock());
      RefreshScope scope = scopeOptions.known(composition.portfolios());
      return new RefreshRuns(opened, composition.planner(), night, scope).run(target, source);
    }
  }
}
