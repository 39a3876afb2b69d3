package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.symbolbatch.night.Night;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Stores a chunk of answers in the chunk's transaction, and counts what it did. */
final class StorePrices implements ItemWriter<FetchedPrices>, StepExecutionListener {

  private final TradingCalendar calendar;
  private final PriceStore prices;
  private final CorporateActionStore actions;
  private final QuarantineStore quarantine;
  private final UniverseStore universe;
  private final OnboardingQueueStore onboarding;
  private final PhaseProgress progress;
  private final UnansweredSymbols unanswered;

  private @Nullable Night night;
  private long bars;
  private long quarantined;
  private long later;
  private long duplicates;

  StorePrices(
      TradingCalendar calendar,
      PriceStore prices,
      CorporateActionStore actions,
      QuarantineStore quarantine,
      UniverseStore universe,
      OnboardingQueueStore onboarding,
      PhaseProgress progress,
      UnansweredSymbols unanswered) {
    this.calendar = calendar;
    this.prices = prices;
    this.actions = actions;
    this.quarantine = quarantine;
    this.universe = universe;
    this.onboarding = onboarding;
    this.progress = progress;
    this.unanswered = unanswered;
  }

  @Override
  public void beforeStep(StepExecution step) {
    night = Night.of(step.getJobExecution(), calendar);
    unanswered.clear();
    bars = 0;
    quarantined = 0;
    later = 0;
    duplicates = 0;
  }

  @Override
  public void write(Chunk<? extends FetchedPrices> chunk) {
    Night tonight = night;
    if (tonight == null) {
      throw new IllegalStateException("the writer is to be registered as a listener of its step");
    }
    List<? extends FetchedPrices> fetched = chunk.getItems();
    prices.save(fetched.stream().flatMap(one -> one.rows().stream()).toList());
    fetched.forEach(one -> actions.save(one.actions(), one.source()));
    quarantine.save(
        tonight.executionId(),
        fetched.stream().flatMap(one -> one.quarantined().stream()).toList());
    universe.notYetListed(
        tonight.instanceId(),
        fetched.stream()
            .filter(FetchedPrices::listedLater)
            .map(one -> one.symbol().symbol())
            .toList());
    welcome(fetched, tonight);
    count(fetched);
  }

  /** A symbol of a position enters the universe with its first price. */
  private void welcome(List<? extends FetchedPrices> fetched, Night tonight) {
    List<? extends FetchedPrices> priced =
        fetched.stream().filter(one -> !one.rows().isEmpty()).toList();
    universe.firstSeen(
        priced.stream()
            .map(FetchedPrices::symbol)
            .filter(symbol -> symbol.reason() == UniverseReason.HELD)
            .toList(),
        tonight.date());
    List<Symbol> symbols = priced.stream().map(one -> one.symbol().symbol()).toList();
    onboarding.complete(symbols);
  }

  private void count(List<? extends FetchedPrices> fetched) {
    for (FetchedPrices one : fetched) {
      unanswered.note(one);
      bars += one.rows().size();
      quarantined += one.quarantined().size();
      later += one.later();
      duplicates += one.duplicates();
    }
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    progress.note(
        "%d bars merged, %d values quarantined, %d duplicates and %d later bars ignored"
            .formatted(bars, quarantined, duplicates, later));
    return step.getExitStatus();
  }
}
