package io.afterclose.portfoliorefresh;

import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.run.JobName;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what {@code run} would do, by the same planner; nothing is written. */
@Command(
    name = "plan",
    description = {
      "Lists the snapshots that 'run' with the same options would make, in its order,",
      "and why; nothing is written."
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ScopeOptions scopeOptions = new ScopeOptions();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session (default: the latest completed one).")
  private @Nullable LocalDate date;

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    LocalDate target = surroundings.targetDate().resolve(Optional.ofNullable(date));
    scopeOptions.restated();
    try (Database opened = database.open(surroundings, JobName.PORTFOLIO_REFRESH)) {
      Composition composition =
          new Composition(opened.dataSource(), surroundings.calendar(), surroundings.clock());
      RefreshScope scope = scopeOptions.known(composition.portfolios());
      NextRun next = NextRun.of(new JobHistoryStore(opened.dataSource()), target, scope);
      GapPlan plan = composition.planner().plan(next.request());
      plan.skipped().forEach(RefreshReport::warn);
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
