package io.afterclose.portfoliorefresh.gate;

import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.report.Alerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Looks at the gate: at once, then after each poll, and a last time at the deadline. Each look is a
 * transaction of its own, and no connection is held while it sleeps.
 */
final class LookAtGate implements Tasklet, StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(LookAtGate.class);

  private static final Duration SLICE = Duration.ofSeconds(1);

  private final JobHistoryStore history;
  private final GateWait wait;
  private final Pause pause;
  private final Clock clock;
  private final Alerts alerts;

  private @Nullable Instant deadline;
  private @Nullable LocalDate date;
  private boolean looked;

  LookAtGate(JobHistoryStore history, GateWait wait, Pause pause, Clock clock, Alerts alerts) {
    this.history = history;
    this.wait = wait;
    this.pause = pause;
    this.clock = clock;
    this.alerts = alerts;
  }

  @Override
  public void beforeStep(StepExecution step) {
    date = step.getJobParameters().getLocalDate(RunParameters.TARGET_DATE);
    deadline = clock.instant().plus(wait.longest());
    looked = false;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws InterruptedException {
    if (date == null || deadline == null) {
      throw new IllegalStateException("the gate is to be registered as a listener of its step");
    }
    if (looked) {
      sleep(untilNextLook(deadline), contribution.getStepExecution());
    }
    looked = true;
    boolean last = !clock.instant().isBefore(deadline);
    Optional<RunSummary> latest =
        history.latest(JobName.SYMBOL_BATCH, date, RunParameters.EVERYTHING);
    switch (Gate.of(latest)) {
      case OPEN -> {
        return RepeatStatus.FINISHED;
      }
      case CLOSED -> throw abort(date, "the symbol job " + words(latest));
      case WAIT -> {
        if (last) {
          throw abort(date, "waited " + wait.longest() + ", the symbol job " + words(latest));
        }
      }
    }
    LOG.info("waiting for symbol-batch {}: it {}", date, words(latest));
    return RepeatStatus.CONTINUABLE;
  }

  /** In slices, so that a request to stop is heard. */
  private void sleep(Duration length, StepExecution step) throws InterruptedException {
    Instant wake = clock.instant().plus(length);
    Duration left = length;
    while (left.compareTo(Duration.ZERO) > 0 && !step.isTerminateOnly()) {
      pause.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
      left = Duration.between(clock.instant(), wake);
    }
  }

  private Duration untilNextLook(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.compareTo(wait.poll()) < 0 ? left : wait.poll();
  }

  private CommandRefused abort(LocalDate day, String why) {
    String message =
        "no snapshots for "
            + day
            + ": "
            + why
            + "; nothing was written, the date is made up for by the next run";
    alerts.raise("portfolio-refresh " + day, message);
    return new CommandRefused(ExitCode.NOT_READY, message);
  }

  private static String words(Optional<RunSummary> latest) {
    return latest
        .map(run -> "has status " + run.status() + " (execution " + run.executionId() + ")")
        .orElse("has not been started");
  }
}
