package io.afterclose.symbolbatch.onboarding;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.command.Failure;
import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.Notifications;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.symbolbatch.onboarding.OnboardingWorker.Drained;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a worker drain the queue again and again: at once where a new row is told, else at each
 * look. A database that does not answer is waited for, since a worker has nothing better to do.
 */
final class QueueWatch {

  /** A worker that is to end is not kept longer. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

  private final Supplier<Database> open;
  private final OnboardingWorker worker;
  private final Duration poll;
  private final WorkerStop stop;

  private boolean away;
  private long awaySince;

  /**
   * @param open opens the database, each time anew
   * @param poll between two looks at the queue
   */
  QueueWatch(Supplier<Database> open, OnboardingWorker worker, Duration poll, WorkerStop stop) {
    this.open = open;
    this.worker = worker;
    this.poll = poll;
    this.stop = stop;
  }

  /** Works until the worker is to end; what is no passing failure is thrown. */
  void untilStopped() {
    Duration pause = FIRST_PAUSE;
    while (!stop.isRequested()) {
      long begun = System.nanoTime();
      try (Database opened = open.get();
          Notifications told =
              Notifications.on(opened.openDirect(), OnboardingQueueStore.CHANNEL)) {
        if (!away) {
          LOG.info("onboarding: watching the queue of {}", opened.describe());
        }
        serve(opened, told);
      } catch (SQLException gone) {
        pause = waitAfter(gone, begun, pause);
      } catch (RuntimeException failed) {
        if (ExitCode.of(failed) != ExitCode.TEMPORARY) {
          throw failed;
        }
        pause = waitAfter(failed, begun, pause);
      }
    }
    LOG.info("onboarding: ended by a signal");
  }

  /** Waits before the next try; gives how long to wait after that one. An outage is told once. */
  private Duration waitAfter(Exception failed, long begun, Duration pause) {
    Duration now = System.nanoTime() - begun > LONGEST_PAUSE.toNanos() ? FIRST_PAUSE : pause;
    if (away) {
      LOG.debug("onboarding: the database does not answer yet", failed);
    } else {
      away = true;
      awaySince = System.nanoTime();
      LOG.warn(
          "onboarding: the database does not answer, and is tried until it does, every {} s at"
              + " last: {}",
          LONGEST_PAUSE.toSeconds(),
          Failure.of(failed).sentence().orElse(String.valueOf(failed.getMessage())));
    }
    boolean unused = stop.await(now);
    Duration next = now.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  /** Not before work on the queue has shown it. */
  private void answers() {
    if (away) {
      away = false;
      LOG.info(
          "onboarding: the database answers again after {} s; watching the queue",
          Duration.ofNanos(System.nanoTime() - awaySince).toSeconds());
    }
  }

  private void serve(Database opened, Notifications told) throws SQLException {
    while (!stop.isRequested()) {
      Drained drained = worker.drain(opened);
      answers();
      if (!drained.equals(Drained.NOTHING)) {
        drained.tell();
      }
      await(told);
    }
  }

  private void await(Notifications told) throws SQLException {
    Duration left = poll;
    while (!stop.isRequested() && left.compareTo(Duration.ZERO) > 0) {
      Duration next = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
      if (told.await(next)) {
        return;
      }
      left = left.minus(next);
    }
  }
}
