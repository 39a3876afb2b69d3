package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapRequest;

/** Which portfolios lack what; planned again each time a phase begins. */
@FunctionalInterface
public interface PortfolioPlan {

  GapPlan plan(GapRequest request);
}
