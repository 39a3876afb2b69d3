package io.afterclose.symbolbatch.metrics;

import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.metrics.StoredMetrics;
import io.afterclose.market.metrics.SymbolMetrics;
import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.SessionReturns;
import io.afterclose.symbolbatch.session.SessionRun;
import java.util.List;
import java.util.Map;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Stores a chunk of metrics rows with what was known of their symbols on the date. */
final class StoreMetrics implements ItemWriter<SymbolMetrics> {

  private final SessionRun run;
  private final MetricsStore metrics;
  private final SessionReturns returns;
  private final SymbolProfileStore profiles;

  StoreMetrics(
      SessionRun run, MetricsStore metrics, SessionReturns returns, SymbolProfileStore profiles) {
    this.run = run;
    this.metrics = metrics;
    this.returns = returns;
    this.profiles = profiles;
  }

  @Override
  public void write(Chunk<? extends SymbolMetrics> chunk) {
    List<Symbol> symbols = chunk.getItems().stream().map(SymbolMetrics::symbol).toList();
    Map<Symbol, SymbolProfile> known = profiles.on(run.date(), symbols);
    metrics.save(
        run.date(),
        chunk.getItems().stream()
            .map(
                computed ->
                    new StoredMetrics(
                        run.date(),
                        computed,
                        known.getOrDefault(computed.symbol(), SymbolProfile.UNKNOWN)))
            .toList(),
        returns.readBefore(run));
  }
}
