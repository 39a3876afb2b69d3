package io.afterclose.symbolbatch.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.run.execution.Pause;
import io.afterclose.symbolbatch.provider.settings.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RateLimiterTest {

  @Test
  void many_threads_share_one_rate_in_real_time() throws Exception {
    RateLimiter turn =
        new RateLimiter(
            Optional.of(RateLimit.parse("100/s")),
            Duration.ofMinutes(1),
            Clock.systemUTC(),
            Pause.sleeping());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    long start = System.nanoTime();
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int request = 0; request < 101; request++) {
        work.add(
            () -> {
              turn.take();
              return true;
            });
      }
      for (Future<Boolean> one : threads.invokeAll(work)) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    // The first goes at once, a hundred follow in a second; above it the machine's own delays.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(990), Duration.ofSeconds(3));
  }

  @Test
  void without_a_rate_nobody_waits() throws Exception {
    List<Duration> waits = new ArrayList<>();
    RateLimiter turn =
        new RateLimiter(Optional.empty(), Duration.ZERO, Clock.systemUTC(), waits::add);
    for (int request = 0; request < 1000; request++) {
      turn.take();
    }
    assertThat(waits).isEmpty();
  }

  @Test
  void a_rate_is_written_as_requests_per_unit() {
    assertThat(RateLimit.parse("300/h")).isEqualTo(new RateLimit(300, Duration.ofHours(1)));
    assertThat(RateLimit.parse(" 250/day ")).isEqualTo(new RateLimit(250, Duration.ofDays(1)));
    for (String wrong : List.of("0/s", "5", "5/week", "-5/s", "1.5/s")) {
      assertThatThrownBy(() -> RateLimit.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
