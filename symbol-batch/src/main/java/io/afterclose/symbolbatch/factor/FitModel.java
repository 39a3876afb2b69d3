package io.afterclose.symbolbatch.factor;

import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.PreparedModel;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.util.function.SingletonSupplier;

/** Fits one model to one symbol after the other. */
final class FitModel implements ItemProcessor<UniverseSymbol, List<FactorFit>> {

  private final SessionRun run;
  private final SessionReturns returns;
  private final Supplier<PreparedModel> prepared;

  FitModel(SessionRun run, FactorModel model, SessionReturns returns) {
    this.run = run;
    this.returns = returns;
    this.prepared = SingletonSupplier.of(() -> model.prepare(returns.of(run)));
  }

  @Override
  public List<FactorFit> process(UniverseSymbol symbol) {
    return returns
        .of(run)
        .series(symbol.symbol())
        .map(prepared.get()::fit)
        .orElseThrow(() -> new IllegalStateException(symbol + " is not among the run's returns"));
  }
}
