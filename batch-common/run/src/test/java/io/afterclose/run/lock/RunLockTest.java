package io.afterclose.run.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import io.afterclose.database.schema.Schema;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.PlanChangedException;
import io.afterclose.run.outcome.RunInProgressException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.PostgresProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.jdbc.PgConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

final class RunLockTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @RegisterExtension static final Drills DRILLS = new Drills();

  private static final LocalDate DATE = LocalDate.parse("2022-06-30");

  private static final RunKey KEY = new RunKey(JobName.SYMBOL_BATCH, DATE, "all");
  private static final RunOwner OWNER =
      new RunOwner("here", ProcessHandle.current().pid(), "0.1.0 (test)");

  private final RunFence fence = new RunFence(POSTGRES.dataSource());
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(POSTGRES.dataSource()));
  private final RunStore runs = new RunStore(POSTGRES.dataSource());

  @BeforeEach
  void nothing_ran() {
    POSTGRES.reset();
  }

  @Test
  void a_run_is_at_work_as_long_as_it_holds_its_lock() throws SQLException {
    assertThat(runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, DATE, "all"))).isFalse();
    try (RunLock lock = acquire(DATE)) {
      lock.keep();
      assertThat(runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, DATE, "all"))).isTrue();
      assertThat(runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, DATE, "symbols:AAPL"))).isFalse();
      assertThat(runs.isLocked(new RunKey(JobName.PORTFOLIO_REFRESH, DATE, "all"))).isFalse();
    }
    assertThat(runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, DATE, "all"))).isFalse();
  }

  @Test
  void keys_of_either_sign_are_found() throws SQLException {
    boolean negative = false;
    boolean positive = false;
    for (LocalDate date = DATE; !negative || !positive; date = date.plusDays(1)) {
      negative |= new RunKey(JobName.SYMBOL_BATCH, date, "all").advisoryKey() < 0;
      positive |= new RunKey(JobName.SYMBOL_BATCH, date, "all").advisoryKey() > 0;
      try (RunLock lock = acquire(date)) {
        lock.keep();
        assertThat(runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, date, "all")))
            .as("%s", date)
            .isTrue();
      }
    }
  }

  @Test
  void a_lock_whose_session_was_ended_is_taken_again() throws SQLException {
    try (RunLock lock = acquire(DATE)) {
      endOtherSessions();
      assertThat(runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, DATE, "all"))).isFalse();
      lock.keep();
      assertThat(runs.isLocked(new RunKey(JobName.SYMBOL_BATCH, DATE, "all"))).isTrue();
    }
  }

  @Test
  void a_lock_that_its_owner_left_behind_in_a_silent_network_is_taken_again() throws Exception {
    try (DrillDatabase database = DRILLS.emptyDatabase();
        PostgresProxy wire = PostgresProxy.before(database.url());
        Database silent = open(database.environment("silent", wire, "&socketTimeout=1"));
        RunLock lock =
            RunLock.acquire(
                KEY.job(),
                new RunRequest(DATE, "all", 1, Source.CRON),
                new RunGuard(silent, OWNER, new RunFence(silent.dataSource()), Duration.ofHours(1)),
                why -> {})) {
      List<String> before = database.texts(HOLDERS);
      assertThat(before).hasSize(1);
      wire.goDeaf();
      lock.keep();
      assertThat(database.texts(HOLDERS)).hasSize(1).isNotEqualTo(before);
    }
  }

  private static final String HOLDERS =
      "select pid from pg_locks where locktype = 'advisory' and granted"
          + " and database = (select oid from pg_database where datname = current_database())";

  private static Database open(Map<String, String> environment) {
    return Database.open(DatabaseSettings.fromEnvironment(environment, Optional.empty()), "silent");
  }

  @Test
  void a_run_in_another_schema_of_the_database_is_another_run() throws SQLException {
    JdbcClient.create(POSTGRES.dataSource()).sql("create schema other").update();
    String url = POSTGRES.environment().get("DATABASE_URL") + "&currentSchema=other";
    try (Database other = open(Map.of("DATABASE_URL", url))) {
      Schema.migrate(other);
      RunStore elsewhere = new RunStore(other.dataSource());
      try (RunLock here = acquire(DATE)) {
        here.keep();
        assertThat(elsewhere.isLocked(KEY)).isFalse();
        try (RunLock there =
            RunLock.acquire(
                KEY.job(),
                new RunRequest(DATE, "all", 1, Source.CRON),
                new RunGuard(other, OWNER, new RunFence(other.dataSource()), Duration.ofHours(1)),
                why -> {})) {
          there.keep();
          assertThat(elsewhere.isLocked(KEY)).isTrue();
        }
        assertThat(runs.isLocked(KEY)).isTrue();
      }
    }
  }

  @Test
  void a_lock_that_another_took_meanwhile_is_lost() throws SQLException {
    try (RunLock lost = acquire(DATE)) {
      endOtherSessions();
      try (RunLock taken = acquire(DATE)) {
        assertThatThrownBy(lost::keep)
            .isInstanceOf(RunInProgressException.class)
            .hasMessageContaining("another run of symbol-batch " + DATE + " is active: host")
            .hasMessageContaining("pid " + ProcessHandle.current().pid())
            .hasMessageContaining("recover --date " + DATE);
        taken.keep();
      }
      assertThatThrownBy(lost::keep).isInstanceOf(LockLostException.class);
    }
  }

  @Test
  void a_run_is_recorded_from_its_first_moment_to_its_end() throws SQLException {
    try (RunLock lock = acquire(DATE)) {
      RunRecord begun = runs.active(KEY).orElseThrow();
      assertThat(begun.runId()).isEqualTo(lock.run());
      assertThat(begun.state()).isEqualTo(RunRecord.State.RUNNING);
      assertThat(begun.start().owner()).isEqualTo(OWNER);
      lock.end(RunRecord.State.COMPLETED, RunOutcome.COMPLETED, "done", 17L);
      lock.end(RunRecord.State.FAILED, RunOutcome.FAILED, "a second word", null);
    }
    assertThat(runs.active(KEY)).isEmpty();
    assertThat(runs.ofDate(JobName.SYMBOL_BATCH, DATE))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(RunRecord.State.COMPLETED);
              assertThat(row.end().outcome()).contains(RunOutcome.COMPLETED);
              assertThat(row.end().message()).isEqualTo("done");
              assertThat(row.end().executionId()).hasValue(17);
              assertThat(row.end().at()).isPresent();
            });
  }

  @Test
  void a_run_names_its_request_and_is_found_by_it() throws SQLException {
    UUID request = UUID.fromString("7c1f0a52-3d0e-4b8e-9f0a-2f6f6f1f9a10");
    try (RunLock first = requested(DATE, request);
        RunLock second = requested(DATE.minusDays(1), request);
        RunLock other = acquire(DATE.minusDays(2))) {
      assertThat(runs.active(KEY).orElseThrow().start().request()).contains(request);
      assertThat(runs.ofRequest(request))
          .extracting(RunRecord::runId)
          .containsExactly(first.run(), second.run());
      assertThat(runs.ofDate(JobName.SYMBOL_BATCH, DATE.minusDays(2)))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.runId()).isEqualTo(other.run());
                assertThat(row.start().request()).isEmpty();
              });
    }
    assertThat(runs.ofRequest(UUID.fromString("00000000-0000-0000-0000-000000000001"))).isEmpty();
  }

  @Test
  void what_is_refused_under_the_lock_writes_nothing_and_gives_it_back() throws SQLException {
    try (RunLock died = acquire(DATE)) {
      endOtherSessions();
      assertThatThrownBy(
              () ->
                  RunLock.acquire(
                      JobName.SYMBOL_BATCH,
                      new RunRequest(DATE, "all", 1, Source.CRON),
                      new RunGuard(POSTGRES.database(), OWNER, fence, Duration.ofHours(1)),
                      why -> {},
                      () -> {
                        assertThat(runs.isLocked(KEY)).isTrue();
                        throw new PlanChangedException("it is another plan");
                      }))
          .isInstanceOf(PlanChangedException.class);
      assertThat(runs.isLocked(KEY)).isFalse();
      assertThat(runs.ofDate(JobName.SYMBOL_BATCH, DATE))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.runId()).isEqualTo(died.run());
                assertThat(row.state()).isEqualTo(RunRecord.State.RUNNING);
              });
    }
  }

  @Test
  void the_end_of_a_run_is_told_once_and_its_heartbeats_never() throws SQLException {
    try (Connection listener = POSTGRES.database().openDirect()) {
      listener.createStatement().execute("listen afterclose_runs");
      long ended;
      try (RunLock lock = acquire(DATE)) {
        lock.keep();
        runs.requestStop(KEY);
        assertTold(listener).isEmpty();
        ended = lock.run();
        lock.end(RunRecord.State.COMPLETED, RunOutcome.COMPLETED, "done", 17L);
        lock.end(RunRecord.State.FAILED, RunOutcome.FAILED, "a second word", null);
      }
      assertTold(listener).containsExactly(Long.toString(ended));
      long abandoned;
      try (RunLock died = acquire(DATE)) {
        abandoned = died.run();
        assertThat(runs.evict(KEY, "taken over by a test")).isTrue();
      }
      assertTold(listener).containsExactly(Long.toString(abandoned));
    }
  }

  /** The numbers of the runs that a listener has been told of since it looked last. */
  private static AbstractListAssert<?, ?, Object, ?> assertTold(Connection listener)
      throws SQLException {
    Object[] notices = listener.unwrap(PgConnection.class).getNotifications(500);
    return assertThat(List.of(notices)).extracting("parameter");
  }

  private RunLock requested(LocalDate date, UUID request) throws SQLException {
    return RunLock.acquire(
        JobName.SYMBOL_BATCH,
        new RunRequest(date, "all", 1, Source.ADMIN),
        new RunGuard(POSTGRES.database(), OWNER, fence, Duration.ofHours(1), Optional.of(request)),
        why -> {});
  }

  @Test
  void the_row_of_a_run_that_died_is_closed_by_the_next_one() throws SQLException {
    try (RunLock died = acquire(DATE)) {
      endOtherSessions();
      try (RunLock next = acquire(DATE)) {
        assertThat(next.run()).isGreaterThan(died.run());
        assertThat(runs.ofDate(JobName.SYMBOL_BATCH, DATE))
            .extracting(RunRecord::state)
            .containsExactly(RunRecord.State.ABANDONED, RunRecord.State.RUNNING);
      }
    }
  }

  @Test
  void a_heartbeat_tells_that_it_lives_and_hears_that_it_shall_stop() throws Exception {
    CompletableFuture<String> stopped = new CompletableFuture<>();
    try (RunLock lock = acquire(DATE, stopped::complete)) {
      assertThat(runs.requestStop(KEY)).isTrue();
      assertThat(stopped.get(30, TimeUnit.SECONDS)).contains("stop requested");
      assertThat(lock.lost()).isFalse();
      lock.end(RunRecord.State.STOPPED, RunOutcome.STOPPED, "asked to", null);
    }
    assertThat(runs.requestStop(KEY)).isFalse();
  }

  @Test
  void a_lock_whose_session_is_cut_off_stops_the_work_and_shuts_the_fence() throws Exception {
    CompletableFuture<String> stopped = new CompletableFuture<>();
    try (RunLock lock = acquire(DATE, stopped::complete)) {
      fence.check();
      endOtherSessions();
      assertThat(stopped.get(30, TimeUnit.SECONDS)).contains("session has ended");
      assertThatThrownBy(fence::check).isInstanceOf(LockLostException.class);
      lock.keep();
      fence.check();
    }
  }

  @Test
  void nothing_is_written_by_a_run_that_was_taken_over() throws Exception {
    // A heartbeat that never comes stands for a process that is paused.
    try (RunLock paused = acquire(DATE, Duration.ofHours(1), why -> {})) {
      fence.check();
      assertThat(runs.evict(KEY, "taken over by a test")).isTrue();
      assertThatThrownBy(fence::check)
          .isInstanceOf(LockLostException.class)
          .hasMessageContaining("run " + paused.run());
      assertThat(runs.isLocked(KEY)).isFalse();
    }
    assertThat(runs.evict(KEY, "nobody is there")).isFalse();
  }

  @Test
  void who_takes_over_waits_for_a_transaction_that_passed_the_fence() throws Exception {
    try (RunLock writing = acquire(DATE, Duration.ofHours(1), why -> {});
        Connection other = POSTGRES.database().openDirect()) {
      other.createStatement().execute("set statement_timeout = '200ms'");
      RunStore rival = new RunStore(new SingleConnectionDataSource(other, true));
      transaction.executeWithoutResult(
          inside -> {
            fence.check();
            assertThatThrownBy(() -> rival.abandon(KEY, "too early"))
                .isInstanceOf(DataAccessException.class);
          });
      assertThat(rival.abandon(KEY, "now")).isEqualTo(1);
      assertThat(writing.run()).isPositive();
    }
  }

  @Test
  void who_takes_over_cuts_off_a_transaction_that_does_not_end() throws Exception {
    try (RunLock hanging = acquire(DATE, Duration.ofHours(1), why -> {});
        Connection writer = POSTGRES.database().openDirect()) {
      writer.setAutoCommit(false);
      RunFence its = new RunFence(new SingleConnectionDataSource(writer, true));
      its.open(hanging.run());
      its.check();
      assertThat(runs.evict(KEY, "taken over by a test")).isTrue();
      assertThat(runs.active(KEY)).isEmpty();
      assertThatThrownBy(writer::commit).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void the_row_of_a_run_that_died_when_its_work_was_done_is_closed_and_of_no_other()
      throws SQLException {
    try (RunLock died = acquire(DATE)) {
      RunLock.closeOrphan(POSTGRES.database(), KEY);
      assertThat(runs.active(KEY)).map(RunRecord::runId).hasValue(died.run());
      endOtherSessions();
      RunLock.closeOrphan(POSTGRES.database(), KEY);
      assertThat(runs.active(KEY)).isEmpty();
    }
  }

  /** Waits for their end, which is what gives their runs back. */
  private static void endOtherSessions() {
    JdbcClient.create(POSTGRES.dataSource())
        .sql(
            """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and backend_type = 'client backend'
            """)
        .query(Boolean.class)
        .list();
  }

  private RunLock acquire(LocalDate date) throws SQLException {
    return acquire(date, Duration.ofHours(1), why -> {});
  }

  private RunLock acquire(LocalDate date, Consumer<String> stop) throws SQLException {
    return acquire(date, Duration.ofMillis(50), stop);
  }

  private RunLock acquire(LocalDate date, Duration heartbeat, Consumer<String> stop)
      throws SQLException {
    return RunLock.acquire(
        JobName.SYMBOL_BATCH,
        new RunRequest(date, "all", 1, Source.CRON),
        new RunGuard(POSTGRES.database(), OWNER, fence, heartbeat),
        stop);
  }
}
