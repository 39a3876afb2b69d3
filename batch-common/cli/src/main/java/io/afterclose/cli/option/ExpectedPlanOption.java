package io.afterclose.cli.option;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.plan.ExpectedPlan;
import io.afterclose.run.plan.WorkList;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --expect-plan}: what starts only if its plan is still the one looked at. */
public final class ExpectedPlanOption {

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  @Option(
      names = "--expect-plan",
      paramLabel = "HASH",
      description =
          "Start only if the plan is still the one with this fingerprint, as 'plan --fingerprint'"
              + " tells it; else nothing is started and the exit code is 7.")
  private @Nullable String fingerprint;

  /**
   * Refuses a wrong value before anything is opened.
   *
   * @throws InvalidInputException when it is no fingerprint
   */
  public void check() {
    if (fingerprint != null && !FINGERPRINT.matcher(lower(fingerprint)).matches()) {
      throw new InvalidInputException(
          "--expect-plan is no fingerprint: 64 hex digits were expected, as 'plan --fingerprint' tells them");
    }
  }

  /**
   * What is expected.
   *
   * @param plan makes the plan once more, by the planner that the command itself uses
   */
  public ExpectedPlan expected(Supplier<WorkList> plan) {
    return fingerprint == null ? ExpectedPlan.none() : ExpectedPlan.of(lower(fingerprint), plan);
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
