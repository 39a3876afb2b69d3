package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.run.history.ItemFailure;
import java.util.Map;

/**
 * What became of some portfolios.
 *
 * @param written rows that were added
 * @param failed portfolios that could not be done, each with its reason
 */
public record WorkResult(int written, Map<Portfolio, ItemFailure> failed) {

  public WorkResult {
    failed = Map.copyOf(failed);
  }
}
