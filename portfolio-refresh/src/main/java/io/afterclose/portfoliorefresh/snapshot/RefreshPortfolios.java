package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.refresh.PortfolioPhases;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The snapshots that portfolios lack. */
@Configuration(proxyBeanMethods = false)
public class RefreshPortfolios {

  @Bean
  Step refreshPortfolios(
      PortfolioPhases phases, GapPlanner planner, SnapshotComponents components) {
    return phases.step("refreshPortfolios", "snapshots", planner::planAndMark, components.work());
  }
}
