package io.afterclose.symbolbatch.factor;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Stores a chunk of fits, and with the first one how collinear the model's regressors were. */
final class StoreExposures implements ItemWriter<List<FactorFit>>, StepExecutionListener {

  private final TradingCalendar calendar;
  private final FactorModel model;
  private final SessionReturns returns;
  private final ExposureStore exposures;
  private @Nullable SessionRun night;
  private boolean diagnosed;

  StoreExposures(
      TradingCalendar calendar,
      FactorModel model,
      SessionReturns returns,
      ExposureStore exposures) {
    this.calendar = calendar;
    this.model = model;
    this.returns = returns;
    this.exposures = exposures;
  }

  @Override
  public void beforeStep(StepExecution step) {
    night = SessionRun.of(step.getJobExecution(), calendar);
    diagnosed = false;
  }

  @Override
  public void write(Chunk<? extends List<FactorFit>> chunk) {
    SessionRun tonight = night;
    if (tonight == null) {
      throw new IllegalStateException("the writer is to be registered as a listener of its step");
    }
    exposures.save(tonight.date(), chunk.getItems().stream().flatMap(List::stream).toList());
    if (!diagnosed) {
      diagnosed = true;
      model
          .prepare(returns.of(tonight))
          .diagnostics()
          .ifPresent(diagnostics -> exposures.saveDiagnostics(tonight.date(), diagnostics));
    }
  }
}
