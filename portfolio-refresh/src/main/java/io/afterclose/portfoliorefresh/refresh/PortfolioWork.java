package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a phase makes for portfolios. It is called in one REPEATABLE READ transaction for a chunk of
 * portfolios, and again for single ones where that failed.
 */
@FunctionalInterface
public interface PortfolioWork {

  /**
   * Makes it. A portfolio whose data cannot be used is left out with its reason; what is thrown
   * fails all of them.
   *
   * @param jobExecutionId null outside of a run
   */
  WorkResult make(List<PortfolioDates> work, @Nullable Long jobExecutionId);
}
