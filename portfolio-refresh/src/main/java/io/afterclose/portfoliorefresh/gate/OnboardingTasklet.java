package io.afterclose.portfoliorefresh.gate;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Looks at the onboarding queue until no worker is at work on a symbol that the run needs, or the
 * wait is over: a symbol without a price must not hold up the snapshots of all portfolios. What has
 * been pending for ten sessions is given up first, and told.
 */
final class OnboardingTasklet implements Tasklet, StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(OnboardingTasklet.class);
  private static final int MAX_NAMED = 5;

  private final PendingSymbols symbols;
  private final ItemFailureStore failures;
  private final Wait wait;
  private final Alerts alerts;

  private final LocalDate date;
  private Set<Symbol> pending = Set.of();

  OnboardingTasklet(
      LocalDate date, PendingSymbols symbols, ItemFailureStore failures, Wait wait, Alerts alerts) {
    this.date = date;
    this.symbols = symbols;
    this.failures = failures;
    this.wait = wait;
    this.alerts = alerts;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws InterruptedException {
    wait.untilNextLook(contribution.getStepExecution());
    boolean last = wait.over();
    giveUp(contribution.getStepExecution());
    pending = symbols.atWork(date);
    if (pending.isEmpty()) {
      return RepeatStatus.FINISHED;
    }
    if (last) {
      LOG.warn("portfolio-refresh {}: {}", date, goingOn());
      return RepeatStatus.FINISHED;
    }
    LOG.info("portfolio-refresh {}: waiting for the onboarding of {}", date, firstPending());
    return RepeatStatus.CONTINUABLE;
  }

  private void giveUp(StepExecution step) {
    List<Symbol> given = symbols.giveUp(date);
    if (!given.isEmpty()) {
      LOG.warn("the onboarding of {} failed: {}", given, PendingSymbols.GIVEN_UP);
      failures.record(
          step.getJobExecutionId(),
          step.getStepName(),
          given.stream()
              .map(
                  symbol ->
                      new ItemFailure(symbol.text(), "ONBOARDING_FAILED", PendingSymbols.GIVEN_UP))
              .toList());
      tellHolders(given);
    }
  }

  private void tellHolders(List<Symbol> given) {
    Set<Symbol> held = symbols.held(given, date);
    if (!held.isEmpty()) {
      alerts.raise(
          Alert.warning(
              AlertCode.ONBOARDING_FAILED,
              "portfolio-refresh " + date,
              "portfolios hold " + held + ", whose onboarding failed: " + PendingSymbols.GIVEN_UP));
    }
  }

  private String goingOn() {
    return "waited "
        + wait.waited().toSeconds()
        + " s and goes on while "
        + firstPending()
        + " is still being onboarded";
  }

  private String firstPending() {
    String first = pending.stream().limit(MAX_NAMED).map(Symbol::text).toList().toString();
    return pending.size() <= MAX_NAMED
        ? first
        : first + " and " + (pending.size() - MAX_NAMED) + " more";
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    step.getExecutionContext().putInt("onboarding.pending", pending.size());
    step.getExecutionContext().putLong("onboarding.waited.seconds", wait.waited().toSeconds());
    return step.getStatus() == BatchStatus.COMPLETED && !pending.isEmpty()
        ? new ExitStatus(step.getExitStatus().getExitCode(), goingOn())
        : step.getExitStatus();
  }
}
