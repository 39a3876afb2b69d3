package io.afterclose.portfoliorefresh;

import io.afterclose.database.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfoliorefresh.gate.GateWait;
import io.afterclose.portfoliorefresh.gate.OnboardingWait;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.JobContext;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.launch.TimeLimit;
import io.afterclose.run.report.Alerts;
import io.afterclose.run.report.LatePrices;
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
record RefreshNight(Surroundings surroundings, GateWait gate, OnboardingWait onboarding) {

  /** With the waits that were asked for, refused before anything is opened where they are wrong. */
  static RefreshNight waiting(Surroundings surroundings, WaitOptions waits) {
    return new RefreshNight(surroundings, waits.gate(), waits.onboarding());
  }

  ExitCode run(Database opened, RefreshScope scope, RunParameters parameters) {
    try (JobContext context = open(opened, scope)) {
      return run(context, opened, parameters);
    }
  }

  /**
   * Dates in their order, also after one that did not end well, but not after a signal; the first
   * end that is not DONE.
   *
   * @param due the run of a date as it is when its turn comes; empty for none
   */
  ExitCode run(
      Database opened,
      RefreshScope scope,
      List<LocalDate> dates,
      Function<LocalDate, Optional<RunParameters>> due) {
    ExitCode worst = ExitCode.DONE;
    try (JobContext context = open(opened, scope)) {
      for (LocalDate date : dates) {
        if (context.toldToEnd()) {
          break;
        }
        ExitCode code = due.apply(date).map(run -> run(context, opened, run)).orElse(ExitCode.DONE);
        worst = worst == ExitCode.DONE ? code : worst;
      }
    }
    return worst;
  }

  private JobContext open(Database opened, RefreshScope scope) {
    Workers workers = Workers.of(Runtime.getRuntime().availableProcessors());
    return JobContext.open(
        JobName.PORTFOLIO_REFRESH,
        PortfolioRefreshJob.class,
        surroundings,
        opened,
        beans -> {
          beans.registerBean(GateWait.class, () -> gate);
          beans.registerBean(OnboardingWait.class, () -> onboarding);
          beans.registerBean(Workers.class, () -> workers);
          beans.registerBean(Retries.class, () -> Retries.STANDARD);
          beans.registerBean(RefreshScope.class, () -> scope);
        });
  }

  private ExitCode run(JobContext context, Database opened, RunParameters parameters) {
    ExitCode ended = context.run(parameters, TimeLimit.NONE).exitCode();
    if (ended == ExitCode.NOT_READY) {
      checkLateness(context, opened, parameters.targetDate());
    }
    return ended;
  }

  /** The symbol job may be what is late, and then it tells nobody. */
  private void checkLateness(JobContext context, Database opened, LocalDate target) {
    PriceStore prices = new PriceStore(opened.dataSource(), surroundings.clock());
    new LatePrices(surroundings.calendar(), surroundings.clock(), context.bean(Alerts.class))
        .check(JobName.PORTFOLIO_REFRESH, target, day -> prices.newestSession(FactorEtfs.SPY, day));
  }
}
