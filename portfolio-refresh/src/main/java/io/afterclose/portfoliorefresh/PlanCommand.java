package io.afterclose.portfoliorefresh;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.PlannedRuns;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.CommandPlan;
import io.afterclose.portfoliorefresh.refresh.ScopeOptions;
import io.afterclose.portfoliorefresh.refresh.SkippedDates;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.plan.WorkList;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}: what a command that starts runs would do, by the same planner; writes nothing. */
@Command(
    name = "plan",
    description =
        "Lists the snapshots that 'run' with the same options would make, in its order,"
            + " and why; nothing is written. With --from and --to they are those of 'backfill',"
            + " with --force those of 'rerun --force'.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();
  @Mixin private PlannedRuns planned = new PlannedRuns();

  PlanCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    WorkList.Action action = planned.action();
    List<LocalDate> sessions = planned.sessions(process);
    if (action != WorkList.Action.RUN && !scopeOptions.isGapsOnly()) {
      throw new InvalidInputException(
          "--restate and --since-inception are of 'run'; neither 'rerun' nor 'backfill' has them");
    }
    scopeOptions.restated();
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      CommandPlan plan =
          RefreshRuns.plan(
              process,
              opened,
              scopeOptions.known(new PortfolioStore(opened.dataSource(), process.clock())),
              action,
              sessions);
      SkippedDates.warn(plan.skipped());
      LoggerFactory.getLogger(PlanCommand.class)
          .info("{} snapshots of {} portfolios", plan.work().items().size(), plan.portfolios());
      planned.print(plan.work(), process, output, "portfolio", "date", "reason");
    }
    return ExitCode.DONE.code();
  }
}
