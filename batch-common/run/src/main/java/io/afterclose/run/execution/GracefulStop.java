package io.afterclose.run.execution;

import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.logging.StandardError;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Turns SIGTERM and SIGINT into a stop at the next chunk: the running steps end at their chunk, and
 * the process waits for them, so that the job repository says STOPPED and a later run resumes.
 */
public final class GracefulStop implements StepExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);
  private static final long MAX_WAIT_SECONDS = 30;

  private final Set<StepExecution> working = ConcurrentHashMap.newKeySet();
  private final CountDownLatch signal = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile String reason = "";

  @Override
  public void beforeStep(StepExecution step) {
    working.add(step);
    if (requested) {
      step.setTerminateOnly();
    }
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    working.remove(step);
    return step.getExitStatus();
  }

  /**
   * Makes the running steps, and those to come, end at their next chunk.
   *
   * @param why for the log and the report
   */
  public void request(String why) {
    LOG.warn("{}: ending at the next chunk", why);
    reason = why;
    requested = true;
    working.forEach(StepExecution::setTerminateOnly);
  }

  /** The reason of the request; empty when there was none. */
  String reason() {
    return reason;
  }

  /** Whether a signal ended the process: then no further run begins. */
  boolean isSignalled() {
    return signal.getCount() == 0;
  }

  /** Waits for a signal; true as soon as there is one, false when the time is over. */
  boolean awaitSignal(Duration time) {
    try {
      return signal.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Begins a run: a request to an earlier run is dropped, a signal stays. */
  void begin() {
    requested = isSignalled();
  }

  /** Watches for a signal until closed; the process does not end before that. */
  Watch watch() {
    return new Watch();
  }

  /** A shutdown hook that is registered as long as work goes on. */
  final class Watch implements AutoCloseable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "graceful-stop");

    private Watch() {
      Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAndWait() {
      signal.countDown();
      request(RunRecord.End.BY_A_SIGNAL);
      try {
        if (!done.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
          LOG.error("the run did not stop within {} s", MAX_WAIT_SECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      StandardError.drain();
    }

    @Override
    public void close() {
      done.countDown();
      if (!isSignalled()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }
}
