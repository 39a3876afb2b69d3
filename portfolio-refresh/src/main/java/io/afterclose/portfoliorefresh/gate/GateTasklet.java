package io.afterclose.portfoliorefresh.gate;

import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.PrerequisiteNotReadyException;
import java.time.LocalDate;
import java.util.Optional;
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
 * Looks at the gate until it opens. Each look is a transaction of its own, and no connection is
 * held while it sleeps. What it saw last and how long it waited is kept with the step.
 */
final class GateTasklet implements Tasklet, StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(GateTasklet.class);

  private final JobHistoryStore history;
  private final RunStore runs;
  private final Wait wait;
  private final boolean throughFailure;
  private final Alerts alerts;

  private @Nullable LocalDate date;
  private Gate seen = Gate.WAIT;
  private String words = "";

  GateTasklet(
      JobHistoryStore history, RunStore runs, Wait wait, boolean throughFailure, Alerts alerts) {
    this.history = history;
    this.runs = runs;
    this.wait = wait;
    this.throughFailure = throughFailure;
    this.alerts = alerts;
  }

  @Override
  public void beforeStep(StepExecution step) {
    date = step.getJobParameters().getLocalDate(RunRequest.TARGET_DATE);
    seen = Gate.WAIT;
    words = "was not looked at";
    wait.begin();
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws InterruptedException {
    if (date == null) {
      throw new IllegalStateException("the gate is to be registered as a listener of its step");
    }
    wait.untilNextLook(contribution.getStepExecution());
    boolean last = wait.over();
    look(date);
    if (seen == Gate.OPEN) {
      return RepeatStatus.FINISHED;
    }
    if (last || (seen == Gate.CLOSED && !throughFailure)) {
      throw abort(date);
    }
    LOG.info("waiting for symbol-batch {}: it {}", date, words);
    return RepeatStatus.CONTINUABLE;
  }

  /** The lock before the history: who ends well in between is seen as complete. */
  private void look(LocalDate day) {
    boolean atWork = runs.held(new RunKey(JobName.SYMBOL_BATCH, day, RunScope.EVERYTHING));
    Optional<RunSummary> latest = history.latest(JobName.SYMBOL_BATCH, day, RunScope.EVERYTHING);
    seen = Gate.of(latest, atWork);
    words = words(latest, atWork);
  }

  private PrerequisiteNotReadyException abort(LocalDate day) {
    String message =
        "no snapshots for "
            + day
            + ": "
            + outcome()
            + "; nothing was written, the date is made up for by the next run";
    alerts.raise(Alert.critical(AlertCode.GATE_ABORTED, "portfolio-refresh " + day, message));
    return new PrerequisiteNotReadyException(message);
  }

  private String outcome() {
    return "waited " + wait.waited().toSeconds() + " s, the symbol job " + words;
  }

  private static String words(Optional<RunSummary> latest, boolean atWork) {
    String status =
        latest
            .map(run -> "has status " + run.status() + " (execution " + run.executionId() + ")")
            .orElse("has not been started");
    boolean complete = latest.filter(RunSummary::completed).isPresent();
    return complete
        ? status
        : status + (atWork ? " and is being run" : " and nobody is running it");
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    step.getExecutionContext().putString("gate.outcome", seen.name());
    step.getExecutionContext().putLong("gate.waited.seconds", wait.waited().toSeconds());
    return step.getStatus() == BatchStatus.COMPLETED
        ? new ExitStatus(step.getExitStatus().getExitCode(), outcome())
        : step.getExitStatus();
  }
}
