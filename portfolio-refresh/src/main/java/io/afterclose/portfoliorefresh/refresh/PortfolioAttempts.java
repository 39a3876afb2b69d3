package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.TransientFailure;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.lock.LockLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the work of a phase for portfolios in transactions that see one state of their inputs: for a
 * batch of them in one, where that fails for parts of it, and where one of these fails for each of
 * its portfolios in one of its own, so that none affects another. What failed for a transient
 * reason of the database is tried again with a pause before each attempt; what cannot be done is
 * recorded with its reason and left to the next run.
 */
public final class PortfolioAttempts {

  /** So few that one bad portfolio among many costs little, so many that the others are quick. */
  static final int PORTFOLIOS_PER_PART = 50;

  private static final Logger LOG = LoggerFactory.getLogger(PortfolioAttempts.class);

  private final PortfolioStore portfolios;
  private final ItemFailureStore failures;
  private final TransactionTemplate repeatableRead;
  private final Retries retries;
  private final Pause pause;
  private final Fence fence;

  public PortfolioAttempts(
      PortfolioStore portfolios,
      ItemFailureStore failures,
      PlatformTransactionManager transactions,
      Retries retries,
      Pause pause,
      Fence fence) {
    this.portfolios = portfolios;
    this.failures = failures;
    this.repeatableRead = new TransactionTemplate(transactions);
    this.repeatableRead.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.retries = retries;
    this.pause = pause;
    this.fence = fence;
  }

  /**
   * What became of the portfolios. A stop is looked for between parts and between those that are
   * done one by one: what is not begun then is left to the next run.
   *
   * @param phase under which failures are recorded
   * @param stopped whether a stop was requested
   * @throws RuntimeException when no connection is to be had, or the database failed for all of
   *     them: then it is no portfolio's failure
   */
  public WorkResult make(
      PortfolioWork work,
      List<PortfolioDates> dates,
      String phase,
      long jobExecutionId,
      BooleanSupplier stopped)
      throws InterruptedException {
    Attempt attempt = new Attempt(work, phase, jobExecutionId, stopped);
    try {
      return attempt.batch(dates);
    } catch (LockLostException lockLost) {
      throw lockLost;
    } catch (RuntimeException failure) {
      LOG.warn(
          "{} portfolios failed as a batch; now in parts and one by one", dates.size(), failure);
    }
    attempt.parts(dates);
    for (Duration delay : retries.delays()) {
      List<PortfolioDates> retryable = attempt.retryable();
      if (!retryable.isEmpty() && !stopped.getAsBoolean()) {
        pause.sleep(delay);
        attempt.singles(retryable);
      }
    }
    return attempt.end();
  }

  /** One chunk of portfolios on its way through the attempts. */
  private final class Attempt {

    private final PortfolioWork work;
    private final String phase;
    private final long jobExecutionId;
    private final BooleanSupplier stopped;
    private final Set<PortfolioDates> left = new LinkedHashSet<>();
    private final Map<PortfolioDates, RuntimeException> open = new LinkedHashMap<>();
    private final Map<Portfolio, ItemFailure> failed = new LinkedHashMap<>();
    private final List<Unpriced> unpriced = new ArrayList<>();
    private int written;
    private int partial;
    private int succeeded;
    private @Nullable RuntimeException unconnected;

    Attempt(PortfolioWork work, String phase, long jobExecutionId, BooleanSupplier stopped) {
      this.stopped = stopped;
      this.work = work;
      this.phase = phase;
      this.jobExecutionId = jobExecutionId;
    }

    WorkResult batch(List<PortfolioDates> dates) {
      return Objects.requireNonNull(repeatableRead.execute(status -> made(dates)), "result");
    }

    private WorkResult made(List<PortfolioDates> dates) {
      fence.check();
      portfolios.limitLockWait(retries.lockWait());
      WorkResult result = work.make(dates, jobExecutionId);
      List<ItemFailure> told = new ArrayList<>(UnpricedSymbols.of(result.unpriced()).failures());
      told.addAll(result.failed().values());
      failures.record(jobExecutionId, phase, told);
      return result;
    }

    /** In parts, and each part that fails one by one. */
    void parts(List<PortfolioDates> dates) {
      if (dates.size() <= PORTFOLIOS_PER_PART) {
        singles(dates);
        return;
      }
      for (int from = 0; from < dates.size() && !over(dates, from); from += PORTFOLIOS_PER_PART) {
        int to = Math.min(dates.size(), from + PORTFOLIOS_PER_PART);
        List<PortfolioDates> part = dates.subList(from, to);
        try {
          add(part.size(), batch(part));
        } catch (LockLostException lockLost) {
          throw lockLost;
        } catch (RuntimeException failure) {
          LOG.debug("a part failed; now one by one", failure);
          singles(part);
        }
      }
    }

    /** Each in its own transaction, until there is no connection at all or a stop is requested. */
    void singles(List<PortfolioDates> dates) {
      dates.forEach(open::remove);
      unconnected = null;
      for (int i = 0; i < dates.size() && !over(dates, i); i++) {
        PortfolioDates single = dates.get(i);
        try {
          add(1, batch(List.of(single)));
        } catch (LockLostException lockLost) {
          throw lockLost;
        } catch (RuntimeException failure) {
          open.put(single, failure);
          unconnected = TransientFailure.noConnection(failure) ? failure : null;
        }
      }
    }

    /**
     * Whether nothing more can be begun; what is not begun is left, or open for what prevents it.
     */
    private boolean over(List<PortfolioDates> dates, int begun) {
      List<PortfolioDates> rest = dates.subList(begun, dates.size());
      RuntimeException noConnection = unconnected;
      if (noConnection != null) {
        rest.forEach(unreached -> open.put(unreached, noConnection));
      } else if (stopped.getAsBoolean()) {
        left.addAll(rest);
      } else {
        return false;
      }
      return true;
    }

    private void add(int portfolios, WorkResult result) {
      succeeded += portfolios;
      written += result.written();
      partial += result.partial();
      unpriced.addAll(result.unpriced());
      failed.putAll(result.failed());
    }

    /** Those that may succeed when they are tried again. */
    List<PortfolioDates> retryable() {
      return open.entrySet().stream()
          .filter(entry -> TransientFailure.in(entry.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }

    WorkResult end() {
      rethrowIfDatabaseDown();
      Map<Portfolio, ItemFailure> recorded = new LinkedHashMap<>();
      open.forEach(
          (dates, why) -> {
            if (TransientFailure.noConnection(why)) {
              throw why;
            }
            recorded.put(dates.portfolio(), failure(dates.portfolio(), why));
          });
      failures.record(jobExecutionId, phase, List.copyOf(recorded.values()));
      failed.putAll(recorded);
      return new WorkResult(written, partial, unpriced, failed, left);
    }

    /** A disk that is full is no portfolio's failure, and the run is to be tried again. */
    private void rethrowIfDatabaseDown() {
      if (succeeded == 0
          && left.isEmpty()
          && open.values().stream().allMatch(TransientFailure::ofTheDatabase)) {
        open.values().stream()
            .findFirst()
            .ifPresent(
                why -> {
                  throw why;
                });
      }
    }

    private ItemFailure failure(Portfolio portfolio, RuntimeException why) {
      String message = String.valueOf(NestedExceptionUtils.getMostSpecificCause(why).getMessage());
      String detail = message.replaceAll("\\s+", " ");
      LOG.warn("{} is left to the next run: {}", portfolio, detail);
      return new ItemFailure(
          portfolio.name(), TransientFailure.in(why) ? "DATABASE_BUSY" : "NOT_WRITTEN", detail);
    }
  }
}
