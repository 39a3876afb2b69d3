package io.afterclose.portfoliorefresh.gate;

import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunRequest;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
 * Looks at the onboarding queue until no symbol held on the date is in it, or the wait is over: a
 * symbol without a price is no reason to leave everybody without a snapshot.
 */
final class OnboardingTasklet implements Tasklet, StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(OnboardingTasklet.class);
  private static final int TOLD = 5;

  private final OnboardingQueueStore queue;
  private final PortfolioStore portfolios;
  private final Wait wait;

  private @Nullable LocalDate date;
  private Set<Symbol> pending = Set.of();

  OnboardingTasklet(OnboardingQueueStore queue, PortfolioStore portfolios, Wait wait) {
    this.queue = queue;
    this.portfolios = portfolios;
    this.wait = wait;
  }

  @Override
  public void beforeStep(StepExecution step) {
    date = step.getJobParameters().getLocalDate(RunRequest.TARGET_DATE);
    pending = Set.of();
    wait.begin();
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws InterruptedException {
    if (date == null) {
      throw new IllegalStateException("the wait is to be registered as a listener of its step");
    }
    wait.untilNextLook(contribution.getStepExecution());
    boolean last = wait.over();
    pending = new TreeSet<>(portfolios.heldOf(queue.unfinished(), date));
    if (pending.isEmpty()) {
      return RepeatStatus.FINISHED;
    }
    if (last) {
      LOG.warn("portfolio-refresh {}: {}", date, goingOn());
      return RepeatStatus.FINISHED;
    }
    LOG.info("portfolio-refresh {}: waiting for the onboarding of {}", date, told());
    return RepeatStatus.CONTINUABLE;
  }

  private String goingOn() {
    return "waited "
        + wait.waited().toSeconds()
        + " s and goes on while "
        + told()
        + " is still being onboarded";
  }

  private String told() {
    String first = pending.stream().limit(TOLD).map(Symbol::text).toList().toString();
    return pending.size() <= TOLD ? first : first + " and " + (pending.size() - TOLD) + " more";
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
