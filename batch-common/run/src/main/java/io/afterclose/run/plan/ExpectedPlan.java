package io.afterclose.run.plan;

import io.afterclose.run.outcome.PlanChangedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a command that starts runs was asked to do. It is compared once, with a plan that is made
 * again under the lock of the first run, before anything of the command is written.
 */
public final class ExpectedPlan {

  private static final int DIGITS_TOLD = 8;

  private final String fingerprint;
  private final Supplier<WorkList> plan;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean passed;

  private ExpectedPlan(String fingerprint, Supplier<WorkList> plan, boolean passed) {
    this.fingerprint = fingerprint;
    this.plan = plan;
    this.passed = passed;
  }

  /** Whatever the plan is, it is done. */
  public static ExpectedPlan none() {
    return new ExpectedPlan(
        "",
        () -> {
          throw new IllegalStateException("no plan is expected");
        },
        true);
  }

  /**
   * One plan and no other is to be done.
   *
   * @param fingerprint of the plan as it was looked at
   * @param plan makes it again, by the planner that the command itself uses
   */
  public static ExpectedPlan of(String fingerprint, Supplier<WorkList> plan) {
    return new ExpectedPlan(fingerprint, plan, false);
  }

  /**
   * Compares, the first time only, and then does what waited for it.
   *
   * @throws PlanChangedException when the plan is another one now
   */
  public void require() {
    if (passed) {
      return;
    }
    WorkList now = plan.get();
    String found = now.fingerprint();
    if (!found.equals(fingerprint)) {
      throw new PlanChangedException(
          "the plan of %s has changed: %s was expected, now it is %s with %d item%s; nothing was started, look at 'plan --fingerprint' again"
              .formatted(
                  now.describe(),
                  told(fingerprint),
                  told(found),
                  now.items().size(),
                  now.items().size() == 1 ? "" : "s"));
    }
    passed = true;
    waiting.forEach(Runnable::run);
    waiting.clear();
  }

  /** Writes something once the plan is known to be the expected one. */
  public void thenWrite(Runnable work) {
    if (passed) {
      work.run();
    } else {
      waiting.add(work);
    }
  }

  private static String told(String fingerprint) {
    return fingerprint.substring(0, DIGITS_TOLD);
  }
}
