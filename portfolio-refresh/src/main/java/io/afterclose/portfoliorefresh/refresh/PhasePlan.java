package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfoliorefresh.gap.DueDate;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * The plan of a phase: made once when its first partition begins, and handed to each partition by
 * its key range. A restart makes a new one, and so finds exactly what is still missing.
 */
final class PhasePlan implements StepExecutionListener {

  /** A quarter of a year: what a stop has to wait for, and what one transaction holds. */
  private static final int DATES_AT_ONCE = 65;

  private final PortfolioPlan plan;
  private final PhaseCounts counts;
  private @Nullable GapPlan made;

  PhasePlan(PortfolioPlan plan, PhaseCounts counts) {
    this.plan = plan;
    this.counts = counts;
  }

  @Override
  public synchronized void beforeStep(StepExecution step) {
    made = null;
  }

  /**
   * What the portfolios of a range lack: the newest sessions of each of them, then the next ones.
   *
   * @param whole the request of the whole phase
   */
  List<PortfolioDates> of(GapRequest whole, KeyRange range) {
    List<PortfolioDates> within =
        planned(whole).work().stream()
            .filter(dates -> range.contains(dates.portfolio().id()))
            .toList();
    List<PortfolioDates> parts = new ArrayList<>();
    int from = 0;
    boolean more = true;
    while (more) {
      int part = from;
      List<PortfolioDates> newest =
          within.stream().flatMap(dates -> part(dates, part).stream()).toList();
      parts.addAll(newest);
      more = !newest.isEmpty();
      from += DATES_AT_ONCE;
    }
    return parts;
  }

  private static Optional<PortfolioDates> part(PortfolioDates dates, int from) {
    List<DueDate> due = dates.due();
    return from >= due.size()
        ? Optional.empty()
        : Optional.of(
            new PortfolioDates(
                dates.portfolio(), due.subList(from, Math.min(due.size(), from + DATES_AT_ONCE))));
  }

  private synchronized GapPlan planned(GapRequest whole) {
    GapPlan known = made;
    if (known == null) {
      known = plan.plan(whole);
      counts.planned(known);
      made = known;
    }
    return known;
  }
}
