package io.afterclose.symbolbatch.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

final class AfterCompletedStepTest {

  private final StepExecution step =
      new StepExecution(
          3,
          "metrics",
          new JobExecution(2, new JobInstance(1, "symbol-batch"), new JobParameters()));

  private final AtomicInteger calls = new AtomicInteger();

  private AfterCompletedStep failing(RuntimeException failure) {
    return new AfterCompletedStep() {
      @Override
      protected ExitStatus completed(StepExecution completed) {
        calls.incrementAndGet();
        throw failure;
      }
    };
  }

  @Test
  void its_failure_fails_the_step_which_then_begins_again() {
    step.setStatus(BatchStatus.COMPLETED);
    step.getExecutionContext().putString(SymbolReader.LAST_SYMBOL, "KILO");
    IllegalStateException failure = new IllegalStateException("no row of KILO");

    ExitStatus exit = failing(failure).afterStep(step);

    assertThat(exit.getExitCode()).isEqualTo("FAILED");
    assertThat(exit.getExitDescription()).isEqualTo("no row of KILO");
    assertThat(step.getStatus()).isEqualTo(BatchStatus.FAILED);
    assertThat(step.getFailureExceptions()).containsExactly(failure);
    assertThat(step.getExecutionContext().containsKey(SymbolReader.LAST_SYMBOL)).isFalse();
  }

  @Test
  void a_step_that_was_stopped_is_left_as_it_is() {
    step.setStatus(BatchStatus.STOPPED);
    step.setExitStatus(ExitStatus.STOPPED);

    assertThat(failing(new IllegalStateException()).afterStep(step)).isEqualTo(ExitStatus.STOPPED);
    assertThat(calls).hasValue(0);
    assertThat(step.getStatus()).isEqualTo(BatchStatus.STOPPED);
  }
}
