package io.afterclose.symbolbatch.metrics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.metrics.StoredMetrics;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.market.quality.PriceFlagStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorModel;
import io.afterclose.quant.factor.FactorModels;
import io.afterclose.quant.factor.PreparedModel;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.symbolbatch.session.AfterCompletedStep;
import io.afterclose.symbolbatch.session.SessionRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes exposures and metrics of the five sessions before the target date again for the symbols of
 * which a price or action came late or was corrected since, such as a fund's value of the day
 * before; for all symbols where it is one of a factor fund.
 */
final class OutdatedSessions extends AfterCompletedStep {

  private static final Logger LOG = LoggerFactory.getLogger(OutdatedSessions.class);

  private final SessionRun run;
  private final TradingCalendar calendar;
  private final Supplier<List<Symbol>> symbols;
  private final Stores stores;
  private final FencedTransaction fenced;

  /** What is read and written. */
  record Stores(
      ReturnsLoader returns,
      PriceStore prices,
      PriceFlagStore flags,
      ExposureStore exposures,
      MetricsStore metrics,
      SymbolProfileStore profiles) {}

  /**
   * @param symbols those of the run, the only ones where it is scoped
   */
  OutdatedSessions(
      SessionRun run,
      TradingCalendar calendar,
      Supplier<List<Symbol>> symbols,
      Stores stores,
      FencedTransaction fenced) {
    this.run = run;
    this.calendar = calendar;
    this.symbols = symbols;
    this.stores = stores;
    this.fenced = fenced;
  }

  @Override
  protected ExitStatus completed(StepExecution step) {
    makeAgain();
    return step.getExitStatus();
  }

  private void makeAgain() {
    List<LocalDate> earlier =
        run.lookback().dates().stream()
            .filter(session -> !session.isBefore(run.firstProvisional()))
            .filter(session -> session.isBefore(run.date()))
            .toList();
    SortedMap<LocalDate, Set<Symbol>> outdated = stores.metrics().outdated(earlier, FactorEtfs.ALL);
    Set<Symbol> ofRun = Set.copyOf(symbols.get());
    outdated.forEach(
        (session, all) -> {
          List<Symbol> some =
              all.stream().filter(symbol -> run.scope().isAll() || ofRun.contains(symbol)).toList();
          if (!some.isEmpty()) {
            makeAgain(session, some);
          }
        });
  }

  private void makeAgain(LocalDate session, List<Symbol> some) {
    SessionRun earlier = SessionRun.planned(session, run.scope(), run.instanceId(), calendar);
    Set<Symbol> columns = new TreeSet<>(some);
    columns.addAll(FactorEtfs.ALL);
    long readBefore = stores.metrics().readBefore();
    ReturnMatrix returns = stores.returns().load(earlier.lookback(), columns);
    Map<Symbol, SymbolProfile> profiles = stores.profiles().on(session, some);
    fenced.write(
        () -> {
          Map<Symbol, List<ExposureRow>> fitted = saveExposures(session, some, returns);
          ComputeMetrics compute =
              new ComputeMetrics(
                  earlier,
                  () -> some,
                  () -> returns,
                  stores.prices(),
                  stores.flags(),
                  symbol -> fitted.getOrDefault(symbol, List.of()));
          stores
              .metrics()
              .save(
                  session,
                  some.stream()
                      .map(
                          symbol ->
                              new StoredMetrics(
                                  session,
                                  compute.of(symbol),
                                  profiles.getOrDefault(symbol, SymbolProfile.UNKNOWN)))
                      .toList(),
                  readBefore);
        });
    LOG.info(
        "{}: exposures and metrics of {} symbols made again, since a price or action came late",
        session,
        some.size());
  }

  /** By symbol, in the models' order. */
  private Map<Symbol, List<ExposureRow>> saveExposures(
      LocalDate session, List<Symbol> some, ReturnMatrix returns) {
    List<FactorFit> fits = new ArrayList<>();
    for (FactorModel model : FactorModels.ALL) {
      PreparedModel prepared = model.prepare(returns);
      some.stream()
          .filter(symbol -> AssetKind.of(symbol) == AssetKind.LISTED)
          .forEach(symbol -> fits.addAll(prepared.fit(returns.series(symbol).orElseThrow())));
      prepared
          .diagnostics()
          .ifPresent(diagnostics -> stores.exposures().saveDiagnostics(session, diagnostics));
    }
    stores.exposures().save(session, fits);
    return fits.stream().map(ExposureRow::of).collect(Collectors.groupingBy(ExposureRow::symbol));
  }
}
