package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.progress.PhaseProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads what a key range lacks. It asks the data each time it is opened, so a restart finds exactly
 * what is still missing. Not final, since its scope makes a proxy of it.
 */
public class PlannedPortfolios implements ItemStreamReader<PortfolioDates> {

  private final GapPlanner planner;
  private final PhaseProgress progress;
  private final RefreshReport report;
  private final GapRequest request;
  private final Deque<PortfolioDates> waiting = new ArrayDeque<>();

  public PlannedPortfolios(
      GapPlanner planner, PhaseProgress progress, RefreshReport report, GapRequest request) {
    this.planner = planner;
    this.progress = progress;
    this.report = report;
    this.request = request;
  }

  @Override
  public void open(ExecutionContext context) {
    GapPlan plan = planner.plan(request);
    waiting.clear();
    waiting.addAll(plan.work());
    report.skipped(plan.skipped());
    progress.expect(waiting.size());
  }

  @Override
  public @Nullable PortfolioDates read() {
    return waiting.poll();
  }
}
