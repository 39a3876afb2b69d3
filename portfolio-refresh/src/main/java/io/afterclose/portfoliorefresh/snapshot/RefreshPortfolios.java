package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfoliorefresh.refresh.PortfolioPhases;
import io.afterclose.portfoliorefresh.refresh.RunPlan;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The snapshots that portfolios lack. */
@Configuration(proxyBeanMethods = false)
public class RefreshPortfolios {

  private static final int SNAPSHOTS_PER_TRANSACTION = 12_500;

  @Bean
  Step refreshPortfolios(PortfolioPhases phases, RunPlan plan, SnapshotComponents components) {
    return phases.step(
        "refreshPortfolios", "snapshots", plan, components.work(), SNAPSHOTS_PER_TRANSACTION);
  }
}
