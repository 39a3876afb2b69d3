package io.afterclose.symbolbatch.metrics;

import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.metrics.SymbolMetrics;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.quality.PriceFlagStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.SessionRun;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.util.function.SingletonSupplier;

/** Computes one symbol's metrics from what the run has read and fitted. */
final class ComputeMetrics implements ItemProcessor<UniverseSymbol, SymbolMetrics> {

  private static final int FLAG_SESSIONS = 21;

  /** What all symbols of the run have in common, read once. */
  private record Inputs(
      ReturnMatrix returns, Map<Symbol, BigDecimal> closes, Set<Symbol> flagged) {}

  private final SessionRun run;
  private final Supplier<List<Symbol>> symbols;
  private final Supplier<ReturnMatrix> returns;
  private final PriceStore prices;
  private final PriceFlagStore flags;
  private final Function<Symbol, List<ExposureRow>> exposures;
  private final Supplier<Inputs> inputs = SingletonSupplier.of(this::inputs);

  /**
   * @param run its date is that of the metrics
   * @param symbols those that are computed
   * @param returns with a column for each of them, on the run's lookback
   * @param exposures those of a symbol
   */
  ComputeMetrics(
      SessionRun run,
      Supplier<List<Symbol>> symbols,
      Supplier<ReturnMatrix> returns,
      PriceStore prices,
      PriceFlagStore flags,
      Function<Symbol, List<ExposureRow>> exposures) {
    this.run = run;
    this.symbols = symbols;
    this.returns = returns;
    this.prices = prices;
    this.flags = flags;
    this.exposures = exposures;
  }

  private Inputs inputs() {
    List<Symbol> computed = symbols.get();
    int oldest = Math.max(0, run.lookback().size() - FLAG_SESSIONS);
    return new Inputs(
        returns.get(),
        prices.closesOn(run.date(), computed),
        flags.flagged(run.lookback().at(oldest), run.date(), computed));
  }

  @Override
  public SymbolMetrics process(UniverseSymbol entry) {
    return of(entry.symbol());
  }

  /** The metrics of one symbol. */
  SymbolMetrics of(Symbol symbol) {
    Inputs read = inputs.get();
    Map<Factor, Double> betas = new EnumMap<>(Factor.class);
    Map<Factor, String> missing = new EnumMap<>(Factor.class);
    for (ExposureRow row : exposures.apply(symbol)) {
      row.estimate()
          .ifPresentOrElse(
              fit -> betas.put(row.factor(), fit.beta()),
              () -> missing.put(row.factor(), row.status()));
    }
    return new MetricsCalculator(read.returns().series(symbol).orElseThrow())
        .calculate(read.closes().get(symbol), betas, missing, read.flagged().contains(symbol));
  }
}
