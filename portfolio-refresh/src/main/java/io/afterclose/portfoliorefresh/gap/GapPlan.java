package io.afterclose.portfoliorefresh.gap;

import java.time.LocalDate;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param work portfolios with at least one date, by key
 * @param skipped dates that some portfolio lacks but that have too few prices, ascending
 * @param current portfolios of which no snapshot is outdated
 */
public record GapPlan(
    List<PortfolioDates> work, List<DateCoverage> skipped, List<Current> current) {

  public GapPlan {
    work = List.copyOf(work);
    skipped = List.copyOf(skipped);
    current = List.copyOf(current);
  }

  /**
   * A portfolio of which no snapshot is outdated.
   *
   * @param first its oldest snapshot
   * @param completeTo up to which day it lacks none
   */
  public record Current(long portfolioId, LocalDate first, LocalDate completeTo) {}

  /** How many snapshots it asks for. */
  public int snapshots() {
    return work.stream().mapToInt(portfolio -> portfolio.due().size()).sum();
  }
}
