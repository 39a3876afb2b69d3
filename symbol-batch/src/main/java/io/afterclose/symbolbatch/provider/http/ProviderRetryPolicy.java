package io.afterclose.symbolbatch.provider.http;

import io.afterclose.run.execution.Pause;
import io.afterclose.symbolbatch.provider.settings.ProviderProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Whether and when one call is tried again. Spring's template sleeps by itself and does not know
 * Retry-After: the template itself waits for nothing, and the waiting is done here.
 */
final class ProviderRetryPolicy implements RetryPolicy {

  private static final double DOUBLED = 2.0;

  private final ProviderProperties.Retries limits;
  private final int servers;
  private final Pause pause;

  private int failures;
  private @Nullable AttemptFailedException last;

  /**
   * @param servers how many may be tried in turn, each of them once without any wait when the one
   *     before is beyond hope
   */
  ProviderRetryPolicy(ProviderProperties.Retries limits, int servers, Pause pause) {
    this.limits = limits;
    this.servers = servers;
    this.pause = pause;
  }

  @Override
  public boolean shouldRetry(Throwable thrown) {
    failures++;
    last = thrown instanceof AttemptFailedException failed ? failed : null;
    return last != null && (last.transientFailure() || anotherServer(last));
  }

  private boolean anotherServer(AttemptFailedException failed) {
    return failed.countsAgainstServer() && failures < servers;
  }

  @Override
  public BackOff getBackOff() {
    ExponentialBackOff backOff = new ExponentialBackOff(limits.first().toMillis(), DOUBLED);
    backOff.setMaxInterval(limits.longest().toMillis());
    backOff.setJitter(limits.first().toMillis() / 2);
    backOff.setMaxAttempts(limits.times());
    return () -> waiting(backOff.start());
  }

  private BackOffExecution waiting(BackOffExecution planned) {
    return () -> {
      AttemptFailedException failed = last;
      return failed == null || !failed.transientFailure()
          ? 0
          : waitFor(planned.nextBackOff(), failed);
    };
  }

  private long waitFor(long planned, AttemptFailedException failed) {
    Duration requested = failed.retryAfter().orElse(Duration.ZERO);
    if (planned == BackOffExecution.STOP || requested.compareTo(limits.maxRetryAfter()) > 0) {
      return BackOffExecution.STOP;
    }
    Duration wait = Duration.ofMillis(planned);
    try {
      pause.sleep(requested.compareTo(wait) > 0 ? requested : wait);
    } catch (InterruptedException stop) {
      // The template sees the flag when it sleeps for nothing.
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
