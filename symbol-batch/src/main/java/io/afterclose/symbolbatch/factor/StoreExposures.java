package io.afterclose.symbolbatch.factor;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.symbolbatch.night.Night;
import io.afterclose.symbolbatch.night.NightReturns;
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
  private final NightReturns returns;
  private final ExposureStore exposures;
  private @Nullable Night night;
  private boolean diagnosed;

  StoreExposures(
      TradingCalendar calendar, FactorModel model, NightReturns returns, ExposureStore exposures) {
    this.calendar = calendar;
    this.model = model;
    this.returns = returns;
    this.exposures = exposures;
  }

  @Override
  public void beforeStep(StepExecution step) {
    night = Night.of(step.getJobExecution(), calendar);
    diagnosed = false;
  }

  @Override
  public void write(Chunk<? extends List<FactorFit>> chunk) {
    Night tonight = night;
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
