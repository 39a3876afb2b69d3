package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.history.ItemFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of some portfolios.
 *
 * @param written rows that were added
 * @param partial those of them that lack something
 * @param unpriced what nothing prices, once for each session looked at
 * @param failed portfolios that could not be done, each with its reason
 * @param left work that was not begun, because a stop was requested
 */
public record WorkResult(
    int written,
    int partial,
    List<Unpriced> unpriced,
    Map<Portfolio, ItemFailure> failed,
    Set<PortfolioDates> left) {

  public WorkResult {
    unpriced = List.copyOf(unpriced);
    failed = Map.copyOf(failed);
    left = Set.copyOf(left);
  }

  /** With nothing left. */
  public WorkResult(
      int written, int partial, List<Unpriced> unpriced, Map<Portfolio, ItemFailure> failed) {
    this(written, partial, unpriced, failed, Set.of());
  }

  /** Rows that lack nothing. */
  public WorkResult(int written, Map<Portfolio, ItemFailure> failed) {
    this(written, 0, List.of(), failed);
  }
}
