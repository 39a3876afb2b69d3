package io.afterclose.portfoliorefresh.gap;

import java.util.List;

/**
 * What a run is to do.
 *
 * @param work portfolios with at least one date, by key
 * @param skipped dates that some portfolio lacks but that have too few prices, ascending
 */
public record GapPlan(List<PortfolioDates> work, List<DateCoverage> skipped) {

  public GapPlan {
    work = List.copyOf(work);
    skipped = List.copyOf(skipped);
  }

  /** How many snapshots it asks for. */
  public int snapshots() {
    return work.stream().mapToInt(portfolio -> portfolio.due().size()).sum();
  }
}
