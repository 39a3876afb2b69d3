package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;

/** A whole run before a gate that is open, shut, or opens while it waits. */
@Timeout(60)
final class GateRunTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_portfolio_could_be_valued() {
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "136.72");
    world.portfolios().holding("Growth", "AAPL", "10", D.minusDays(1));
  }

  @Test
  void without_a_symbol_night_it_waits_as_told_and_writes_nothing() {
    Map<String, List<String>> before = world.tables().rows();
    long begin = System.nanoTime();
    try (LogLines log = new LogLines()) {
      assertThat(run("--wait", "2s", "--poll", "1s").exitCode()).isEqualTo(4);
      assertThat(log.containing("ALERT"))
          .singleElement()
          .asString()
          .contains(" ERROR ALERT portfolio-refresh 2022-06-30: no snapshots");
      assertThat(log.containing("waiting for symbol-batch 2022-06-30"))
          .hasSizeBetween(1, 2)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .containsPattern(" until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC: ")
                      .contains("'--wait 0s' looks once"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));
    assertThat(world.tables().rows()).isEqualTo(before);
    assertThat(executions()).containsExactly("FAILED");
  }

  @Test
  void a_wait_of_zero_does_not_wait() {
    try (LogLines log = new LogLines()) {
      assertThat(run("--wait", "0s").exitCode()).isEqualTo(4);
      assertThat(log.containing("ALERT")).hasSize(1);
      assertThat(log.containing("waiting for")).isEmpty();
    }
  }

  @Test
  void a_failed_symbol_night_ends_it_at_once() {
    world.symbolNights().run(D, "all", 1, BatchStatus.FAILED);
    Map<String, List<String>> before = world.tables().rows();
    assertThat(run("--wait", "60m").exitCode()).as("within the timeout of a minute").isEqualTo(4);
    assertThat(world.tables().rows()).isEqualTo(before);
  }

  @Test
  void a_failed_symbol_night_is_waited_for_when_told_so() throws Exception {
    world.symbolNights().run(D, "all", 1, BatchStatus.FAILED);
    CompletableFuture<CommandRun> waiting =
        CompletableFuture.supplyAsync(
            () -> run("--wait", "40s", "--poll", "200ms", "--wait-through-failure"));
    try (LogLines log = new LogLines()) {
      while (log.containing("and no run of it is active").isEmpty() && !waiting.isDone()) {
        Thread.sleep(20);
      }
      world.symbolNights().completed(D);
      assertThat(waiting.get(30, TimeUnit.SECONDS).exitCode()).isZero();
    }
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
  }

  @Test
  void what_was_waited_for_is_in_the_history() {
    assertThat(run("--wait", "0s").exitCode()).isEqualTo(4);
    assertThat(message())
        .isEqualTo(
            "no snapshots for 2022-06-30: waited 0 s, the symbol job has not been started and"
                + " no run of it is active; nothing was written, the next run catches up on the date");
    world.symbolNights().completed(D);
    world
        .sql()
        .sql(
            "insert into symbol_onboarding_queue (symbol, status, requested_at, updated_at)"
                + " values ('AAPL', 'PROCESSING', now(), now())")
        .update();
    assertThat(run("--wait", "0s").exitCode()).isZero();
    assertThat(message())
        .startsWith(
            "awaitSymbolBatch waited 0 s, the symbol job has status COMPLETED (execution 2);"
                + " awaitOnboarding waited 0 s and goes on while [AAPL] is still being onboarded");
  }

  private String message() {
    return world
        .sql()
        .sql("select exit_message from batch_job_execution order by job_execution_id desc limit 1")
        .query(String.class)
        .single();
  }

  @Test
  void after_the_symbol_night_the_same_instance_is_resumed_and_completes() {
    assertThat(run("--wait", "0s").exitCode()).isEqualTo(4);
    world.symbolNights().completed(D);
    assertThat(run("--wait", "0s").exitCode()).isZero();
    assertThat(executions()).containsExactly("FAILED", "COMPLETED");
    assertThat(
            world
                .sql()
                .sql("select count(*) from batch_job_instance where job_name = ?")
                .param("portfolio-refresh")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
  }

  @Test
  void it_opens_when_the_symbol_night_completes_while_it_waits() throws Exception {
    long night = world.symbolNights().run(D, "all", 1, BatchStatus.STARTED);
    CompletableFuture<CommandRun> waiting =
        CompletableFuture.supplyAsync(() -> run("--wait", "40s", "--poll", "200ms"));
    try (LogLines log = new LogLines()) {
      while (log.containing("waiting for symbol-batch").isEmpty() && !waiting.isDone()) {
        Thread.sleep(20);
      }
      assertThat(world.tables().snapshotDates("Growth")).isEmpty();
      world.symbolNights().end(night, BatchStatus.COMPLETED);
      assertThat(waiting.get(30, TimeUnit.SECONDS).exitCode()).isZero();
      assertThat(log.containing("ALERT")).isEmpty();
    }
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
  }

  /** By a clock that goes, for time has to pass by itself. */
  private CommandRun run(String... wait) {
    Clock going =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), world.clock().instant()));
    ProcessContext process = new ProcessContext(POSTGRES.environment(), going);
    String[] arguments = new String[wait.length + 1];
    arguments[0] = "run";
    System.arraycopy(wait, 0, arguments, 1, wait.length);
    return RefreshCommand.run(process, arguments);
  }

  private List<String> executions() {
    return world
        .sql()
        .sql(
            """
            select e.status from batch_job_execution e
            join batch_job_instance i on i.job_instance_id = e.job_instance_id
            where i.job_name = 'portfolio-refresh' order by e.job_execution_id
            """)
        .query(String.class)
        .list();
  }
}
