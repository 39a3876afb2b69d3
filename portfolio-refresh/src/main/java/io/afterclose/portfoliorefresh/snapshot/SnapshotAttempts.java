package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotStore;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.Retries;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.execution.TransientFailure;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.Fence;
import io.afterclose.run.lock.LockLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the snapshots of portfolios in transactions that see one state of their inputs: of all of
 * them in one, and where that fails of each in one of its own, so that none hurts another. What the
 * database hindered for a passing reason is tried again with a pause before each attempt; what
 * cannot be made is recorded with its reason and left to the next run.
 */
public final class SnapshotAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotAttempts.class);

  private final SnapshotMaker maker;
  private final SnapshotStore snapshots;
  private final ItemFailureStore failures;
  private final TransactionTemplate oneState;
  private final Retries retries;
  private final Pause pause;
  private final Fence fence;

  public SnapshotAttempts(
      SnapshotMaker maker,
      SnapshotStore snapshots,
      ItemFailureStore failures,
      PlatformTransactionManager transactions,
      Retries retries,
      Pause pause,
      Fence fence) {
    this.maker = maker;
    this.snapshots = snapshots;
    this.failures = failures;
    this.oneState = new TransactionTemplate(transactions);
    this.oneState.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.retries = retries;
    this.pause = pause;
    this.fence = fence;
  }

  /**
   * What became of the portfolios.
   *
   * @param phase under which failures are recorded
   * @throws RuntimeException when no connection is to be had, or the database let none of them
   *     through: then nothing can be told of anybody
   */
  SnapshotMaker.Made make(List<PortfolioDates> work, String phase, long jobExecutionId)
      throws InterruptedException {
    Attempt attempt = new Attempt(phase, jobExecutionId);
    try {
      return attempt.together(work);
    } catch (LockLostException nobodysFault) {
      throw nobodysFault;
    } catch (RuntimeException hindered) {
      LOG.warn("{} portfolios could not be made together; now each alone", work.size(), hindered);
    }
    attempt.alone(work);
    for (Duration delay : retries.delays()) {
      List<PortfolioDates> again = attempt.passing();
      if (!again.isEmpty()) {
        pause.sleep(delay);
        attempt.alone(again);
      }
    }
    return attempt.end();
  }

  /** One chunk of portfolios on its way through the attempts. */
  private final class Attempt {

    private final String phase;
    private final long jobExecutionId;
    private final Map<PortfolioDates, RuntimeException> hindered = new LinkedHashMap<>();
    private final Map<Portfolio, String> failed = new LinkedHashMap<>();
    private int written;
    private int through;

    Attempt(String phase, long jobExecutionId) {
      this.phase = phase;
      this.jobExecutionId = jobExecutionId;
    }

    SnapshotMaker.Made together(List<PortfolioDates> work) {
      return Objects.requireNonNull(oneState.execute(status -> made(work)), "made");
    }

    private SnapshotMaker.Made made(List<PortfolioDates> work) {
      fence.check();
      snapshots.waitForLocks(retries.lockWait());
      SnapshotMaker.Made made = maker.make(work, jobExecutionId);
      failures.record(
          jobExecutionId,
          phase,
          made.failed().entrySet().stream()
              .map(wrong -> new ItemFailure(wrong.getKey().name(), "NOT_VALUED", wrong.getValue()))
              .toList());
      return made;
    }

    /** Each in its own transaction, until there is no connection at all. */
    void alone(List<PortfolioDates> work) {
      work.forEach(hindered::remove);
      for (int i = 0; i < work.size(); i++) {
        PortfolioDates one = work.get(i);
        try {
          SnapshotMaker.Made made = together(List.of(one));
          through++;
          written += made.written();
          failed.putAll(made.failed());
        } catch (LockLostException nobodysFault) {
          throw nobodysFault;
        } catch (RuntimeException itsOwn) {
          hindered.put(one, itsOwn);
          if (TransientFailure.noConnection(itsOwn)) {
            work.subList(i, work.size()).forEach(rest -> hindered.put(rest, itsOwn));
            return;
          }
        }
      }
    }

    /** Those that may succeed when they are tried again. */
    List<PortfolioDates> passing() {
      return hindered.entrySet().stream()
          .filter(one -> TransientFailure.in(one.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }

    SnapshotMaker.Made end() {
      accuseNobodyOfTheDatabase();
      List<ItemFailure> items = new ArrayList<>();
      hindered.forEach(
          (one, why) -> {
            if (TransientFailure.noConnection(why)) {
              throw why;
            }
            ItemFailure item = failure(one.portfolio(), why);
            LOG.warn("{} is left to the next run: {}", one.portfolio(), item.detail());
            items.add(item);
            failed.put(one.portfolio(), item.detail());
          });
      failures.record(jobExecutionId, phase, items);
      return new SnapshotMaker.Made(written, failed);
    }

    /** A disk that is full is no portfolio's fault, and the run is to be tried again. */
    private void accuseNobodyOfTheDatabase() {
      if (through == 0 && hindered.values().stream().allMatch(TransientFailure::ofTheDatabase)) {
        hindered.values().stream()
            .findFirst()
            .ifPresent(
                why -> {
                  throw why;
                });
      }
    }

    private ItemFailure failure(Portfolio portfolio, RuntimeException why) {
      String words = String.valueOf(NestedExceptionUtils.getMostSpecificCause(why).getMessage());
      return new ItemFailure(
          portfolio.name(),
          TransientFailure.in(why) ? "DATABASE_BUSY" : "NOT_WRITTEN",
          words.replaceAll("\\s+", " "));
    }
  }
}
