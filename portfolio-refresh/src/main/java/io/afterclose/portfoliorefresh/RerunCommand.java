package io.afterclose.portfoliorefresh;

import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.cli.option.ForceOption;
import io.afterclose.cli.option.TriggerOptions;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.gate.WaitOptions;
import io.afterclose.portfoliorefresh.gate.Waits;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.TimeLimitOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.plan.WorkList;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rerun}: a complete run once more. */
@Command(
    name = "rerun",
    description =
        "Resumes the night of a session that failed, was stopped or died; one that is"
            + " complete is done again with --force --reason, as its next revision. Snapshots"
            + " whose inputs are the same stay as they are; 'run --restate' makes new ones of"
            + " them.",
    mixinStandardHelpOptions = true)
final class RerunCommand implements Callable<Integer> {

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private TriggerOptions trigger = new TriggerOptions();
  @Mixin private ExpectedPlanOption expected = new ExpectedPlanOption();
  @Mixin private TimeLimitOption limit = new TimeLimitOption();
  @Mixin private WaitOptions waitOptions = new WaitOptions();
  @Mixin private PortfolioOption portfolio = new PortfolioOption();
  @Mixin private ForceOption force = new ForceOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  RerunCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    LocalDate target = process.targetDate().require(date);
    Waits waits = waitOptions.waits();
    String reason = force.reason();
    limit.timeLimit();
    expected.check();
    return trigger.run(process, JOB, target.toString(), () -> rerun(waits, target, reason));
  }

  private RunOutcome rerun(Waits waits, LocalDate target, @Nullable String reason) {
    try (Database opened = database.open(process, JOB)) {
      RefreshScope scope =
          RefreshScope.of(
              portfolio.known(new PortfolioStore(opened.dataSource(), process.clock())));
      RefreshRuns runs = new RefreshRuns(process, opened, scope, waits, limit.timeLimit());
      return runs.rerun(
          target,
          trigger.source(),
          reason,
          runs.expected(expected, WorkList.Action.ofRerun(reason != null), List.of(target)));
    }
  }
}
