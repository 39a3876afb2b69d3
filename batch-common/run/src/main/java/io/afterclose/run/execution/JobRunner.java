package io.afterclose.run.execution;

import io.afterclose.database.server.SqlStates;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.history.LostParameterStore;
import io.afterclose.run.lock.LockLostException;
import io.afterclose.run.lock.RunGuard;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.logging.RunFields;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.PlanChangedException;
import io.afterclose.run.outcome.RunInProgressException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.outcome.RunOutcomeException;
import io.afterclose.run.plan.ExpectedPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
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
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Starts, restarts or recovers the run of a date, under its lock. A run that died is recognised by
 * its lock: its holder knows that no other process works on that date.
 */
public final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final RunGuard guard;
  private final JobRepository repository;
  private final JobOperator operator;
  private final GracefulStop stop;
  private final Alerts alerts;
  private final List<Duration> retryDelays;

  /**
   * @param retryDelays how long to wait before each new attempt after a passing failure
   */
  public JobRunner(
      RunGuard guard,
      JobRepository repository,
      JobOperator operator,
      GracefulStop stop,
      Alerts alerts,
      List<Duration> retryDelays) {
    this.guard = guard;
    this.repository = repository;
    this.operator = operator;
    this.stop = stop;
    this.alerts = alerts;
    this.retryDelays = List.copyOf(retryDelays);
  }

  /**
   * Runs a job to its end: from its beginning, or from where an earlier execution of the same
   * instance stopped, failed or died. A failure of a passing kind of the database is waited out
   * three times, each time resuming where it failed; the lock is held or taken again meanwhile, so
   * that the pause is not taken for the end.
   *
   * @param expected looked at under the lock, before anything is recorded
   * @throws RunInProgressException (already running) when another process works on it, or took over
   * @throws PlanChangedException (plan changed) when the plan is not the expected one
   */
  public RunResult run(
      JobName name, Job job, RunRequest parameters, TimeLimit limit, ExpectedPlan expected) {
    try (RunLock lock =
        RunLock.acquire(name, parameters, guard, stop::request, expected::require)) {
      RunFields.numbered(lock.run(), RunKey.of(name, parameters));
      try {
        RunResult result = attempts(lock, name, job, parameters, limit);
        lock.end(
            state(result.outcome()),
            result.outcome(),
            result.description(),
            result.execution().map(JobExecution::getId).orElse(null));
        return result;
      } catch (RuntimeException failed) {
        lock.end(
            RunRecord.State.FAILED, RunOutcome.FAILED, String.valueOf(failed.getMessage()), null);
        throw failed;
      }
    } catch (LockLostException others) {
      throw new RunInProgressException(String.valueOf(others.getMessage()));
    } catch (SQLException failed) {
      throw new IllegalStateException("the run lock could not be taken or given back", failed);
    }
  }

  /**
   * Closes what a run left open that died or hangs, so that the next run resumes it. Whoever has
   * the key loses it; whether that run lives is for the caller to check.
   *
   * @param revisions of which something may be open
   * @return how many executions were closed
   * @throws RunInProgressException (already running) when another process took the key meanwhile
   */
  public int recover(RunKey key, Collection<Integer> revisions) {
    String why = "taken away by " + guard.owner();
    RunStore runs = new RunStore(guard.database().dataSource());
    if (runs.isLocked(key)) {
      runs.evict(key, why);
    }
    try {
      return RunLock.withOrphanLock(
          guard.database(),
          key,
          why,
          () ->
              revisions.stream()
                  .map(revision -> parameters(key, revision))
                  .mapToInt(run -> repair(key.job(), run))
                  .sum());
    } catch (SQLException failed) {
      throw new IllegalStateException("the run lock could not be taken or given back", failed);
    }
  }

  private static RunRequest parameters(RunKey key, int revision) {
    return new RunRequest(key.date(), key.scope(), revision, Source.OPERATOR);
  }

  private RunResult attempts(
      RunLock lock, JobName name, Job job, RunRequest parameters, TimeLimit limit)
      throws SQLException {
    RunResult result = attempt(name, job, parameters, limit);
    for (Duration delay : retryDelays) {
      if (result.outcome().completed() || (!result.retryable() && !lock.checkLost())) {
        break;
      }
      LOG.warn(
          "{} {}: {}; trying again in {} s",
          name.text(),
          parameters.describe(),
          result.description(),
          delay.toSeconds());
      if (stop.awaitSignal(delay)) {
        break;
      }
      lock.keep();
      result = attempt(name, job, parameters, limit);
    }
    return result;
  }

  private static RunRecord.State state(RunOutcome outcome) {
    return switch (outcome) {
      case COMPLETED, PARTIAL -> RunRecord.State.COMPLETED;
      case STOPPED -> RunRecord.State.STOPPED;
      default -> RunRecord.State.FAILED;
    };
  }

  @SuppressWarnings("try") // held, not used
  private RunResult attempt(JobName name, Job job, RunRequest parameters, TimeLimit limit) {
    String what = name.text() + " " + parameters.describe();
    stop.begin();
    try (TimeLimit.Watch clock = limit.watch(() -> warn(what), () -> end(what))) {
      repair(name, parameters);
      return result(operator.start(job, parameters.toJobParameters()));
    } catch (JobInstanceAlreadyCompleteException meanwhile) {
      return new RunResult(
          RunOutcome.COMPLETED,
          "nothing to do, another run completed it meanwhile",
          false,
          Optional.empty());
    } catch (JobExecutionException refused) {
      throw new RunInProgressException(what + " was not started: " + refused.getMessage());
    } catch (RuntimeException unrecorded) {
      // how far it came is not known; under the lock a wrong version is a commit without an answer
      if (!TransientFailure.in(unrecorded)
          && !(unrecorded instanceof OptimisticLockingFailureException)) {
        throw unrecorded;
      }
      return new RunResult(
          RunOutcome.FAILED_TRANSIENT, rootMessage(List.of(unrecorded)), true, Optional.empty());
    }
  }

  private void warn(String what) {
    alerts.raise(
        Alert.warning(
            AlertCode.TIME_LIMIT_NEAR, what, "the run has used four fifths of its time limit"));
  }

  private void end(String what) {
    stop.request("the time limit is reached");
    alerts.raise(
        Alert.critical(
            AlertCode.TIME_LIMIT_REACHED,
            what,
            "the run reached its time limit and ends at the next chunk; the next run resumes it"));
  }

  /**
   * Closes what a killed process left open; only sound while the lock is held.
   *
   * @return how many executions were open
   */
  private int repair(JobName name, RunRequest parameters) {
    JobInstance instance = repository.getJobInstance(name.text(), parameters.toJobParameters());
    if (instance == null) {
      return 0;
    }
    int restored =
        new LostParameterStore(guard.database().dataSource())
            .restore(instance.getInstanceId(), parameters);
    if (restored > 0) {
      LOG.warn(
          "{} {}: {} parameters of its executions were lost and are written again",
          name.text(),
          parameters.describe(),
          restored);
    }
    List<JobExecution> executions = repository.getJobExecutions(instance);
    if (executions.isEmpty()) {
      LOG.warn(
          "{} was killed before its first execution began: starting from the beginning", instance);
      repository.deleteJobInstance(instance);
    }
    List<JobExecution> open = executions.stream().filter(JobRunner::leftOpen).toList();
    open.forEach(this::recover);
    return open.size();
  }

  /**
   * Also one that has ended while a step of it has not: the step's end was lost with the database,
   * the execution's was not, and the repository would refuse every later start.
   */
  private static boolean leftOpen(JobExecution execution) {
    return open(execution.getStatus())
        || execution.getStepExecutions().stream().anyMatch(step -> open(step.getStatus()));
  }

  private static boolean open(BatchStatus status) {
    return status.isRunning() || status == BatchStatus.UNKNOWN;
  }

  /** The repository closes what has started; what is unknown may have. */
  private void recover(JobExecution execution) {
    LOG.warn(
        "execution {} was left open by a process that died or hangs: closing it",
        execution.getId());
    execution.getStepExecutions().stream()
        .filter(step -> step.getStatus() == BatchStatus.UNKNOWN)
        .forEach(step -> step.setStatus(BatchStatus.STARTED));
    if (execution.getStatus() == BatchStatus.UNKNOWN) {
      execution.setStatus(BatchStatus.STARTED);
    }
    operator.recover(execution);
  }

  private RunResult result(JobExecution execution) {
    String description = execution.getExitStatus().getExitDescription();
    return switch (execution.getStatus()) {
      case COMPLETED -> RunResult.of(execution, finished(execution), description);
      case STOPPED -> RunResult.of(execution, RunOutcome.STOPPED, stop.reason());
      default -> failure(execution);
    };
  }

  private static RunOutcome finished(JobExecution execution) {
    return execution.getExitStatus().getExitCode().equals(RunOutcome.PARTIAL.name())
        ? RunOutcome.PARTIAL
        : RunOutcome.COMPLETED;
  }

  private static RunResult failure(JobExecution execution) {
    List<Throwable> failures = execution.getAllFailureExceptions();
    Optional<RunOutcomeException> ended = cause(failures, RunOutcomeException.class);
    if (ended.isPresent()) {
      return RunResult.of(
          execution, ended.get().outcome(), String.valueOf(ended.get().getMessage()));
    }
    Optional<LockLostException> lost = cause(failures, LockLostException.class);
    if (lost.isPresent()) {
      return RunResult.of(
          execution, RunOutcome.FAILED_TRANSIENT, String.valueOf(lost.get().getMessage()));
    }
    boolean passing = failures.stream().anyMatch(TransientFailure::in);
    failures.forEach(failure -> trace(execution, failure));
    return new RunResult(
        passing ? RunOutcome.FAILED_TRANSIENT : RunOutcome.FAILED,
        rootMessage(failures),
        passing,
        Optional.of(execution));
  }

  /**
   * A database that is away, full, in the way or that withholds a right is no defect of this
   * program, and one line tells it; a statement that it refuses for another reason may be one.
   */
  private static void trace(JobExecution execution, Throwable failure) {
    if (TransientFailure.in(failure) || SqlStates.deniedRight(failure).isPresent()) {
      LOG.debug("execution {} failed", execution.getId(), failure);
    } else {
      LOG.error("execution {} failed", execution.getId(), failure);
    }
  }

  private static <T extends Throwable> Optional<T> cause(List<Throwable> failures, Class<T> type) {
    return failures.stream()
        .flatMap(TransientFailure::causes)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private static String rootMessage(List<Throwable> failures) {
    return PartitionsFailed.telling(failures)
        .map(PartitionsFailed::describe)
        .findFirst()
        .orElse("failed without an exception");
  }
}
