package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.OperatorActionStore;
import io.afterclose.market.price.PriceGapStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.market.quality.FlagRevision;
import io.afterclose.market.quality.FlaggedPrice;
import io.afterclose.market.quality.PriceFlagStore;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.UniverseAuditStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.outcome.TemporaryFailureException;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.session.PhaseFailedException;
import io.afterclose.symbolbatch.session.PhaseResult;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import io.afterclose.symbolbatch.session.StepFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The first step: what each symbol lacks is fetched, checked and stored. */
@Configuration(proxyBeanMethods = false)
public class CollectPrices {

  /** The phase. */
  public static final String PHASE = "prices";

  /** The reason of a symbol whose failure says nothing of it: nobody could be reached. */
  public static final String PROVIDERS_DOWN = "PROVIDERS_DOWN";

  /** The reason of a symbol of a kind for which there is no provider. */
  public static final String NO_PROVIDER = "NO_PROVIDER";

  private final StepFactory steps;
  private final TradingCalendar calendar;
  private final SessionUniverse universe;

  CollectPrices(StepFactory steps, TradingCalendar calendar, SessionUniverse universe) {
    this.steps = steps;
    this.calendar = calendar;
    this.universe = universe;
  }

  @Bean
  Step prices(
      PriceStore prices,
      PriceGapStore gaps,
      CorporateActionStore actions,
      QuarantineStore quarantine,
      UniverseStore universeStore,
      OnboardingQueueStore onboarding,
      UniverseAuditStore audit,
      PriceProviders providers,
      DataSource dataSource,
      TimeLimit limit,
      Clock clock) {
    OperatorActionStore stated = new OperatorActionStore(dataSource, clock);
    MissingProfiles missing =
        new MissingProfiles(
            new SymbolProfileStore(dataSource),
            universe,
            providers.limits().maxProfilesPerRun(),
            calendar,
            clock);
    FetchedPricesReader.Sources sources =
        new FetchedPricesReader.Sources(
            universe, gaps, stated, providers.profiles().map(source -> missing), providers, limit);
    FetchFailures failures = new FetchFailures();
    StorePrices.Stores stores =
        new StorePrices.Stores(
            prices,
            actions,
            quarantine,
            new FlagRevision(dataSource, actions),
            universeStore,
            universe,
            onboarding);
    PriceFlagStore flags = new PriceFlagStore(dataSource);
    return steps
        .inChunksOf(providers.limits().commitSize())
        .chunked(
            PHASE,
            (run, execution) -> {
              failures.clear();
              StorePrices store =
                  new StorePrices(run, stores, steps.progress(), failures, providers.chain());
              return new StepFactory.Parts<>(
                  new FetchedPricesReader(
                      run, execution, sources, steps.progress(), steps.fenced()),
                  fetched -> fetched,
                  store,
                  Stream.concat(
                          providers.profiles().stream()
                              .map(
                                  source ->
                                      new CompleteProfiles(
                                          run, source, missing, steps.fenced(), clock)),
                          Stream.of(
                              store,
                              new DeactivateUnknownSymbols(
                                  run, calendar, universe, audit, steps.alerts(), steps.fenced())))
                      .toList());
            },
            run -> result(run, universe, prices, flags, failures));
  }

  private static PhaseResult result(
      SessionRun run,
      SessionUniverse universe,
      PriceStore prices,
      PriceFlagStore flags,
      FetchFailures failures) {
    List<Symbol> eligible = universe.eligible(run).stream().map(UniverseSymbol::symbol).toList();
    Set<Symbol> priced = prices.pricedOn(run.date(), eligible);
    List<Symbol> missingFactorEtfs =
        FactorEtfs.ALL.stream().filter(etf -> !priced.contains(etf)).toList();
    if (!missingFactorEtfs.isEmpty()) {
      throw factorEtfsMissing(run, missingFactorEtfs, failures);
    }
    return new PhaseResult(
        eligible.size(),
        eligible.stream()
            .filter(symbol -> !priced.contains(symbol))
            .map(symbol -> unpriced(symbol, run, failures))
            .toList(),
        Stream.concat(
                unpricedOptions(run, universe, prices, failures).stream(),
                doubted(run, eligible, flags).stream().filter(doubt -> isPriced(doubt, priced)))
            .toList());
  }

  private static boolean isPriced(ItemFailure doubt, Set<Symbol> priced) {
    return priced.contains(Symbol.of(doubt.item()));
  }

  /** The flagged prices that may still change, one row a symbol with the newest of them. */
  private static List<ItemFailure> doubted(
      SessionRun run, List<Symbol> symbols, PriceFlagStore flags) {
    Map<Symbol, FlaggedPrice> newest = new TreeMap<>();
    flags
        .doubted(run.firstProvisional(), run.date(), symbols)
        .forEach(price -> newest.put(price.symbol(), price));
    return newest.values().stream()
        .map(
            price ->
                new ItemFailure(
                    price.symbol().text(),
                    "FLAGGED_PRICE",
                    "%s: close %s of %s from %s"
                        .formatted(
                            price.flags(),
                            price.close().toPlainString(),
                            price.session(),
                            price.source())))
        .toList();
  }

  /** Rows of their own: an option that does not trade every day is no reason to doubt a run. */
  private static List<ItemFailure> unpricedOptions(
      SessionRun run, SessionUniverse universe, PriceStore prices, FetchFailures failures) {
    List<Symbol> options =
        universe.included(run).stream()
            .filter(entry -> entry.kind() == AssetKind.OPTION)
            .map(UniverseSymbol::symbol)
            .toList();
    Set<Symbol> priced = prices.pricedOn(run.date(), options);
    return options.stream()
        .filter(symbol -> !priced.contains(symbol))
        .map(symbol -> unpriced(symbol, run, failures))
        .toList();
  }

  /** Without the factor ETFs nothing can be fitted; a restart fetches again. */
  private static RuntimeException factorEtfsMissing(
      SessionRun run, List<Symbol> missingFactorEtfs, FetchFailures failures) {
    String what =
        "no price of %s for the factor ETFs %s; running the date again fetches what is missing"
            .formatted(run.date(), missingFactorEtfs);
    String why =
        failures.of(missingFactorEtfs.get(0)).map(noData -> "; " + noData.reason()).orElse("");
    return failures.allDown(missingFactorEtfs)
        ? new TemporaryFailureException("no provider can be reached: " + what + why)
        : new PhaseFailedException(what + why);
  }

  private static ItemFailure unpriced(Symbol symbol, SessionRun run, FetchFailures failures) {
    Optional<NoData> noData = failures.of(symbol);
    return new ItemFailure(
        symbol.text(),
        noData.map(NoData::failureReason).orElse("NO_PRICE"),
        noData.map(NoData::reason).orElse("no provider has a usable price of " + run.date()));
  }
}
