package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Decides the night's universe, finds what each of its symbols lacks, and reads what the providers
 * answer, as it arrives. A restart looks again: it leaves out what an earlier attempt already
 * stored and asks once more for what is missing.
 */
final class FetchedPricesReader implements ItemReader<FetchedPrices>, StepExecutionListener {

  /** Days after which a provider that did not know what a symbol stands for is asked again. */
  private static final int PROFILE_DAYS = 30;

  private final TradingCalendar calendar;
  private final SessionUniverse universe;
  private final PriceStore prices;
  private final PhaseProgress progress;
  private final FencedTransaction fenced;
  private final JobRepository repository;
  private final UniverseStore universeStore;
  private final PriceProviders providers;
  private @Nullable StepExecution step;
  private @Nullable PriceFetches fetches;

  FetchedPricesReader(
      TradingCalendar calendar,
      SessionUniverse universe,
      PriceStore prices,
      UniverseStore universeStore,
      JobRepository repository,
      PriceProviders providers,
      PhaseProgress progress,
      FencedTransaction fenced) {
    this.calendar = calendar;
    this.universe = universe;
    this.prices = prices;
    this.universeStore = universeStore;
    this.repository = repository;
    this.providers = providers;
    this.progress = progress;
    this.fenced = fenced;
  }

  @Override
  public void beforeStep(StepExecution step) {
    SessionRun night = SessionRun.of(step.getJobExecution(), calendar);
    fenced.write(() -> universe.decide(night));
    JobExecution execution = step.getJobExecution();
    List<PriceGapRequest> wanted =
        PriceGapRequest.of(
            night,
            universe,
            prices,
            calendar,
            SessionRun.firstBegan(repository, execution.getJobInstance())
                .orElse(execution.getCreateTime().toInstant(ZoneOffset.UTC)));
    ProfileFetch profiles = profiles(night, wanted);
    this.step = step;
    fetches =
        new PriceFetches(
            wanted,
            () ->
                new PriceFetch(
                    night, providers.chain(), GroupedBars.ask(providers, wanted), profiles),
            providers.limits().concurrency());
    progress.expect(wanted.size());
  }

  private ProfileFetch profiles(SessionRun night, List<PriceGapRequest> wanted) {
    List<Symbol> listed =
        wanted.stream()
            .map(PriceGapRequest::symbol)
            .filter(symbol -> symbol.kind() == AssetKind.LISTED)
            .filter(symbol -> symbol.reason() != UniverseReason.FACTOR_ETF)
            .map(UniverseSymbol::symbol)
            .toList();
    return new ProfileFetch(
        providers.profiles(),
        providers.profiles().isEmpty()
            ? List.of()
            : universeStore.undescribed(listed, night.date().minusDays(PROFILE_DAYS)),
        providers.limits().maxProfilesPerRun());
  }

  @Override
  public @Nullable FetchedPrices read() {
    PriceFetches running = fetches;
    StepExecution now = step;
    if (running == null || now == null) {
      throw new IllegalStateException("the reader is to be registered as a listener of its step");
    }
    return running.next(now::isTerminateOnly);
  }

  @Override
  public ExitStatus afterStep(StepExecution ended) {
    if (fetches != null) {
      fetches.close();
    }
    return ended.getExitStatus();
  }
}
