package io.afterclose.portfoliorefresh;

import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.cli.option.SessionRange;
import io.afterclose.cli.option.TriggerOptions;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioStore;
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
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backfill}: the refreshes of a range, oldest first. */
@Command(
    name = "backfill",
    description =
        "Runs the refreshes of all sessions of a range, oldest first, each its own job"
            + " instance. One with nothing to do is left alone, so an interrupted backfill"
            + " goes on where it stopped; one whose symbol job is not complete is not waited"
            + " for: the others go on, and the exit code tells of it.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private TriggerOptions trigger = new TriggerOptions();
  @Mixin private ExpectedPlanOption expected = new ExpectedPlanOption();
  @Mixin private TimeLimitOption limit = new TimeLimitOption();
  @Mixin private PortfolioOption portfolio = new PortfolioOption();

  @Mixin private SessionRange range = new SessionRange();

  BackfillCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    List<LocalDate> sessions = range.sessions(process);
    limit.timeLimit();
    expected.check();
    LoggerFactory.getLogger(BackfillCommand.class)
        .info("backfill: {} sessions from {}", sessions.size(), range);
    return trigger.run(process, JOB, range.toString(), () -> backfill(sessions));
  }

  private RunOutcome backfill(List<LocalDate> sessions) {
    try (Database opened = database.open(process, JOB)) {
      RefreshScope scope =
          RefreshScope.of(
              portfolio.known(new PortfolioStore(opened.dataSource(), process.clock())));
      // a past symbol run that is not complete is not about to be
      RefreshRuns runs =
          new RefreshRuns(process, opened, scope, RefreshRuns.ONE_LOOK, limit.timeLimit());
      return runs.run(
          sessions, trigger.source(), runs.expected(expected, WorkList.Action.BACKFILL, sessions));
    }
  }
}
