package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.run.history.ItemFailure;
import java.util.List;
import java.util.Map;

/**
 * What became of some portfolios.
 *
 * @param written rows that were added
 * @param partial those of them that lack something
 * @param unpriced what nothing prices, once for each session looked at
 * @param failed portfolios that could not be done, each with its reason
 */
public record WorkResult(
    int written, int partial, List<Unpriced> unpriced, Map<Portfolio, ItemFailure> failed) {

  public WorkResult {
    unpriced = List.copyOf(unpriced);
    failed = Map.copyOf(failed);
  }

  /** Rows that lack nothing. */
  public WorkResult(int written, Map<Portfolio, ItemFailure> failed) {
    this(written, 0, List.of(), failed);
  }
}
