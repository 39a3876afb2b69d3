package io.afterclose.run.execution;

import java.util.function.Function;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * A step whose parts are made for each of its executions, so that they know their run from their
 * constructor and nothing is left over from an earlier one. Spring's step scope does the same
 * through proxies of beans, of which each reader, processor and writer of each step would be one,
 * none final.
 */
public final class StepPerExecution implements Step {

  private final String name;
  private final boolean allowStartIfComplete;
  private final Function<StepExecution, Step> parts;

  private StepPerExecution(
      String name, boolean allowStartIfComplete, Function<StepExecution, Step> parts) {
    this.name = name;
    this.allowStartIfComplete = allowStartIfComplete;
    this.parts = parts;
  }

  /**
   * A step that a restart leaves out once it is complete.
   *
   * @param parts makes the step of an execution; constructors only, since what is thrown here is
   *     not recorded as the step's failure
   */
  public static StepPerExecution of(String name, Function<StepExecution, Step> parts) {
    return new StepPerExecution(name, false, parts);
  }

  /** A step that a restart runs again although it is complete. */
  public static StepPerExecution repeatable(String name, Function<StepExecution, Step> parts) {
    return new StepPerExecution(name, true, parts);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isAllowStartIfComplete() {
    return allowStartIfComplete;
  }

  @Override
  public void execute(StepExecution execution) throws JobInterruptedException {
    parts.apply(execution).execute(execution);
  }
}
