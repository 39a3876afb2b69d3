package io.afterclose.symbolbatch.metrics;

import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.metrics.StoredMetrics;
import io.afterclose.market.metrics.StoredMetrics.Profile;
import io.afterclose.market.metrics.SymbolMetrics;
import io.afterclose.market.universe.UniverseMember;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
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
  private final SessionReturns returns;
  private final Supplier<Map<Symbol, UniverseMember>> members;

  StoreMetrics(
      SessionRun run, MetricsStore metrics, SessionReturns returns, UniverseStore universe) {
    this.run = run;
    this.metrics = metrics;
    this.returns = returns;
    this.members =
        SingletonSupplier.of(
            () ->
                universe.members().stream()
                    .collect(Collectors.toMap(UniverseMember::symbol, Function.identity())));
  }

  @Override
  public void write(Chunk<? extends SymbolMetrics> chunk) {
    metrics.save(
        run.date(),
        chunk.getItems().stream().map(this::withProfile).toList(),
        returns.readBefore(run));
  }

  private StoredMetrics withProfile(SymbolMetrics computed) {
    UniverseMember member = members.get().get(computed.symbol());
    return new StoredMetrics(
        run.date(),
        computed,
        member == null
            ? new Profile(null, null, null)
            : new Profile(member.name(), member.sector(), member.industry()));
  }
}
