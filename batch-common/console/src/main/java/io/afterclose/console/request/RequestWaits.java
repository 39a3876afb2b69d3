package io.afterclose.console.request;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a request where a client prefers that (RFC 7240). */
final class RequestWaits {

  private static final Pattern WAIT = Pattern.compile("(?:^|[;,\\s])wait\\s*=\\s*\"?([0-9]{1,4})");
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Others are answered at once: who waits holds a thread. */
  private static final int AT_ONCE = 4;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final RequestStore requests;

  RequestWaits(RequestStore requests) {
    this.requests = requests;
  }

  /**
   * The request at its end, or as it stands after the time that is preferred.
   *
   * @param prefer the header; null for not to wait
   */
  StoredRequest until(StoredRequest request, @Nullable String prefer) {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    return wait.find()
        ? until(request, Duration.ofSeconds(Long.parseLong(wait.group(1))))
        : request;
  }

  /** The request at its end, or as it stands after a time, at most 30 s. */
  StoredRequest until(StoredRequest request, Duration time) {
    if (!places.tryAcquire()) {
      return request;
    }
    try {
      Duration longest = time.compareTo(LONGEST) < 0 ? time : LONGEST;
      long end = System.nanoTime() + longest.toNanos();
      StoredRequest now = request;
      while (!now.state().name().over() && System.nanoTime() < end) {
        Thread.sleep(LOOK.toMillis());
        now = requests.find(request.id()).orElse(now);
      }
      return now;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return request;
    } finally {
      places.release();
    }
  }
}
