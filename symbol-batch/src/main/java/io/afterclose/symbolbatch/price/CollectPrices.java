package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.UniverseAuditStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.outcome.TemporaryFailureException;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.session.PhaseFailedException;
import io.afterclose.symbolbatch.session.PhaseResult;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import io.afterclose.symbolbatch.session.StepFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The first step: what each symbol lacks is fetched, checked and stored. */
@Configuration(proxyBeanMethods = false)
public class CollectPrices {

  @Bean
  Step prices(
      StepFactory steps,
      TradingCalendar calendar,
      SessionUniverse universe,
      PriceStore prices,
      CorporateActionStore actions,
      QuarantineStore quarantine,
      UniverseStore universeStore,
      OnboardingQueueStore onboarding,
      UniverseAuditStore audit,
      JobRepository repository,
      PriceProviders providers) {
    FetchFailures unanswered = new FetchFailures();
    return steps
        .inChunksOf(providers.limits().commitSize())
        .chunked(
            "prices",
            new FetchedPricesReader(
                calendar,
                universe,
                prices,
                universeStore,
                repository,
                providers,
                steps.progress(),
                steps.fenced()),
            fetched -> fetched,
            new StorePrices(
                calendar,
                prices,
                actions,
                quarantine,
                universeStore,
                onboarding,
                steps.progress(),
                unanswered),
            night -> result(night, universe, prices, unanswered),
            new DeactivateUnknownSymbols(calendar, audit, steps.fenced()));
  }

  private static PhaseResult result(
      SessionRun night, SessionUniverse universe, PriceStore prices, FetchFailures unanswered) {
    List<Symbol> eligible = universe.eligible(night).stream().map(UniverseSymbol::symbol).toList();
    Set<Symbol> priced = prices.pricedOn(night.date(), eligible);
    List<Symbol> blind = FactorEtfs.ALL.stream().filter(etf -> !priced.contains(etf)).toList();
    if (!blind.isEmpty()) {
      throw blind(night, blind, unanswered);
    }
    return new PhaseResult(
        eligible.size(),
        eligible.stream()
            .filter(symbol -> !priced.contains(symbol))
            .map(symbol -> unpriced(symbol, night, unanswered))
            .toList());
  }

  /** Without the factor ETFs nothing can be fitted; a restart fetches again. */
  private static RuntimeException blind(
      SessionRun night, List<Symbol> blind, FetchFailures unanswered) {
    String what =
        "no price of %s for the factor ETFs %s; running the date again fetches what is missing"
            .formatted(night.date(), blind);
    String why = unanswered.of(blind.get(0)).map(silence -> "; " + silence.reason()).orElse("");
    return unanswered.allDown(blind)
        ? new TemporaryFailureException("no provider can be reached: " + what + why)
        : new PhaseFailedException(what + why);
  }

  private static ItemFailure unpriced(Symbol symbol, SessionRun night, FetchFailures unanswered) {
    Optional<NoData> silence = unanswered.of(symbol);
    return new ItemFailure(
        symbol.text(),
        silence.isEmpty() || silence.get().unknown() ? "NO_PRICE" : "PROVIDER_FAILED",
        silence.map(NoData::reason).orElse("no provider has a usable price of " + night.date()));
  }
}
