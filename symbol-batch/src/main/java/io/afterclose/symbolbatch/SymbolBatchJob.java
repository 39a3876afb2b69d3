package io.afterclose.symbolbatch;

import io.afterclose.run.JobName;
import io.afterclose.run.report.PhaseSummary;
import io.afterclose.symbolbatch.factor.FitFactors;
import io.afterclose.symbolbatch.metrics.UpdateMetrics;
import io.afterclose.symbolbatch.price.CollectPrices;
import java.util.List;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The symbol job, in the order it runs. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SymbolBatchParts.class, CollectPrices.class, FitFactors.class, UpdateMetrics.class})
class SymbolBatchJob {

  static final List<String> PHASES =
      List.of(
          "prices",
          "marketBeta",
          "interestRateBeta",
          "ridgeStyleFactors",
          "spreadFactors",
          "metrics");

  @Bean
  Job symbolBatch(
      JobRepository repository,
      Step prices,
      Step marketBeta,
      Step interestRateBeta,
      Step ridgeStyleFactors,
      Step spreadFactors,
      Step metrics) {
    return new JobBuilder(JobName.SYMBOL_BATCH.text(), repository)
        .listener(new PhaseSummary())
        .start(prices)
        .next(marketBeta)
        .next(interestRateBeta)
        .next(ridgeStyleFactors)
        .next(spreadFactors)
        .next(metrics)
        .build();
  }
}
