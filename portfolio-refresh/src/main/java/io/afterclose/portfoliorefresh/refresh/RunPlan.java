package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;

/**
 * The plan of a run. A step before the phase that carries it out asks for it too; while it is fresh
 * the phase takes that one, since to plan reads all positions. What is recorded meanwhile is in the
 * snapshots that are made, and else found by the next plan, as with any that is recorded later.
 */
public final class RunPlan implements PortfolioPlan {

  /** What is made before the phase may take long; then the phase looks again. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final PortfolioPlan plan;
  private final RefreshScope scope;
  private final Clock clock;
  private @Nullable Made kept;

  private record Made(GapRequest request, GapPlan plan, Instant asked) {}

  /**
   * @param plan makes one
   */
  public RunPlan(PortfolioPlan plan, RefreshScope scope, Clock clock) {
    this.plan = plan;
    this.scope = scope;
    this.clock = clock;
  }

  /** Makes the plan of a step's run, and keeps it for the phase. */
  public synchronized GapPlan ahead(StepExecution step) {
    Instant asked = clock.instant();
    GapRequest request = scope.request(step);
    GapPlan made = plan.plan(request);
    kept = new Made(request, made, asked);
    return made;
  }

  /** Takes the plan that was kept for a request, once; else makes one. */
  @Override
  public synchronized GapPlan plan(GapRequest request) {
    Instant old = clock.instant().minus(FRESH);
    Optional<Made> fresh =
        Optional.ofNullable(kept)
            .filter(made -> made.request().equals(request) && made.asked().isAfter(old));
    kept = null;
    return fresh.map(Made::plan).orElseGet(() -> plan.plan(request));
  }
}
