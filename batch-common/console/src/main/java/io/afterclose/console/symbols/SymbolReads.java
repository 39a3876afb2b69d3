package io.afterclose.console.symbols;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Asks the database for what the table does not have. Few may ask at once, and none for long; who
 * asks for the same at the same time waits for the first one's answer. A failure is answered with
 * 503 and kept nowhere.
 */
final class SymbolReads {

  private static final int AT_ONCE = 4;
  private static final long SECONDS = 2;

  private final SymbolStore store;
  private final SymbolCache cache;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Map<Question, CompletableFuture<Map<String, SymbolRow>>> asked =
      new ConcurrentHashMap<>();

  SymbolReads(SymbolStore store, SymbolCache cache) {
    this.store = store;
    this.cache = cache;
  }

  private record Question(LocalDate date, Set<String> symbols) {}

  /** Symbols of a date in one query, by their text; one of which there is nothing is absent. */
  Map<String, SymbolRow> of(LocalDate date, Collection<String> symbols) {
    if (symbols.isEmpty()) {
      return Map.of();
    }
    Question question = new Question(date, new TreeSet<>(symbols));
    CompletableFuture<Map<String, SymbolRow>> mine = new CompletableFuture<>();
    CompletableFuture<Map<String, SymbolRow>> first = asked.putIfAbsent(question, mine);
    if (first != null) {
      return answerOf(first);
    }
    try {
      Map<String, SymbolRow> rows =
          ofNight(date, () -> rows(store.ofSymbols(date, question.symbols())));
      mine.complete(rows);
      return rows;
    } catch (RuntimeException failed) {
      mine.completeExceptionally(failed);
      throw failed;
    } finally {
      asked.remove(question, mine);
    }
  }

  static Map<String, SymbolRow> rows(Map<String, SymbolDraft> drafts) {
    Map<String, SymbolRow> rows = new HashMap<>();
    drafts.forEach((symbol, draft) -> rows.put(symbol, SymbolRow.of(draft)));
    return rows;
  }

  private static Map<String, SymbolRow> answerOf(CompletableFuture<Map<String, SymbolRow>> first) {
    try {
      return first.get(2 * SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException same) {
        throw same;
      }
      throw new IllegalStateException(failed);
    } catch (TimeoutException slow) {
      throw slow();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw slow();
    }
  }

  /**
   * What is read of a date, if its night is complete in the same state of the database.
   *
   * @throws ProblemException where it is not
   */
  <T> T ofNight(LocalDate date, Supplier<T> reading) {
    return limited(
        () -> {
          cache
              .nights()
              .unfinished(date)
              .ifPresent(
                  status -> {
                    throw new ProblemException(
                        ProblemKind.NOT_READY,
                        "the symbol night of %s is %s; its rows are not served before it is complete"
                            .formatted(date, status));
                  });
          return reading.get();
        });
  }

  /** What a request asks the database for; one of few at once, within two seconds. */
  <T> T limited(Supplier<T> reading) {
    try {
      if (!places.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
        throw new ProblemException(
            ProblemKind.BUSY, AT_ONCE + " requests ask the database already; try again");
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw slow();
    }
    try {
      return store.inTime(reading);
    } catch (QueryTimeoutException | TransactionTimedOutException slow) {
      throw slow();
    } finally {
      places.release();
    }
  }

  private static ProblemException slow() {
    return new ProblemException(
        ProblemKind.TEMPORARY, "the database did not answer within %d s".formatted(SECONDS));
  }
}
