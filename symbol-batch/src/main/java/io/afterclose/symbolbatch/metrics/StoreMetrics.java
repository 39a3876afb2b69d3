package io.afterclose.symbolbatch.metrics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Stores a chunk of metrics rows with what the universe knows of their symbols. */
final class StoreMetrics implements ItemWriter<SymbolMetrics>, StepExecutionListener {

  private final TradingCalendar calendar;
  private final MetricsStore metrics;
  private final UniverseStore universe;
  private @Nullable SessionRun night;
  private Map<Symbol, UniverseMember> members = Map.of();

  StoreMetrics(TradingCalendar calendar, MetricsStore metrics, UniverseStore universe) {
    this.calendar = calendar;
    this.metrics = metrics;
    this.universe = universe;
  }

  @Override
  public void beforeStep(StepExecution step) {
    night = SessionRun.of(step.getJobExecution(), calendar);
    members =
        universe.members().stream()
            .collect(Collectors.toMap(UniverseMember::symbol, Function.identity()));
  }

  @Override
  public void write(Chunk<? extends SymbolMetrics> chunk) {
    if (night == null) {
      throw new IllegalStateException("the writer is to be registered as a listener of its step");
    }
    metrics.save(night.date(), List.copyOf(chunk.getItems()), members);
  }
}
