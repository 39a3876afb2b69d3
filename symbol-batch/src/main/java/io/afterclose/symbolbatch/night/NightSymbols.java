package io.afterclose.symbolbatch.night;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.run.progress.PhaseProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads a night's symbols by key, and goes on after the last committed one on a restart. */
public final class NightSymbols implements ItemStreamReader<UniverseSymbol>, StepExecutionListener {

  static final String LAST_SYMBOL = "last.symbol";

  private final TradingCalendar calendar;
  private final NightUniverse universe;
  private final BiFunction<NightUniverse, Night, List<UniverseSymbol>> selection;
  private final PhaseProgress progress;

  private final Deque<UniverseSymbol> waiting = new ArrayDeque<>();
  private @Nullable Night night;
  private @Nullable String last;

  /**
   * @param selection which of the night's symbols the step is about, in symbol order
   */
  public NightSymbols(
      TradingCalendar calendar,
      NightUniverse universe,
      BiFunction<NightUniverse, Night, List<UniverseSymbol>> selection,
      PhaseProgress progress) {
    this.calendar = calendar;
    this.universe = universe;
    this.selection = selection;
    this.progress = progress;
  }

  @Override
  public void beforeStep(StepExecution step) {
    night = Night.of(step.getJobExecution(), calendar);
  }

  @Override
  public void open(ExecutionContext context) {
    if (night == null) {
      throw new IllegalStateException("the reader is to be registered as a listener of its step");
    }
    last = context.containsKey(LAST_SYMBOL) ? context.getString(LAST_SYMBOL) : null;
    waiting.clear();
    selection.apply(universe, night).stream().filter(this::afterLast).forEach(waiting::add);
    progress.expect(waiting.size());
  }

  private boolean afterLast(UniverseSymbol entry) {
    return last == null || entry.symbol().text().compareTo(last) > 0;
  }

  @Override
  public @Nullable UniverseSymbol read() {
    UniverseSymbol next = waiting.poll();
    if (next != null) {
      last = next.symbol().text();
    }
    return next;
  }

  @Override
  public void update(ExecutionContext context) {
    if (last != null) {
      context.putString(LAST_SYMBOL, last);
    }
  }
}
