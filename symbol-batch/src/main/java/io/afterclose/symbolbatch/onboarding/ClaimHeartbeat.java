package io.afterclose.symbolbatch.onboarding;

import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.run.thread.DaemonThreads;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Shows that the worker of a claim lives, until it is closed. */
final class ClaimHeartbeat implements AutoCloseable {

  /** Six of them may be missed before another worker takes the claim. */
  static final Duration INTERVAL = OnboardingQueueStore.MAX_SILENCE.dividedBy(6);

  private static final Logger LOG = LoggerFactory.getLogger(ClaimHeartbeat.class);

  private final OnboardingQueueStore queue;
  private final UUID claim;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("claim-heartbeat"));

  private final Future<?> beats;

  ClaimHeartbeat(OnboardingQueueStore queue, UUID claim) {
    this(queue, claim, INTERVAL);
  }

  ClaimHeartbeat(OnboardingQueueStore queue, UUID claim, Duration interval) {
    this.queue = queue;
    this.claim = claim;
    this.beats =
        timer.scheduleWithFixedDelay(
            this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One that does not reach the database is made up for by the next. */
  private void beat() {
    try {
      boolean unused = queue.beat(claim);
    } catch (DataAccessException away) {
      LOG.debug("no heartbeat of the claim {}", claim, away);
    }
  }

  @Override
  public void close() {
    beats.cancel(true);
    timer.shutdown();
  }
}
