package io.afterclose.symbolbatch.session;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * What follows the chunks of a step that completed, and fails it when it fails: the framework
 * itself would only log that. A restart then repeats the step from its first symbol.
 */
public abstract class AfterCompletedStep implements StepExecutionListener {

  @Override
  public final ExitStatus afterStep(StepExecution step) {
    if (step.getStatus() != BatchStatus.COMPLETED) {
      return step.getExitStatus();
    }
    try {
      return completed(step);
    } catch (RuntimeException failed) {
      step.getExecutionContext().remove(SymbolReader.LAST_SYMBOL);
      // the phase is repeated from its first symbol, so none of them counts as done
      step.setWriteCount(0);
      step.setStatus(BatchStatus.FAILED);
      step.addFailureException(failed);
      return ExitStatus.FAILED.addExitDescription(String.valueOf(failed.getMessage()));
    }
  }

  /** The work; its exit status is joined with the step's. */
  protected abstract ExitStatus completed(StepExecution step);
}
