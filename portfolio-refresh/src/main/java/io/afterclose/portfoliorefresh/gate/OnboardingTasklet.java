package io.afterclose.portfoliorefresh.gate;

import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
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
 * symbol without a price must not hold up the snapshots of all portfolios.
 */
final class OnboardingTasklet implements Tasklet, StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(OnboardingTasklet.class);
  private static final int MAX_NAMED = 5;

  private final OnboardingQueueStore queue;
  private final PositionStore positions;
  private final Wait wait;

  private final LocalDate date;
  private Set<Symbol> pending = Set.of();

  OnboardingTasklet(
      LocalDate date, OnboardingQueueStore queue, PositionStore positions, Wait wait) {
    this.date = date;
    this.queue = queue;
    this.positions = positions;
    this.wait = wait;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws InterruptedException {
    wait.untilNextLook(contribution.getStepExecution());
    boolean last = wait.over();
    pending = new TreeSet<>(positions.heldOf(queue.unfinished(), date));
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
