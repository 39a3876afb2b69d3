package io.afterclose.portfoliorefresh;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.portfoliorefresh.gate.WaitOptions;
import io.afterclose.portfoliorefresh.refresh.RefreshScope;
import io.afterclose.portfoliorefresh.refresh.Retries;
import io.afterclose.portfoliorefresh.refresh.Workers;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.alert.StalePriceAlert;
import io.afterclose.run.execution.JobContext;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.RunOutcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A run of the portfolio job, whoever asks for it.
 *
 * @param gate how long it waits for the symbol job
 * @param onboarding how long it waits for symbols being onboarded
 */
record RefreshRun(ProcessContext process, GateWait gate, OnboardingWait onboarding) {

  /** With the waits that were asked for, refused before anything is opened where they are wrong. */
  public static RefreshRun waiting(ProcessContext process, WaitOptions waits) {
    return new RefreshRun(process, waits.gate(), waits.onboarding());
  }

  public RunOutcome run(Database opened, RefreshScope scope, RunRequest parameters) {
    try (JobContext context = open(opened, scope)) {
      return run(context, opened, parameters);
    }
  }

  /**
   * Dates in their order, also after one that did not end well, but not after a signal; the first
   * end that is not COMPLETED.
   *
   * @param due the run of a date as it is when its turn comes; empty for none
   */
  public RunOutcome run(
      Database opened,
      RefreshScope scope,
      List<LocalDate> dates,
      Function<LocalDate, Optional<RunRequest>> due) {
    RunOutcome worst = RunOutcome.COMPLETED;
    try (JobContext context = open(opened, scope)) {
      for (LocalDate date : dates) {
        if (context.toldToEnd()) {
          break;
        }
        RunOutcome code =
            due.apply(date).map(run -> run(context, opened, run)).orElse(RunOutcome.COMPLETED);
        worst = worst == RunOutcome.COMPLETED ? code : worst;
      }
    }
    return worst;
  }

  private JobContext open(Database opened, RefreshScope scope) {
    Workers workers = Workers.of(Runtime.getRuntime().availableProcessors());
    return JobContext.open(
        JobName.PORTFOLIO_REFRESH,
        PortfolioRefreshJob.class,
        process,
        opened,
        beans -> {
          beans.registerBean(GateWait.class, () -> gate);
          beans.registerBean(OnboardingWait.class, () -> onboarding);
          beans.registerBean(Workers.class, () -> workers);
          beans.registerBean(Retries.class, () -> Retries.STANDARD);
          beans.registerBean(RefreshScope.class, () -> scope);
        });
  }

  private RunOutcome run(JobContext context, Database opened, RunRequest parameters) {
    RunOutcome ended = context.run(parameters, TimeLimit.NONE).outcome();
    if (ended == RunOutcome.NOT_READY) {
      checkLateness(context, opened, parameters.targetDate());
    }
    return ended;
  }

  /** The symbol job may be what is late, and then it tells nobody. */
  private void checkLateness(JobContext context, Database opened, LocalDate target) {
    PriceStore prices = new PriceStore(opened.dataSource(), process.clock());
    new StalePriceAlert(process.calendar(), process.clock(), context.bean(Alerts.class))
        .check(JobName.PORTFOLIO_REFRESH, target, day -> prices.newestSession(FactorEtfs.SPY, day));
  }
}
