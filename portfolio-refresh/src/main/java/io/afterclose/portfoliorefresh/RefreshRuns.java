package io.afterclose.portfoliorefresh;

import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.refresh.NextRefresh;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Runs the refresh of dates, each its own job instance; one with nothing to do is left alone. */
final class RefreshRuns {

  private final Database database;
  private final JobHistoryStore history;
  private final GapPlanner planner;
  private final RefreshRun night;
  private final RefreshScope scope;

  public RefreshRuns(Database database, GapPlanner planner, RefreshRun night, RefreshScope scope) {
    this.database = database;
    this.history = new JobHistoryStore(database.dataSource());
    this.planner = planner;
    this.night = night;
    this.scope = scope;
  }

  /** Begins a date, goes on with it, or does what it lacks as its next revision. */
  public RunOutcome run(LocalDate target, Source source) {
    return due(target, source)
        .map(run -> night.run(database, scope, run))
        .orElse(RunOutcome.COMPLETED);
  }

  /** The same for dates in their order. */
  public RunOutcome run(List<LocalDate> targets, Source source) {
    return night.run(database, scope, targets, target -> due(target, source));
  }

  private Optional<RunRequest> due(LocalDate target, Source source) {
    NextRefresh next = NextRefresh.of(history, target, scope);
    if (next.afterCompleted() && nothingToDo(next)) {
      RunLock.closeIfGone(database, new RunKey(JobName.PORTFOLIO_REFRESH, target, scope.text()));
      return Optional.empty();
    }
    return Optional.of(next.parameters(source));
  }

  /** The planner decides, not the run record. */
  private boolean nothingToDo(NextRefresh next) {
    GapPlan plan = planner.plan(next.request());
    if (plan.work().isEmpty()) {
      LoggerFactory.getLogger(RefreshRuns.class)
          .info(
              "portfolio-refresh {}: nothing to do; {} dates stay gaps for lack of prices {}",
              next.words(),
              plan.skipped().size(),
              plan.skipped().stream().map(DateCoverage::date).toList());
    }
    return plan.work().isEmpty();
  }
}
