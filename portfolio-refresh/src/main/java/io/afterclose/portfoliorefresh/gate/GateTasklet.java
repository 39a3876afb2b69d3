package io.afterclose.portfoliorefresh.gate;

import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.PrerequisiteNotReadyException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
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

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final JobHistoryStore history;
  private final RunStore runs;
  private final Wait wait;
  private final boolean retryOnFailed;
  private final Alerts alerts;

  private final LocalDate date;
  private Gate seen = Gate.WAIT;
  private String status = "was not looked at";

  GateTasklet(
      LocalDate date,
      JobHistoryStore history,
      RunStore runs,
      Wait wait,
      boolean retryOnFailed,
      Alerts alerts) {
    this.date = date;
    this.history = history;
    this.runs = runs;
    this.wait = wait;
    this.retryOnFailed = retryOnFailed;
    this.alerts = alerts;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws InterruptedException {
    wait.untilNextLook(contribution.getStepExecution());
    boolean last = wait.over();
    look();
    if (seen == Gate.OPEN) {
      return RepeatStatus.FINISHED;
    }
    if (last || (seen == Gate.CLOSED && !retryOnFailed)) {
      throw abort();
    }
    LOG.info(
        "waiting for symbol-batch {} until {} UTC: it {}; '--wait 0s' looks once",
        date,
        MINUTE.format(wait.deadline()),
        status);
    return RepeatStatus.CONTINUABLE;
  }

  /** The lock before the history: a run that completes in between is seen as complete. */
  private void look() {
    boolean atWork = runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, date, RunScope.EVERYTHING));
    Optional<RunSummary> latest = history.latest(JobName.SYMBOL_BATCH, date, RunScope.EVERYTHING);
    seen = Gate.of(latest, atWork);
    status = describe(latest, atWork);
  }

  private PrerequisiteNotReadyException abort() {
    String message =
        "no snapshots for "
            + date
            + ": "
            + outcome()
            + "; nothing was written, the next run catches up on the date";
    alerts.raise(Alert.critical(AlertCode.GATE_ABORTED, "portfolio-refresh " + date, message));
    return new PrerequisiteNotReadyException(message);
  }

  private String outcome() {
    return "waited " + wait.waited().toSeconds() + " s, the symbol job " + status;
  }

  private static String describe(Optional<RunSummary> latest, boolean atWork) {
    String status =
        latest
            .map(
                run ->
                    "has status "
                        + run.execution().status()
                        + " (execution "
                        + run.execution().id()
                        + ")")
            .orElse("has not been started");
    boolean complete = latest.filter(run -> run.execution().completed()).isPresent();
    return complete
        ? status
        : status + (atWork ? " and is being run" : " and no run of it is active");
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
