package io.afterclose.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private final AtomicLong nanos = new AtomicLong(-7);
  private final Readiness readiness = new Readiness(nanos::get);

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void a_start_of_at_most_thirty_whole_seconds_is_not_ready() {
    readiness.loading(1234);
    after(Duration.ofMillis(30_999));

    assertThat(readiness.answer().ready()).isFalse();
    assertThat(readiness.answer().body())
        .containsEntry("status", "initializing")
        .containsEntry("elapsed_seconds", 30L)
        .containsEntry("symbols_loaded", 1234L)
        .containsKey("detail");
  }

  @Test
  void a_longer_start_is_ready_by_the_database() {
    after(Duration.ofSeconds(31));

    assertThat(readiness.answer().ready()).isTrue();
    assertThat(readiness.answer().body())
        .containsEntry("status", "ready")
        .containsEntry("mode", "db_fallback")
        .containsEntry("message", "Cache still loading, using DB fallback");
  }

  @Test
  void a_cache_with_symbols_is_ready() {
    readiness.loaded(5003);

    assertThat(readiness.answer().body())
        .containsOnlyKeys("status", "cache_symbols", "mode")
        .containsEntry("cache_symbols", 5003L)
        .containsEntry("mode", "cache");
  }

  @Test
  void an_empty_cache_is_ready_by_the_database() {
    readiness.loaded(0);

    assertThat(readiness.answer().ready()).isTrue();
    assertThat(readiness.answer().body())
        .containsEntry("mode", "db_fallback")
        .containsEntry("error", null);
  }

  @Test
  void a_failed_first_load_is_ready_and_degraded() {
    readiness.failed("the database does not answer");

    assertThat(readiness.answer().ready()).isTrue();
    assertThat(readiness.answer().body())
        .containsEntry("degraded", true)
        .containsEntry("error", "the database does not answer");
  }

  @Test
  void once_ready_a_reload_or_a_failure_does_not_change_it() {
    readiness.loaded(5003);
    readiness.loading(10);
    readiness.failed("away");

    assertThat(readiness.answer().ready()).isTrue();
    assertThat(readiness.answer().body()).containsEntry("mode", "cache");
  }

  @Test
  void who_was_ready_late_is_not_asked_again() {
    after(Duration.ofSeconds(31));
    assertThat(readiness.answer().ready()).isTrue();
    readiness.loading(4000);

    assertThat(readiness.answer().ready()).isTrue();
  }

  @Test
  void a_process_that_ends_is_not_ready() {
    readiness.loaded(5003);
    readiness.stop();

    assertThat(readiness.answer().ready()).isFalse();
    assertThat(readiness.answer().body()).containsEntry("status", "stopping").hasSize(1);
  }
}
