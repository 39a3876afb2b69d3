package io.afterclose.run.launch;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/**
 * Starts, restarts or recovers the run of a date, under its lock. A run that died is recognised by
 * its lock: whoever holds it now knows that nobody else works on that date.
 */
public final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Database database;
  private final JobRepository repository;
  private final JobOperator operator;
  private final GracefulStop stop;

  public JobRunner(
      Database database, JobRepository repository, JobOperator operator, GracefulStop stop) {
    this.database = database;
    this.repository = repository;
    this.operator = operator;
    this.stop = stop;
  }

  /**
   * Runs a job to its end: from its beginning, or from where an earlier execution of the same
   * instance stopped, failed or died.
   *
   * @throws CommandRefused (already running) when another process works on it
   */
  @SuppressWarnings("try") // held, not used
  public RunResult run(JobName name, Job job, RunParameters parameters) {
    try (RunLock lock = RunLock.acquire(database, name, parameters);
        GracefulStop.Watch watch = stop.watch()) {
      repair(name, parameters);
      return result(operator.start(job, parameters.toJobParameters()));
    } catch (SQLException failed) {
      throw new IllegalStateException("the run lock could not be taken or given back", failed);
    } catch (JobInstanceAlreadyCompleteException meanwhile) {
      return new RunResult(
          ExitCode.DONE,
          BatchStatus.COMPLETED,
          "nothing to do, another run completed it meanwhile");
    } catch (JobExecutionException refused) {
      throw new CommandRefused(
          ExitCode.ALREADY_RUNNING,
          "%s for %s was not started: %s"
              .formatted(name.text(), parameters.targetDate(), refused.getMessage()));
    }
  }

  /** Closes what a killed process left open; only sound while the lock is held. */
  private void repair(JobName name, RunParameters parameters) {
    JobInstance instance = repository.getJobInstance(name.text(), parameters.toJobParameters());
    if (instance == null) {
      return;
    }
    List<JobExecution> executions = repository.getJobExecutions(instance);
    if (executions.isEmpty()) {
      LOG.warn("{} was killed before its first execution began: starting anew", instance);
      repository.deleteJobInstance(instance);
    }
    executions.stream().filter(JobRunner::leftOpen).forEach(this::recover);
  }

  private static boolean leftOpen(JobExecution execution) {
    return execution.isRunning() || execution.getStatus() == BatchStatus.UNKNOWN;
  }

  private void recover(JobExecution execution) {
    LOG.warn("execution {} was left open by a process that died: resuming it", execution.getId());
    if (execution.getStatus() == BatchStatus.UNKNOWN) {
      execution.setStatus(BatchStatus.STARTED);
    }
    operator.recover(execution);
  }

  private static RunResult result(JobExecution execution) {
    String description = execution.getExitStatus().getExitDescription();
    return switch (execution.getStatus()) {
      case COMPLETED -> new RunResult(finished(execution), BatchStatus.COMPLETED, description);
      case STOPPED -> new RunResult(ExitCode.TEMPORARY, BatchStatus.STOPPED, "stopped on request");
      default -> failure(execution);
    };
  }

  /** A job that finished, but left too much undone, says so by its exit status. */
  private static ExitCode finished(JobExecution execution) {
    return execution.getExitStatus().getExitCode().equals(ExitCode.PARTIAL.name())
        ? ExitCode.PARTIAL
        : ExitCode.DONE;
  }

  private static RunResult failure(JobExecution execution) {
    List<Throwable> failures = execution.getAllFailureExceptions();
    Optional<CommandRefused> refused =
        failures.stream()
            .flatMap(TransientFailure::causes)
            .filter(CommandRefused.class::isInstance)
            .map(CommandRefused.class::cast)
            .findFirst();
    if (refused.isPresent()) {
      return new RunResult(
          refused.get().exitCode(),
          execution.getStatus(),
          String.valueOf(refused.get().getMessage()));
    }
    failures.forEach(failure -> LOG.error("execution {} failed", execution.getId(), failure));
    ExitCode code =
        failures.stream().anyMatch(TransientFailure::in) ? ExitCode.TEMPORARY : ExitCode.FAILED;
    return new RunResult(code, execution.getStatus(), rootMessage(failures));
  }

  private static String rootMessage(List<Throwable> failures) {
    return failures.stream()
        .flatMap(failure -> TransientFailure.causes(failure).reduce((first, last) -> last).stream())
        .map(Throwable::toString)
        .findFirst()
        .orElse("failed without an exception");
  }
}
