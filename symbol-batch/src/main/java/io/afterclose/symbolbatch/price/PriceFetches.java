package io.afterclose.symbolbatch.price;

import io.afterclose.run.thread.DaemonThreads;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what symbols lack, several at a time, on threads of its own: the thread that takes the
 * answers may hold a transaction meanwhile. Only a few answers wait to be taken, so that memory
 * does not grow with the universe. A defect that one symbol's data meet fails that symbol only; an
 * error of the machine, such as no memory, ends the step.
 */
final class PriceFetches implements AutoCloseable {

  private static final long LOOK_MILLIS = 100;

  private final Queue<PriceGapRequest> waiting;
  private final BlockingQueue<Arrived> arrived;
  private final ExecutorService threads;
  private int open;

  /** An answer, or why none can be fetched at all; neither where a stop cut it off. */
  private record Arrived(@Nullable FetchedPrices prices, @Nullable RuntimeException broken) {

    static final Arrived CUT_OFF = new Arrived(null, null);
  }

  private static final Logger LOG = LoggerFactory.getLogger(PriceFetches.class);

  /**
   * Starts to fetch.
   *
   * @param preparation makes the fetch, once, before the first symbol
   * @param concurrency symbols requested at the same time
   * @param most answers that wait to be taken
   */
  PriceFetches(
      Collection<PriceGapRequest> wanted,
      Supplier<Function<PriceGapRequest, FetchedPrices>> preparation,
      int concurrency,
      int most) {
    this.waiting = new ConcurrentLinkedQueue<>(wanted);
    this.open = wanted.size();
    this.arrived = new ArrayBlockingQueue<>(most);
    this.threads = Executors.newFixedThreadPool(concurrency, DaemonThreads.named("price-fetch"));
    CompletableFuture<Function<PriceGapRequest, FetchedPrices>> prepared =
        CompletableFuture.supplyAsync(preparation, threads);
    for (int at = 0; at < concurrency; at++) {
      Future<?> unused = threads.submit(() -> work(prepared));
    }
  }

  private @Nullable Void work(Future<Function<PriceGapRequest, FetchedPrices>> prepared)
      throws InterruptedException {
    for (PriceGapRequest next = waiting.poll(); next != null; next = waiting.poll()) {
      arrived.put(fetched(prepared, next));
    }
    return null;
  }

  private Arrived fetched(
      Future<Function<PriceGapRequest, FetchedPrices>> prepared, PriceGapRequest wanted)
      throws InterruptedException {
    try {
      return new Arrived(prepared.get().apply(wanted), null);
    } catch (RuntimeException | StackOverflowError defect) {
      if (threads.isShutdown()) {
        // whatever an interrupted thread meets is no defect: the next run requests it again
        LOG.debug("the prices of {} were cut off", wanted.symbol(), defect);
        return Arrived.CUT_OFF;
      }
      LOG.error("the prices of {} could not be processed", wanted.symbol(), defect);
      return new Arrived(FetchedPrices.failed(wanted.symbol(), defect), null);
    } catch (ExecutionException | Error broken) {
      return new Arrived(null, new IllegalStateException("fetching " + wanted.symbol(), broken));
    }
  }

  /**
   * The next answer of any symbol; null when there are no more. After a stop, what has arrived is
   * still handed out and nothing more is requested.
   */
  @Nullable FetchedPrices next(BooleanSupplier stopped) {
    while (open > 0) {
      boolean ending = stopped.getAsBoolean();
      if (ending) {
        close();
      }
      Arrived next = poll(ending ? 0 : LOOK_MILLIS);
      if (next != null) {
        open--;
        FetchedPrices prices = result(next);
        if (prices != null && !prices.interrupted()) {
          return prices;
        }
      } else if (ending) {
        return null;
      }
    }
    return null;
  }

  private @Nullable Arrived poll(long millis) {
    try {
      return arrived.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while prices were fetched", interrupted);
    }
  }

  private static @Nullable FetchedPrices result(Arrived next) {
    if (next.broken() != null) {
      throw next.broken();
    }
    return next.prices();
  }

  /** Requests nothing more; running requests are interrupted. */
  @Override
  public void close() {
    waiting.clear();
    threads.shutdownNow();
  }
}
