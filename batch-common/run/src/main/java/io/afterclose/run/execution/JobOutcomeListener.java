package io.afterclose.run.execution;

import io.afterclose.run.outcome.RunOutcome;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Derives the exit status of a job from all its steps: a job with a partial step is partial, also
 * where an earlier execution of the instance ran that step, and its description is what its steps
 * said. Spring Batch itself keeps the exit status of the last step only.
 */
public final class JobOutcomeListener implements JobExecutionListener {

  private final JobRepository repository;

  public JobOutcomeListener(JobRepository repository) {
    this.repository = repository;
  }

  @Override
  public void afterJob(JobExecution job) {
    if (job.getStatus() == BatchStatus.COMPLETED) {
      job.setExitStatus(new ExitStatus(exitCode(job), descriptions(job)));
    } else if (job.getStatus() == BatchStatus.FAILED) {
      job.setExitStatus(new ExitStatus(job.getExitStatus().getExitCode(), cause(job)));
    }
  }

  private String exitCode(JobExecution job) {
    boolean partial =
        lastOfEachStep(job).values().stream()
            .anyMatch(step -> step.getExitStatus().getExitCode().equals(RunOutcome.PARTIAL.name()));
    return partial ? RunOutcome.PARTIAL.name() : ExitStatus.COMPLETED.getExitCode();
  }

  /** A step that an earlier execution completed is not run again on a restart. */
  private Map<String, StepExecution> lastOfEachStep(JobExecution job) {
    Map<String, StepExecution> last = new LinkedHashMap<>();
    Stream.concat(
            repository.getJobExecutions(job.getJobInstance()).stream()
                .filter(execution -> execution.getId() != job.getId())
                .sorted(Comparator.comparing(JobExecution::getId)),
            Stream.of(job))
        .flatMap(execution -> execution.getStepExecutions().stream())
        .forEach(step -> last.put(step.getStepName(), step));
    return last;
  }

  private static String descriptions(JobExecution job) {
    return job.getStepExecutions().stream()
        .filter(step -> !step.getExitStatus().getExitDescription().isEmpty())
        .map(step -> step.getStepName() + " " + step.getExitStatus().getExitDescription())
        .collect(Collectors.joining("; "));
  }

  private static String cause(JobExecution job) {
    return PartitionsFailed.telling(job.getAllFailureExceptions())
        .map(why -> why.getMessage() == null ? why.toString() : why.getMessage())
        .findFirst()
        .orElse("");
  }
}
