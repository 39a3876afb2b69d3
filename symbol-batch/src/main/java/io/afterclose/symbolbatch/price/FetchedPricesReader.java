package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.OperatorActionStore;
import io.afterclose.market.price.PriceGapStore;
import io.afterclose.market.price.ReportedAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.lock.FencedTransaction;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Decides the run's universe, finds what each of its symbols lacks, and reads the providers'
 * responses as they arrive. A restart looks again: it leaves out what an earlier attempt already
 * stored and requests what is missing.
 */
final class FetchedPricesReader implements ItemStreamReader<FetchedPrices> {

  private final SessionRun run;
  private final StepExecution step;
  private final Sources sources;
  private final PhaseProgress progress;
  private final FencedTransaction fenced;
  private @Nullable PriceFetches fetches;

  /** Which prices and profiles are missing, the providers for them, and the time there is. */
  record Sources(
      SessionUniverse universe,
      PriceGapStore prices,
      OperatorActionStore stated,
      Optional<MissingProfiles> profiles,
      PriceProviders providers,
      TimeLimit limit) {}

  FetchedPricesReader(
      SessionRun run,
      StepExecution step,
      Sources sources,
      PhaseProgress progress,
      FencedTransaction fenced) {
    this.run = run;
    this.step = step;
    this.sources = sources;
    this.progress = progress;
    this.fenced = fenced;
  }

  @Override
  public void open(ExecutionContext context) {
    fenced.write(() -> sources.universe().decide(run));
    List<PriceGapRequest> wanted = PriceGapRequest.of(run, sources.universe(), sources.prices());
    PriceProviders providers = sources.providers();
    int profiles = sources.profiles().map(missing -> missing.of(run).size()).orElse(0);
    FetchEstimate.of(providers, wanted, run.date(), profiles, sources.limit())
        .forEach(FetchEstimate::log);
    Map<Symbol, List<ReportedAction>> stated =
        sources.stated().stated(run.lookback().first(), run.date());
    fetches =
        new PriceFetches(
            wanted,
            () ->
                new PriceFetch(
                    run,
                    providers.chain(),
                    GroupedBars.ask(providers, wanted),
                    stated,
                    request -> request.withStored(sources.prices())),
            providers.limits().concurrency(),
            providers.limits().waiting());
    progress.expect(wanted.size());
  }

  @Override
  public @Nullable FetchedPrices read() {
    if (fetches == null) {
      throw new IllegalStateException("read before it was opened");
    }
    return fetches.next(step::isTerminateOnly);
  }

  @Override
  public void close() {
    if (fetches != null) {
      fetches.close();
    }
  }
}
