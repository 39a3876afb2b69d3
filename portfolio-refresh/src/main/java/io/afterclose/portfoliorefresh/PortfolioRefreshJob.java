package io.afterclose.portfoliorefresh;

import io.afterclose.portfoliorefresh.analytics.CalculateFigures;
import io.afterclose.portfoliorefresh.exposure.FitMissingExposures;
import io.afterclose.portfoliorefresh.gate.GateSteps;
import io.afterclose.portfoliorefresh.snapshot.RefreshPortfolios;
import io.afterclose.run.execution.JobConfiguration;
import io.afterclose.run.execution.JobOutcomeListener;
import io.afterclose.run.name.JobName;
import java.util.List;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The portfolio job, in the order it runs. */
@JobConfiguration
@Import({
  PortfolioRefreshBeans.class,
  GateSteps.class,
  FitMissingExposures.class,
  RefreshPortfolios.class,
  CalculateFigures.class
})
class PortfolioRefreshJob {

  static final List<String> PHASES =
      List.of(
          "awaitSymbolBatch",
          "awaitOnboarding",
          "fitMissingExposures",
          "refreshPortfolios",
          "analytics");

  @Bean
  Job portfolioRefresh(
      JobRepository repository,
      Step awaitSymbolBatch,
      Step awaitOnboarding,
      Step fitMissingExposures,
      Step refreshPortfolios,
      Step analytics) {
    return new JobBuilder(JobName.PORTFOLIO_REFRESH.text(), repository)
        .listener(new JobOutcomeListener(repository))
        .start(awaitSymbolBatch)
        .next(awaitOnboarding)
        .next(fitMissingExposures)
        .next(refreshPortfolios)
        .next(analytics)
        .build();
  }
}
