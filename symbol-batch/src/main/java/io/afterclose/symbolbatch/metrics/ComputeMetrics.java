package io.afterclose.symbolbatch.metrics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Computes one symbol's metrics from what the night has read and fitted. */
final class ComputeMetrics
    implements ItemProcessor<UniverseSymbol, SymbolMetrics>, StepExecutionListener {

  private static final int FLAG_SESSIONS = 21;

  /** What all symbols of the night have in common, read once. */
  private record Known(
      ReturnMatrix returns,
      Map<Symbol, BigDecimal> closes,
      Set<Symbol> flagged,
      Map<Symbol, List<ExposureRow>> exposures) {}

  private final TradingCalendar calendar;
  private final SessionUniverse universe;
  private final SessionReturns nightReturns;
  private final PriceStore prices;
  private final ExposureStore exposures;
  private @Nullable Known known;

  ComputeMetrics(
      TradingCalendar calendar,
      SessionUniverse universe,
      SessionReturns nightReturns,
      PriceStore prices,
      ExposureStore exposures) {
    this.calendar = calendar;
    this.universe = universe;
    this.nightReturns = nightReturns;
    this.prices = prices;
    this.exposures = exposures;
  }

  @Override
  public void beforeStep(StepExecution step) {
    SessionRun night = SessionRun.of(step.getJobExecution(), calendar);
    List<Symbol> symbols = universe.included(night).stream().map(UniverseSymbol::symbol).toList();
    int oldest = Math.max(0, night.lookback().size() - FLAG_SESSIONS);
    known =
        new Known(
            nightReturns.of(night),
            prices.closesOn(night.date(), symbols),
            prices.flagged(night.lookback().at(oldest), night.date(), symbols),
            exposures.find(night.date(), Optional.empty()).stream()
                .collect(Collectors.groupingBy(ExposureRow::symbol)));
  }

  @Override
  public SymbolMetrics process(UniverseSymbol entry) {
    if (known == null) {
      throw new IllegalStateException("the processor is to be registered as a listener");
    }
    Known night = known;
    Symbol symbol = entry.symbol();
    Map<Factor, Double> betas = new EnumMap<>(Factor.class);
    Map<Factor, String> missing = new EnumMap<>(Factor.class);
    for (ExposureRow row : night.exposures().getOrDefault(symbol, List.of())) {
      if (row.beta() == null) {
        missing.put(row.factor(), row.status());
      } else {
        betas.put(row.factor(), row.beta());
      }
    }
    return new MetricsCalculator(night.returns().series(symbol).orElseThrow())
        .calculate(night.closes().get(symbol), betas, missing, night.flagged().contains(symbol));
  }
}
