package io.afterclose.symbolbatch.factor;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.PreparedModel;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Fits one model to one symbol after the other. */
final class FitModel
    implements ItemProcessor<UniverseSymbol, List<FactorFit>>, StepExecutionListener {

  private final TradingCalendar calendar;
  private final FactorModel model;
  private final SessionReturns nightReturns;

  private @Nullable ReturnMatrix returns;
  private @Nullable PreparedModel prepared;

  FitModel(TradingCalendar calendar, FactorModel model, SessionReturns nightReturns) {
    this.calendar = calendar;
    this.model = model;
    this.nightReturns = nightReturns;
  }

  @Override
  public void beforeStep(StepExecution step) {
    ReturnMatrix loaded = nightReturns.of(SessionRun.of(step.getJobExecution(), calendar));
    returns = loaded;
    prepared = model.prepare(loaded);
  }

  @Override
  public List<FactorFit> process(UniverseSymbol symbol) {
    if (returns == null || prepared == null) {
      throw new IllegalStateException("the processor is to be registered as a listener");
    }
    PreparedModel fitted = prepared;
    return returns
        .series(symbol.symbol())
        .map(fitted::fit)
        .orElseThrow(() -> new IllegalStateException(symbol + " is not among the night's returns"));
  }
}
