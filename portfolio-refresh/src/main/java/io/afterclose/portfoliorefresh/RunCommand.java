package io.afterclose.portfoliorefresh;

import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.cli.option.TriggerOptions;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.gate.WaitOptions;
import io.afterclose.portfoliorefresh.gate.Waits;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.ScopeOptions;
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
  @Mixin private TriggerOptions trigger = new TriggerOptions();
  @Mixin private ExpectedPlanOption expected = new ExpectedPlanOption();
  @Mixin private TimeLimitOption limit = new TimeLimitOption();
  @Mixin private WaitOptions waitOptions = new WaitOptions();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the latest completed one).")
  private @Nullable LocalDate date;

  RunCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    LocalDate target = process.targetDate().orLatest(date);
    Waits waits = waitOptions.waits();
    scopeOptions.restated();
    limit.timeLimit();
    expected.check();
    return trigger.run(process, JOB, target.toString(), () -> run(waits, target));
  }

  private RunOutcome run(Waits waits, LocalDate target) {
    try (Database opened = database.open(process, JOB)) {
      RefreshScope scope =
          scopeOptions.known(new PortfolioStore(opened.dataSource(), process.clock()));
      RefreshRuns runs = new RefreshRuns(process, opened, scope, waits, limit.timeLimit());
      return runs.run(
          target, trigger.source(), runs.expected(expected, WorkList.Action.RUN, List.of(target)));
    }
  }
}
