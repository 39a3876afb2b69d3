package io.afterclose.symbolbatch;

import io.afterclose.run.execution.JobConfiguration;
import io.afterclose.run.execution.JobOutcomeListener;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.factor.FitFactors;
import io.afterclose.symbolbatch.metrics.UpdateMetrics;
import io.afterclose.symbolbatch.price.CollectPrices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The symbol job, in the order it runs. */
@JobConfiguration
@Import({SymbolBatchBeans.class, CollectPrices.class, FitFactors.class, UpdateMetrics.class})
class SymbolBatchJob {

  static final List<String> PHASES = List.copyOf(phases("", "", "").keySet());

  /** A value for each phase, in the order of the job. */
  static <T> Map<String, T> phases(T prices, T factors, T metrics) {
    Map<String, T> phases = new LinkedHashMap<>();
    phases.put("prices", prices);
    phases.put("marketBeta", factors);
    phases.put("interestRateBeta", factors);
    phases.put("ridgeStyleFactors", factors);
    phases.put("spreadFactors", factors);
    phases.put("metrics", metrics);
    return phases;
  }

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
        .listener(new JobOutcomeListener(repository))
        .start(prices)
        .next(marketBeta)
        .next(interestRateBeta)
        .next(ridgeStyleFactors)
        .next(spreadFactors)
        .next(metrics)
        .build();
  }
}
