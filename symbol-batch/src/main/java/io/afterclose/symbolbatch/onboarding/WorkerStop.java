package io.afterclose.symbolbatch.onboarding;

import io.afterclose.run.logging.StandardError;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and SIGINT into the end of a worker: what it is at work on ends at its chunk and is
 * given back, and the process waits for that.
 */
final class WorkerStop {

  /** Less than what platforms leave between a signal and the end of the process. */
  private static final long MAX_WAIT_SECONDS = 45;

  private final CountDownLatch requested = new CountDownLatch(1);

  /** Lets the worker end. */
  void request() {
    requested.countDown();
  }

  /** Whether it is to end. */
  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits for the request; true as soon as there is one, false when the time is over. */
  boolean await(Duration time) {
    try {
      return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Watches for a signal until closed; the process does not end before that. */
  Watch watch() {
    return new Watch();
  }

  /** A shutdown hook that is registered as long as the worker is there. */
  final class Watch implements AutoCloseable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "worker-stop");

    private Watch() {
      Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAndWait() {
      request();
      try {
        if (!done.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
          LoggerFactory.getLogger(WorkerStop.class)
              .error("the worker did not end within {} s", MAX_WAIT_SECONDS);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      StandardError.drain();
    }

    @Override
    public void close() {
      done.countDown();
      if (!isRequested()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }
}
