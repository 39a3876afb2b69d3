package io.afterclose.symbolbatch.metrics;

import io.afterclose.market.universe.UniverseMember;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.util.function.SingletonSupplier;

/** Stores a chunk of metrics rows with what the universe knows of their symbols. */
final class StoreMetrics implements ItemWriter<SymbolMetrics> {

  private final SessionRun run;
  private final MetricsStore metrics;
  private final Supplier<Map<Symbol, UniverseMember>> members;

  StoreMetrics(SessionRun run, MetricsStore metrics, UniverseStore universe) {
    this.run = run;
    this.metrics = metrics;
    this.members =
        SingletonSupplier.of(
            () ->
                universe.members().stream()
                    .collect(Collectors.toMap(UniverseMember::symbol, Function.identity())));
  }

  @Override
  public void write(Chunk<? extends SymbolMetrics> chunk) {
    metrics.save(run.date(), List.copyOf(chunk.getItems()), members.get());
  }
}
