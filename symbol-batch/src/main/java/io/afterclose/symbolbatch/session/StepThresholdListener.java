package io.afterclose.symbolbatch.session;

import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.FencedTransaction;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.step.StepExecution;

/**
 * Judges a phase when it has ended: all done is COMPLETED; more than 10 % failed is an alert and
 * goes on; more than 50 % failed, or no symbol at all, fails the step, and a restart repeats it. A
 * scoped run has no percentage rule.
 */
final class StepThresholdListener extends AfterCompletedStep {

  /** The exit description of a phase that went on although too many symbols failed. */
  public static final String WITH_WARNINGS = "COMPLETED_WITH_WARNINGS";

  private static final double ALERT_PERCENT = 10;
  private static final double FAIL_PERCENT = 50;

  private final SessionRun run;
  private final Function<SessionRun, PhaseResult> check;
  private final ItemFailureStore failures;
  private final Alerts alerts;
  private final FencedTransaction fenced;

  /**
   * @param check finds what the phase made of its symbols
   */
  public StepThresholdListener(
      SessionRun run,
      Function<SessionRun, PhaseResult> check,
      ItemFailureStore failures,
      Alerts alerts,
      FencedTransaction fenced) {
    this.run = run;
    this.check = check;
    this.failures = failures;
    this.alerts = alerts;
    this.fenced = fenced;
  }

  @Override
  protected ExitStatus completed(StepExecution step) {
    PhaseResult result = check.apply(run);
    fenced.write(
        () -> failures.record(step.getJobExecutionId(), step.getStepName(), result.recorded()));
    return verdict(step, result);
  }

  private ExitStatus verdict(StepExecution step, PhaseResult result) {
    if (result.eligible() == 0) {
      throw new PhaseFailedException("there is no symbol to work on; see 'universe add'");
    }
    if (!run.scope().isAll()) {
      return result.failed().isEmpty()
          ? step.getExitStatus()
          : new ExitStatus("COMPLETED", describe(result));
    }
    if (result.failedPercent() > FAIL_PERCENT) {
      throw new PhaseFailedException(describe(result));
    }
    if (result.failedPercent() > ALERT_PERCENT) {
      alerts.raise(
          Alert.warning(
              AlertCode.ITEMS_FAILED,
              "symbol-batch " + run.date(),
              "phase " + step.getStepName() + ": " + describe(result)));
      return new ExitStatus("COMPLETED", WITH_WARNINGS + ": " + describe(result));
    }
    return result.failed().isEmpty()
        ? step.getExitStatus()
        : new ExitStatus("COMPLETED", describe(result));
  }

  private static String describe(PhaseResult result) {
    return String.format(
        Locale.ROOT,
        "%d of %d symbols failed (%.1f %%), the first: %s",
        result.failed().size(),
        result.eligible(),
        result.failedPercent(),
        result.failed().stream()
            .limit(3)
            .map(failure -> failure.item() + " " + failure.reason())
            .toList());
  }
}
