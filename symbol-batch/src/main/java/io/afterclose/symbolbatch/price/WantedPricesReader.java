package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.PriceGap;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.progress.PhaseProgress;
import io.afterclose.symbolbatch.night.Night;
import io.afterclose.symbolbatch.night.NightUniverse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Decides the night's universe and reads what each of its symbols lacks. A restart looks again: it
 * leaves out what an earlier attempt already stored and asks once more for what is missing.
 */
final class WantedPricesReader implements ItemReader<WantedPrices>, StepExecutionListener {

  private final TradingCalendar calendar;
  private final NightUniverse universe;
  private final PriceStore prices;
  private final PhaseProgress progress;
  private final JobRepository repository;
  private final Deque<WantedPrices> waiting = new ArrayDeque<>();

  WantedPricesReader(
      TradingCalendar calendar,
      NightUniverse universe,
      PriceStore prices,
      JobRepository repository,
      PhaseProgress progress) {
    this.calendar = calendar;
    this.universe = universe;
    this.prices = prices;
    this.repository = repository;
    this.progress = progress;
  }

  @Override
  public void beforeStep(StepExecution step) {
    Night night = Night.of(step.getJobExecution(), calendar);
    universe.decide(night);
    Map<Symbol, UniverseSymbol> symbols =
        universe.included(night).stream()
            .collect(Collectors.toMap(UniverseSymbol::symbol, Function.identity()));
    Sessions sessions = universe.wanted(night, calendar);
    waiting.clear();
    for (PriceGap gap : prices.gaps(symbols.keySet(), sessions, firstBegan(step))) {
      UniverseSymbol symbol = symbols.get(gap.symbol());
      if (symbol != null) {
        waiting.add(new WantedPrices(symbol, gap, sessions));
      }
    }
    progress.expect(waiting.size());
  }

  /** When the first attempt of this night began: what was fetched since then is fresh. */
  private Instant firstBegan(StepExecution step) {
    JobExecution execution = step.getJobExecution();
    return repository.getJobExecutions(execution.getJobInstance()).stream()
        .map(JobExecution::getCreateTime)
        .min(Comparator.naturalOrder())
        .orElse(execution.getCreateTime())
        .toInstant(ZoneOffset.UTC);
  }

  @Override
  public @Nullable WantedPrices read() {
    return waiting.poll();
  }
}
