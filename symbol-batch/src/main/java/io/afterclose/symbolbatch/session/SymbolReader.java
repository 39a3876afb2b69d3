package io.afterclose.symbolbatch.session;

import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.run.progress.PhaseProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads a run's symbols by key, and resumes after the last committed one on a restart. */
public final class SymbolReader implements ItemStreamReader<UniverseSymbol> {

  static final String LAST_SYMBOL = "last.symbol";

  private final SessionRun run;
  private final SessionUniverse universe;
  private final SymbolSelection selection;
  private final PhaseProgress progress;

  private final Deque<UniverseSymbol> waiting = new ArrayDeque<>();
  private @Nullable String last;

  /**
   * @param selection which of the run's symbols the step is about, in symbol order
   */
  public SymbolReader(
      SessionRun run, SessionUniverse universe, SymbolSelection selection, PhaseProgress progress) {
    this.run = run;
    this.universe = universe;
    this.selection = selection;
    this.progress = progress;
  }

  @Override
  public void open(ExecutionContext context) {
    last = last(context);
    waiting.clear();
    waiting.addAll(remaining(selection.of(universe, run), last));
    progress.expect(waiting.size());
  }

  /** Those that a step still has to do after what it has kept of an earlier attempt. */
  public static List<UniverseSymbol> remaining(
      List<UniverseSymbol> symbols, ExecutionContext kept) {
    return remaining(symbols, last(kept));
  }

  private static List<UniverseSymbol> remaining(
      List<UniverseSymbol> symbols, @Nullable String last) {
    return symbols.stream()
        .filter(entry -> last == null || entry.symbol().text().compareTo(last) > 0)
        .toList();
  }

  private static @Nullable String last(ExecutionContext kept) {
    return kept.containsKey(LAST_SYMBOL) ? kept.getString(LAST_SYMBOL) : null;
  }

  @Override
  public @Nullable UniverseSymbol read() {
    UniverseSymbol next = waiting.poll();
    if (next != null) {
      last = next.symbol().text();
    }
    return next;
  }

  /**
   * Keeps the place, in the chunk's transaction. When that is not committed the place is what it
   * was: the step writes its context once more as it fails, and a place that is ahead of the data
   * would leave out the chunk for good.
   */
  @Override
  public void update(ExecutionContext context) {
    if (last == null) {
      return;
    }
    String before = last(context);
    context.putString(LAST_SYMBOL, last);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
              if (status != STATUS_COMMITTED) {
                putBack(context, before);
              }
            }
          });
    }
  }

  private static void putBack(ExecutionContext context, @Nullable String before) {
    if (before == null) {
      context.remove(LAST_SYMBOL);
    } else {
      context.putString(LAST_SYMBOL, before);
    }
  }
}
