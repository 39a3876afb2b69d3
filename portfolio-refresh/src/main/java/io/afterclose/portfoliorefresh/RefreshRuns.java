package io.afterclose.portfoliorefresh;

import io.afterclose.cli.option.ExpectedPlanOption;
import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfolio.figure.FigureDueStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.analytics.AnalyticsSettings;
import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.portfoliorefresh.gate.Waits;
import io.afterclose.portfoliorefresh.onboarding.PortfolioRuns;
import io.afterclose.portfoliorefresh.refresh.CommandPlan;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.Retries;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.alert.StalePriceAlert;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.RunDates;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.plan.ExpectedPlan;
import io.afterclose.run.plan.WorkList;
import io.afterclose.run.telemetry.RunMetrics;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.GenericApplicationContext;

/** Runs of the portfolio job on one database; a date with nothing to do is left alone. */
final class RefreshRuns {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshRuns.class);
  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;

  /** For what is not about to complete. */
  static final Waits ONE_LOOK =
      new Waits(
          new GateWait(Duration.ZERO, Duration.ofMinutes(5), false),
          OnboardingWait.atMost(Duration.ZERO));

  /** Decades of one portfolio take minutes. */
  private static final Duration ONE_PORTFOLIO = Duration.ofHours(1);

  private final ProcessContext process;
  private final Database database;
  private final JobHistoryStore history;
  private final RefreshScope scope;
  private final Waits waits;
  private final TimeLimit limit;

  RefreshRuns(
      ProcessContext process, Database database, RefreshScope scope, Waits waits, TimeLimit limit) {
    this.process = process;
    this.database = database;
    this.history = new JobHistoryStore(database.dataSource());
    this.scope = scope;
    this.waits = waits;
    this.limit = limit;
  }

  /** A run of one portfolio, which waits for nothing: the night of its session is complete. */
  static RunOutcome ofPortfolio(
      ProcessContext process, Database opened, Portfolio portfolio, PortfolioRuns.Order order) {
    RefreshScope scope =
        new RefreshScope(Optional.of(portfolio), order.sinceInception(), Optional.empty());
    return new RefreshRuns(process, opened, scope, ONE_LOOK, TimeLimit.of(ONE_PORTFOLIO))
        .run(order);
  }

  private RunOutcome run(PortfolioRuns.Order order) {
    Optional<RunRequest> due =
        due(order.session(), order.source(), ExpectedPlan.none())
            .map(
                run ->
                    order.reason().isEmpty()
                        ? run
                        : InvalidInputException.orThrow(() -> run.because(order.reason())));
    if (due.isEmpty()) {
      return RunOutcome.COMPLETED;
    }
    try (JobContext context =
        open(beans -> beans.registerBean("onboardingFigures", RunMetrics.class, order::figures))) {
      return run(context, due.get(), ExpectedPlan.none());
    }
  }

  /** What a command of a job would do, by the planner of its runs; it writes nothing. */
  static CommandPlan plan(
      ProcessContext process,
      Database database,
      RefreshScope scope,
      WorkList.Action action,
      List<LocalDate> sessions) {
    return CommandPlan.of(
        action,
        sessions,
        scope,
        new JobHistoryStore(database.dataSource()),
        planner(process, database)::plan);
  }

  /**
   * What a command is asked to do.
   *
   * @param option what it says of that
   */
  ExpectedPlan expected(
      ExpectedPlanOption option, WorkList.Action action, List<LocalDate> sessions) {
    return option.expected(() -> plan(process, database, scope, action, sessions).work());
  }

  /** Begins a date, resumes it, or does what it lacks as its next revision. */
  RunOutcome run(LocalDate date, Source source, ExpectedPlan expected) {
    Optional<RunRequest> due = due(date, source, expected);
    if (due.isEmpty()) {
      expected.require();
      return RunOutcome.COMPLETED;
    }
    try (JobContext context = open()) {
      return run(context, due.get(), expected);
    }
  }

  /** The same for dates in their order; the first outcome that is not COMPLETED. */
  RunOutcome run(List<LocalDate> dates, Source source, ExpectedPlan expected) {
    try (JobContext context = open()) {
      RunOutcome outcome =
          RunDates.inOrder(
              dates,
              context::stopRequested,
              date ->
                  due(date, source, expected)
                      .map(run -> run(context, run, expected))
                      .orElse(RunOutcome.COMPLETED));
      expected.require();
      return outcome;
    }
  }

  /**
   * A date that did not complete is resumed; a complete one is run again for a reason.
   *
   * @param reason null when a complete one is to be refused
   */
  RunOutcome rerun(LocalDate date, Source source, @Nullable String reason, ExpectedPlan expected) {
    RunRequest request = next(date).rerun(source, reason);
    try (JobContext context = open()) {
      return run(context, request, expected);
    }
  }

  private NextRun next(LocalDate date) {
    return NextRun.of(history, new RunKey(JOB, date, scope.text()));
  }

  private Optional<RunRequest> due(LocalDate date, Source source, ExpectedPlan expected) {
    NextRun next = next(date);
    if (next.complete() && nothingToDo(next)) {
      expected.thenWrite(() -> RunLock.closeOrphan(database, next.key()));
      return Optional.empty();
    }
    return Optional.of(next.request(source));
  }

  /** The planner decides, not the run record. */
  private boolean nothingToDo(NextRun next) {
    GapPlan plan = planner().plan(scope.request(next));
    boolean nothing =
        plan.work().isEmpty()
            && !(AnalyticsSettings.of(process.environment()).calculated()
                && new FigureDueStore(database.dataSource())
                    .pending(scope.range(), next.key().date()));
    if (nothing) {
      LOG.info(
          "{}: nothing to do; {} dates stay gaps for lack of prices {}",
          next.key().describe(),
          plan.skipped().size(),
          plan.skipped().stream().map(DateCoverage::date).toList());
    }
    return nothing;
  }

  private GapPlanner planner() {
    return planner(process, database);
  }

  private static GapPlanner planner(ProcessContext process, Database database) {
    return new SnapshotComponents(database.dataSource(), process.calendar(), process.clock())
        .planner();
  }

  private JobContext open() {
    return open(beans -> {});
  }

  private JobContext open(Consumer<GenericApplicationContext> more) {
    Workers workers = Workers.of(Runtime.getRuntime().availableProcessors());
    return JobContext.open(
        JOB,
        PortfolioRefreshJob.class,
        process,
        database,
        beans -> {
          beans.registerBean(GateWait.class, waits::gate);
          beans.registerBean(OnboardingWait.class, waits::onboarding);
          beans.registerBean(Workers.class, () -> workers);
          beans.registerBean(Retries.class, () -> Retries.STANDARD);
          beans.registerBean(RefreshScope.class, () -> scope);
          beans.registerBean(
              AnalyticsSettings.class, () -> AnalyticsSettings.of(process.environment()));
          more.accept(beans);
        });
  }

  private RunOutcome run(JobContext context, RunRequest request, ExpectedPlan expected) {
    RunOutcome outcome = context.run(request, limit, expected).outcome();
    if (outcome == RunOutcome.NOT_READY) {
      checkLateness(context, request.targetDate());
    } else if (outcome == RunOutcome.STOPPED) {
      tellWhatIsLeft(request.targetDate());
    }
    return outcome;
  }

  private void tellWhatIsLeft(LocalDate target) {
    NextRun next = next(target);
    GapPlan left = planner().plan(scope.request(next));
    LOG.warn(
        "{}: stopped; {} snapshots of {} portfolios are left, the next run makes them",
        next.key().describe(),
        left.snapshots(),
        left.work().size());
  }

  /** Where the symbol job never ran, it could not raise this alert. */
  private void checkLateness(JobContext context, LocalDate target) {
    PriceStore prices = new PriceStore(database.dataSource(), process.clock());
    new StalePriceAlert(process.calendar(), process.clock(), context.bean(Alerts.class))
        .check(JOB, target, day -> prices.newestSession(FactorEtfs.SPY, day));
  }
}
