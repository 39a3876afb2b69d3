package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorFit.NotFitted;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.progress.PhaseProgress;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Stores the fits date by date, and lists each symbol that could not be fitted with the reason of
 * its newest date; the reasons of all dates and factors are in the rows themselves.
 */
final class MissingExposureWriter implements ItemWriter<List<DateFits>>, StepExecutionListener {

  private final ExposureStore exposures;
  private final ItemFailureStore failures;
  private final PhaseProgress progress;

  private final Set<Symbol> unfitted = new HashSet<>();
  private final long executionId;
  private final String phase;
  private long fitted;

  MissingExposureWriter(
      StepExecution step,
      ExposureStore exposures,
      ItemFailureStore failures,
      PhaseProgress progress) {
    this.executionId = step.getJobExecutionId();
    this.phase = step.getStepName();
    this.exposures = exposures;
    this.failures = failures;
    this.progress = progress;
  }

  @Override
  public void write(Chunk<? extends List<DateFits>> chunk) {
    chunk.getItems().forEach(this::store);
  }

  private void store(List<DateFits> dates) {
    Map<Symbol, ItemFailure> failed = new TreeMap<>();
    for (DateFits date : dates) {
      exposures.save(date.date(), date.fits());
      date.diagnostics()
          .forEach(diagnostics -> exposures.saveDiagnostics(date.date(), diagnostics));
      Map<Symbol, ItemFailure> ofDate = failures(date);
      fitted += symbols(date) - ofDate.size();
      failed.putAll(ofDate);
    }
    failures.record(executionId, phase, failed.values());
    unfitted.addAll(failed.keySet());
  }

  /** The first factor of each symbol that has no fit. */
  private static Map<Symbol, ItemFailure> failures(DateFits date) {
    Map<Symbol, ItemFailure> failed = new TreeMap<>();
    for (FactorFit fit : date.fits()) {
      if (fit instanceof NotFitted not) {
        failed.putIfAbsent(not.symbol(), failure(date.date(), not));
      }
    }
    return failed;
  }

  private static ItemFailure failure(LocalDate date, NotFitted not) {
    return new ItemFailure(
        not.symbol().text(), not.reason().name(), date + " " + not.factor() + ": " + not.detail());
  }

  private static long symbols(DateFits date) {
    return date.fits().stream().map(FactorFit::symbol).distinct().count();
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    step.getExecutionContext().putLong("exposures.fitted", fitted);
    step.getExecutionContext().putInt("symbols.without.factors", unfitted.size());
    if (fitted == 0 && unfitted.isEmpty()) {
      return step.getExitStatus();
    }
    String description =
        "fitted %d symbol dates, %d symbols without all factors".formatted(fitted, unfitted.size());
    progress.note(description);
    return new ExitStatus(step.getExitStatus().getExitCode(), description);
  }
}
