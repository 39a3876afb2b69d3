package io.afterclose.symbolbatch.session;

import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.symbol.Symbol;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The exposures of a run's date: what an earlier attempt stored is read once, and what this one
 * commits is kept, so that no step reads what another has just written.
 */
public final class SessionExposures {

  private final ExposureStore store;
  private final Map<Symbol, Map<Factor, ExposureRow>> kept = new HashMap<>();
  private @Nullable SessionRun keptFor;

  public SessionExposures(ExposureStore store) {
    this.store = store;
  }

  /** Those of a symbol, in the factors' order. */
  public synchronized List<ExposureRow> of(SessionRun run, Symbol symbol) {
    load(run);
    return List.copyOf(kept.getOrDefault(symbol, Map.of()).values());
  }

  /** Stores fits in the caller's transaction; they are kept when that is committed. */
  public synchronized void save(SessionRun run, Collection<FactorFit> fits) {
    load(run);
    store.save(run.date(), fits);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            keep(run, fits);
          }
        });
  }

  private synchronized void keep(SessionRun run, Collection<FactorFit> fits) {
    if (run.equals(keptFor)) {
      fits.forEach(fit -> put(ExposureRow.of(fit)));
    }
  }

  private void load(SessionRun run) {
    if (!run.equals(keptFor)) {
      kept.clear();
      store.find(run.date(), Optional.empty()).forEach(this::put);
      keptFor = run;
    }
  }

  private void put(ExposureRow row) {
    kept.computeIfAbsent(row.symbol(), none -> new EnumMap<>(Factor.class)).put(row.factor(), row);
  }
}
