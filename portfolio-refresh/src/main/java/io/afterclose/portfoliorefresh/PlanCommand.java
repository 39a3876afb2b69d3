package io.afterclose.portfoliorefresh;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.ScopeOptions;
import io.afterclose.portfoliorefresh.refresh.SkippedDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what {@code run} would do, by the same planner; nothing is written. */
@Command(
    name = "plan",
    description =
        "Lists the snapshots that 'run' with the same options would make, in its order,"
            + " and why; nothing is written.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the latest completed one).")
  private @Nullable LocalDate date;

  PlanCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    LocalDate target = process.targetDate().orLatest(date);
    scopeOptions.restated();
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      SnapshotComponents composition =
          new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock());
      RefreshScope scope = scopeOptions.known(composition.portfolios());
      NextRun next =
          NextRun.of(
              new JobHistoryStore(opened.dataSource()),
              new RunKey(JobName.PORTFOLIO_REFRESH, target, scope.text()));
      GapPlan plan = composition.planner().plan(scope.request(next));
      SkippedDates.warn(plan.skipped());
      LoggerFactory.getLogger(PlanCommand.class)
          .info("{} snapshots of {} portfolios", plan.snapshots(), plan.work().size());
      output.print(result(plan));
    }
    return ExitCode.DONE.code();
  }

  private static ResultTable result(GapPlan plan) {
    ResultTable result = ResultTable.of("portfolio", "date", "reason");
    plan.work()
        .forEach(
            one ->
                one.due()
                    .forEach(
                        due ->
                            result.add(one.portfolio().name(), due.date(), due.reason().text())));
    return result;
  }
}
