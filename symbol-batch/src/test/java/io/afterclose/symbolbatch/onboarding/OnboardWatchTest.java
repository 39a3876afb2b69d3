package io.afterclose.symbolbatch.onboarding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.market.universe.OnboardingClaim;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.RunInProgressException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;

/** A worker that stays: what wakes it, what ends it, and what it gives back. */
@Timeout(60)
final class OnboardWatchTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private final ProcessContext process = new ProcessContext(POSTGRES.environment(), clock);
  private final WorkerStop stop = new WorkerStop();
  private final List<String> scopes = new CopyOnWriteArrayList<>();
  private volatile OnboardingRuns runs =
      (database, providers, settings, session, scope) -> RunOutcome.FAILED;

  @BeforeEach
  void nobody_waits() {
    POSTGRES.reset();
  }

  @AfterEach
  void end() {
    stop.request();
  }

  @Test
  void a_row_wakes_it_long_before_its_next_look_and_a_signal_ends_it() throws Exception {
    CompletableFuture<Integer> worker = watching("10m");
    awaitListening();
    asked("KILO");
    await("select count(*) = 1 from symbol_onboarding_queue where attempts = 1");
    stop.request();
    assertThat(worker.get(10, SECONDS)).isZero();
    assertThat(scopes).containsExactly("symbols:KILO");
  }

  @Test
  void a_row_that_nobody_told_of_is_found_at_the_next_look() throws Exception {
    CompletableFuture<Integer> worker = watching("200ms");
    awaitListening();
    jdbc.execute("alter table symbol_onboarding_queue disable trigger onboarding_request_told");
    try {
      asked("KILO");
      await("select count(*) = 1 from symbol_onboarding_queue where attempts = 1");
    } finally {
      jdbc.execute("alter table symbol_onboarding_queue enable trigger onboarding_request_told");
    }
    stop.request();
    assertThat(worker.get(10, SECONDS)).isZero();
  }

  @Test
  void a_connection_that_is_cut_is_made_again() throws Exception {
    CompletableFuture<Integer> worker = watching("10m");
    awaitListening();
    jdbc.queryForList(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'");
    asked("KILO");
    await("select count(*) = 1 from symbol_onboarding_queue where attempts = 1");
    stop.request();
    assertThat(worker.get(10, SECONDS)).isZero();
  }

  @Test
  void what_it_is_at_work_on_when_a_signal_comes_is_given_back_at_once() throws Exception {
    runs =
        (database, providers, settings, session, scope) -> {
          stop.request();
          return RunOutcome.STOPPED;
        };
    asked("KILO", "ZULU");
    assertThat(watching("10m").get(20, SECONDS)).isZero();
    assertThat(states()).containsExactly("KILO PENDING 0", "ZULU PENDING 0");
  }

  @Test
  void what_another_process_is_at_work_on_is_left_to_it_for_a_while() {
    runs =
        (database, providers, settings, session, scope) -> {
          throw new RunInProgressException("another run is active");
        };
    asked("KILO");
    assertThat(types("--provider", "sample")).isEqualTo(75);
    assertThat(states()).containsExactly("KILO PENDING 0");
    assertThat(reason()).isEqualTo("another run is active");
  }

  @Test
  void an_outage_uses_up_no_attempt_and_waits_longer_each_time() {
    runs = (database, providers, settings, session, scope) -> RunOutcome.FAILED_TRANSIENT;
    asked("A", "B", "C", "D");
    assertThat(types("--provider", "sample")).isEqualTo(75);
    assertThat(states())
        .containsExactly("A PENDING 0", "B PENDING 0", "C PENDING 0", "D PENDING 0");
    assertThat(
            jdbc.queryForList(
                "select round(extract(epoch from not_before - clock_timestamp()) / 30)::int"
                    + " from symbol_onboarding_queue order by symbol",
                Integer.class))
        .containsExactly(1, 1, 1, 2);
  }

  @Test
  void a_run_that_fails_is_tried_three_times() {
    runs = (database, providers, settings, session, scope) -> RunOutcome.FAILED;
    asked("KILO");
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThat(types("--provider", "sample")).isEqualTo(75);
      jdbc.execute("update symbol_onboarding_queue set not_before = now()");
    }
    assertThat(types("--provider", "sample")).isEqualTo(3);
    assertThat(states()).containsExactly("KILO FAILED 3");
    assertThat(reason()).contains("'symbol-batch history' says why");
  }

  @Test
  void a_defect_gives_its_claim_back_and_ends_the_worker() {
    runs =
        (database, providers, settings, session, scope) -> {
          throw new IllegalStateException("a defect");
        };
    asked("KILO");
    assertThat(types("--provider", "sample")).isEqualTo(1);
    assertThat(states()).containsExactly("KILO PENDING 0");
  }

  @Test
  @SuppressWarnings("try") // the heartbeat is held, not used
  void heartbeats_keep_a_claim_while_its_run_takes_long() throws Exception {
    OnboardingQueueStore queue = new OnboardingQueueStore(POSTGRES.dataSource(), clock);
    asked("KILO");
    OnboardingClaim claim = queue.claim(1, OnboardingQueueStore.MAX_SILENCE).orElseThrow();
    try (ClaimHeartbeat beats = new ClaimHeartbeat(queue, claim.id(), Duration.ofMillis(20))) {
      jdbc.execute("update symbol_onboarding_queue set heartbeat_at = now() - interval '1 hour'");
      await("select heartbeat_at > now() - interval '1 min' from symbol_onboarding_queue");
    }
    assertThat(queue.atWork()).containsExactly(Symbol.of("KILO"));
  }

  private CompletableFuture<Integer> watching(String poll) {
    return CompletableFuture.supplyAsync(
        () -> types("--provider", "sample", "--watch", "--poll", poll));
  }

  private int types(String... words) {
    OnboardingRuns recorded =
        (database, providers, settings, session, scope) -> {
          scopes.add(scope.text());
          return runs.run(database, providers, settings, session, scope);
        };
    return CommandLauncher.prepared(new CommandLine(new OnboardCommand(process, recorded, stop)))
        .execute(words);
  }

  private void asked(String... symbols) {
    for (String symbol : symbols) {
      jdbc.update("insert into symbol_onboarding_queue (symbol) values (?)", symbol);
    }
  }

  private List<String> states() {
    return jdbc.queryForList(
        "select concat_ws(' ', symbol, status, attempts) from symbol_onboarding_queue"
            + " order by symbol",
        String.class);
  }

  private @Nullable String reason() {
    return jdbc.queryForObject("select reason from symbol_onboarding_queue", String.class);
  }

  private void awaitListening() throws InterruptedException {
    await("select count(*) = 1 from pg_stat_activity where query like 'listen %'");
  }

  private void await(String question) throws InterruptedException {
    while (!Boolean.TRUE.equals(jdbc.queryForObject(question, Boolean.class))) {
      Thread.sleep(20);
    }
  }
}
