package io.afterclose.symbolbatch.night;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Lets the job say at its end what its phases said, and why it failed in one line; Spring Batch
 * itself keeps the last phase's words only.
 */
public final class NightSummary implements JobExecutionListener {

  @Override
  public void afterJob(JobExecution night) {
    if (night.getStatus() == BatchStatus.COMPLETED) {
      night.setExitStatus(new ExitStatus(night.getExitStatus().getExitCode(), phases(night)));
    } else if (night.getStatus() == BatchStatus.FAILED) {
      night.setExitStatus(new ExitStatus(night.getExitStatus().getExitCode(), cause(night)));
    }
  }

  private static String phases(JobExecution night) {
    return night.getStepExecutions().stream()
        .filter(phase -> !phase.getExitStatus().getExitDescription().isEmpty())
        .map(phase -> phase.getStepName() + " " + phase.getExitStatus().getExitDescription())
        .collect(Collectors.joining("; "));
  }

  private static String cause(JobExecution night) {
    return night.getAllFailureExceptions().stream()
        .findFirst()
        .map(NightSummary::root)
        .map(root -> root.getMessage() == null ? root.toString() : root.getMessage())
        .orElse("");
  }

  private static Throwable root(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .reduce(failure, (outer, inner) -> inner);
  }
}
