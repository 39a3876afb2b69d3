package io.afterclose.run.execution;

import java.util.stream.Collectors;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Lets the job say at its end what its phases said, and why it failed in one line; Spring Batch
 * itself keeps the last phase's words only.
 */
public final class PhaseSummary implements JobExecutionListener {

  @Override
  public void afterJob(JobExecution job) {
    if (job.getStatus() == BatchStatus.COMPLETED) {
      job.setExitStatus(new ExitStatus(job.getExitStatus().getExitCode(), phases(job)));
    } else if (job.getStatus() == BatchStatus.FAILED) {
      job.setExitStatus(new ExitStatus(job.getExitStatus().getExitCode(), cause(job)));
    }
  }

  private static String phases(JobExecution job) {
    return job.getStepExecutions().stream()
        .filter(phase -> !phase.getExitStatus().getExitDescription().isEmpty())
        .map(phase -> phase.getStepName() + " " + phase.getExitStatus().getExitDescription())
        .collect(Collectors.joining("; "));
  }

  private static String cause(JobExecution job) {
    return PartitionsFailed.telling(job.getAllFailureExceptions())
        .map(why -> why.getMessage() == null ? why.toString() : why.getMessage())
        .findFirst()
        .orElse("");
  }
}
