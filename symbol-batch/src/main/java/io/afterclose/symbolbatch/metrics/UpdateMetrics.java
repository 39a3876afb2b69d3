package io.afterclose.symbolbatch.metrics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.market.quality.PriceFlagStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.symbolbatch.session.PhaseResult;
import io.afterclose.symbolbatch.session.SessionExposures;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import io.afterclose.symbolbatch.session.StepFactory;
import io.afterclose.symbolbatch.session.SymbolReader;
import io.afterclose.symbolbatch.session.SymbolSelection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The last step: one metrics row per symbol, and those of the five sessions before that lack a
 * price or action which came late.
 */
@Configuration(proxyBeanMethods = false)
public class UpdateMetrics {

  /** What its phase is about. */
  public static final SymbolSelection SYMBOLS = SessionUniverse::included;

  @Bean
  Step metrics(
      StepFactory steps,
      SessionUniverse universe,
      SessionReturns returns,
      PriceStore prices,
      ExposureStore exposures,
      SessionExposures kept,
      ReturnsLoader loader,
      TradingCalendar calendar,
      DataSource dataSource) {
    MetricsStore store = new MetricsStore(dataSource);
    PriceFlagStore flags = new PriceFlagStore(dataSource);
    SymbolProfileStore profiles = new SymbolProfileStore(dataSource);
    return steps.chunked(
        "metrics",
        (run, execution) ->
            new StepFactory.Parts<>(
                new SymbolReader(run, universe, SYMBOLS, steps.progress()),
                new ComputeMetrics(
                    run,
                    () -> symbols(run, universe),
                    () -> returns.of(run),
                    prices,
                    flags,
                    symbol -> kept.of(run, symbol)),
                new StoreMetrics(run, store, returns, profiles),
                List.of(
                    new OutdatedSessions(
                        run,
                        calendar,
                        () -> symbols(run, universe),
                        new OutdatedSessions.Stores(
                            loader, prices, flags, exposures, store, profiles),
                        steps.fenced()))),
        run -> result(run, universe, store));
  }

  private static List<Symbol> symbols(SessionRun run, SessionUniverse universe) {
    return universe.included(run).stream().map(UniverseSymbol::symbol).toList();
  }

  private static PhaseResult result(SessionRun run, SessionUniverse universe, MetricsStore store) {
    List<Symbol> eligible = universe.eligible(run).stream().map(UniverseSymbol::symbol).toList();
    Set<Symbol> stored = store.symbolsOn(run.date());
    return new PhaseResult(
        eligible.size(),
        eligible.stream()
            .filter(symbol -> !stored.contains(symbol))
            .map(symbol -> new ItemFailure(symbol.text(), "NO_METRICS", "no row was stored"))
            .toList());
  }
}
