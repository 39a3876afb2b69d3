package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Stores a chunk of answers in the chunk's transaction, and counts what it did. */
final class StorePrices implements ItemWriter<FetchedPrices>, StepExecutionListener {

  private final SessionRun run;
  private final PriceStore prices;
  private final CorporateActionStore actions;
  private final QuarantineStore quarantine;
  private final UniverseStore universe;
  private final OnboardingQueueStore onboarding;
  private final PhaseProgress progress;
  private final FetchFailures unanswered;

  private long bars;
  private long quarantined;
  private long futureBars;
  private long unrequestedRows;
  private long duplicates;

  StorePrices(
      SessionRun run,
      PriceStore prices,
      CorporateActionStore actions,
      QuarantineStore quarantine,
      UniverseStore universe,
      OnboardingQueueStore onboarding,
      PhaseProgress progress,
      FetchFailures unanswered) {
    this.run = run;
    this.prices = prices;
    this.actions = actions;
    this.quarantine = quarantine;
    this.universe = universe;
    this.onboarding = onboarding;
    this.progress = progress;
    this.unanswered = unanswered;
  }

  @Override
  public void write(Chunk<? extends FetchedPrices> chunk) {
    List<? extends FetchedPrices> fetched = chunk.getItems();
    prices.save(run.executionId(), fetched.stream().flatMap(item -> item.rows().stream()).toList());
    actions.save(fetched.stream().flatMap(item -> item.opinion().actions().stream()).toList());
    quarantine.save(
        run.executionId(),
        fetched.stream().flatMap(item -> item.opinion().quarantined().stream()).toList());
    universe.notYetListed(
        run.instanceId(),
        fetched.stream()
            .filter(FetchedPrices::listedLater)
            .map(item -> item.symbol().symbol())
            .toList());
    universe.unknown(
        run.instanceId(),
        fetched.stream()
            .filter(item -> item.noData().filter(NoData::unknown).isPresent())
            .map(item -> item.symbol().symbol())
            .toList());
    registerFirstPriced(fetched);
    fetched.forEach(item -> updateProfile(item));
    count(fetched);
  }

  /** A symbol of a position enters the universe with its first price. */
  private void registerFirstPriced(List<? extends FetchedPrices> fetched) {
    List<? extends FetchedPrices> priced =
        fetched.stream().filter(item -> !item.rows().isEmpty()).toList();
    universe.firstSeen(
        priced.stream()
            .map(FetchedPrices::symbol)
            .filter(symbol -> symbol.reason() == UniverseReason.HELD)
            .toList(),
        run.date());
    List<Symbol> symbols = priced.stream().map(item -> item.symbol().symbol()).toList();
    onboarding.complete(symbols);
  }

  private void updateProfile(FetchedPrices fetched) {
    fetched
        .profile()
        .map(ProfileResult::profile)
        .ifPresent(
            profile ->
                universe.updateProfile(
                    fetched.symbol().symbol(),
                    profile.name(),
                    profile.sector(),
                    profile.industry(),
                    run.date()));
  }

  private void count(List<? extends FetchedPrices> fetched) {
    for (FetchedPrices item : fetched) {
      unanswered.note(item);
      bars += item.rows().size();
      quarantined += item.opinion().quarantined().size();
      futureBars += item.first().answer().futureBars();
      unrequestedRows += item.first().answer().unrequestedRows();
      duplicates += item.first().duplicates();
    }
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    progress.note(
        ("%d bars merged, %d values quarantined; %d duplicates, %d later bars and %d rows of other"
                + " symbols ignored")
            .formatted(bars, quarantined, duplicates, futureBars, unrequestedRows));
    ExecutionContext kept = step.getExecutionContext();
    kept.putLong("bars", bars);
    kept.putLong("quarantined", quarantined);
    kept.putLong("duplicates", duplicates);
    kept.putLong("laterBars", futureBars);
    kept.putLong("unrequestedRows", unrequestedRows);
    return step.getExitStatus();
  }
}
