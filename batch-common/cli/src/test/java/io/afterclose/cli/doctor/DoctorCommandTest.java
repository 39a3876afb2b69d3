package io.afterclose.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.fixture.RecordedRuns;
import io.afterclose.run.history.ItemFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.run.lock.RunFence;
import io.afterclose.run.lock.RunGuard;
import io.afterclose.run.lock.RunLock;
import io.afterclose.run.lock.RunOwner;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

final class DoctorCommandTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate DUE = LocalDate.of(2022, 6, 30);
  private static final LocalDateTime WHENEVER = LocalDateTime.of(2022, 7, 1, 2, 0);

  private final RecordedRuns runs = new RecordedRuns(POSTGRES.dataSource());

  /** A Friday morning: the night of the day before is due. */
  private final SettableClock clock = SettableClock.at("2022-07-01T12:00:00Z");

  /** For what needs a clock that agrees with the database's; nothing asked of it names a date. */
  private final Clock now = Clock.systemUTC();

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void nothing_has_run() {
    POSTGRES.reset();
  }

  @Test
  void where_every_night_is_there_all_is_well() {
    LocalDate newest = new ProcessContext(Map.of(), now).targetDate().latestCompleted();
    completed(JobName.SYMBOL_BATCH, newest);
    completed(JobName.PORTFOLIO_REFRESH, newest);
    assertThat(examined(now)).as(out.toString()).isZero();
    assertThat(out.toString())
        .doesNotContain("FAIL", "WARN")
        .contains("database,OK", "schema,OK", "active: symbol-batch,OK,none", "clock,OK");
  }

  @Test
  void a_late_night_of_this_job_is_a_failure_and_of_the_other_a_warning() {
    completed(JobName.SYMBOL_BATCH, DUE);
    assertThat(examined(now)).isEqualTo(1);
    assertThat(out.toString())
        .containsOnlyOnce("FAIL")
        .contains("last night: symbol-batch,FAIL,\"2022-06-30, due ")
        .contains("last night: portfolio-refresh,WARN,\"none, due ");
  }

  @Test
  void a_night_is_late_when_the_time_of_grace_after_the_next_session_is_over() {
    completed(JobName.SYMBOL_BATCH, DUE);
    clock.set(Instant.parse("2022-07-02T02:29:59Z"));
    examined(clock);
    assertThat(out.toString())
        .contains("last night: symbol-batch,OK,\"2022-06-30, due 2022-06-30\"");
    clock.advance(Duration.ofSeconds(1));
    examined(clock);
    assertThat(out.toString())
        .contains("last night: symbol-batch,FAIL,\"2022-06-30, due 2022-07-01\"")
        .contains("last night: portfolio-refresh,WARN,\"none, due 2022-07-01\"");
  }

  @Test
  void an_empty_database_is_a_warning_and_its_missing_night_a_failure() {
    JdbcClient.create(POSTGRES.dataSource()).sql("create schema empty").update();
    Map<String, String> environment = new HashMap<>(POSTGRES.environment());
    environment.computeIfPresent(
        "DATABASE_URL",
        (name, url) -> url + (url.contains("?") ? "&" : "?") + "currentSchema=empty");
    int exitCode = execute(new ProcessContext(environment, clock));
    JdbcClient.create(POSTGRES.dataSource()).sql("drop schema empty").update();
    assertThat(exitCode).as(environment + "\n" + out).isEqualTo(1);
    assertThat(out.toString())
        .contains("schema,WARN,none yet: the database is empty")
        .contains("last night: symbol-batch,FAIL,\"none, due 2022-06-30\"")
        .doesNotContain("not that of this program");
  }

  @Test
  void a_run_that_holds_its_lock_without_a_heartbeat_hangs() throws SQLException {
    completed(JobName.SYMBOL_BATCH, DUE);
    try (RunLock lock =
        RunLock.acquire(
            JobName.SYMBOL_BATCH,
            new RunRequest(LocalDate.of(2022, 6, 27), "all", 1, Source.CRON),
            new RunGuard(
                POSTGRES.database(),
                new RunOwner("there", 4711, "0.1.0 (test)"),
                new RunFence(POSTGRES.dataSource()),
                Duration.ofHours(1)),
            why -> {})) {
      examined(clock);
      assertThat(out.toString()).contains("active: symbol-batch,OK");
      JdbcClient.create(POSTGRES.dataSource())
          .sql(
              "update job_run_heartbeats set heartbeat_at = heartbeat_at - interval '32 seconds'"
                  + " where run_id = :run")
          .param("run", lock.run())
          .update();
      examined(clock);
      assertThat(out.toString())
          .contains(
              "active: symbol-batch,FAIL",
              "30 s or more, so it hangs",
              "'symbol-batch recover --date 2022-06-27' takes the date away from it");
    }
  }

  @Test
  void a_run_whose_lock_is_free_has_died() {
    completed(JobName.SYMBOL_BATCH, DUE);
    JdbcClient.create(POSTGRES.dataSource())
        .sql(
            """
            with run as (
              insert into job_runs (job_name, target_date, scope, revision, source, host, pid,
                version, state, started_at)
              values ('symbol-batch', '2022-06-27', 'all', 1, 'cron', 'here', 1, '0', 'RUNNING',
                clock_timestamp())
              returning run_id
            )
            insert into job_run_heartbeats (run_id, heartbeat_at) select run_id, clock_timestamp()
            from run
            """)
        .update();
    examined(clock);
    assertThat(out.toString())
        .contains("active: symbol-batch,WARN", "host here", "its lock is free");
  }

  @Test
  void prices_that_did_not_come_are_counted() {
    long night = completed(JobName.SYMBOL_BATCH, DUE);
    new ItemFailureStore(POSTGRES.dataSource(), clock)
        .record(
            night,
            "prices",
            List.of(
                new ItemFailure("ALFA", "NO_PRICE", "none came"),
                new ItemFailure("GOLF", "OTHER", "of another kind")));
    examined(clock);
    assertThat(out.toString()).contains("prices,WARN,1 symbols had none for 2022-06-30");
  }

  @Test
  void a_clock_that_is_wrong_is_a_failure() {
    assertThat(examined(clock)).isEqualTo(1);
    assertThat(out.toString()).contains("clock,FAIL");
  }

  @Test
  void a_night_may_be_missing_for_the_time_of_grace() {
    clock.set(Instant.parse("2022-07-01T22:00:00Z"));
    examined(clock);
    assertThat(out.toString()).contains("due 2022-06-30").doesNotContain("due 2022-07-01");
    examined(clock, "--grace", "1h");
    assertThat(out.toString()).contains("due 2022-07-01");
  }

  @Test
  void a_database_that_is_away_is_the_one_thing_that_is_told() {
    int exitCode =
        execute(
            new ProcessContext(
                Map.of("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing"), clock));
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains("database,FAIL").hasLineCount(2);
  }

  @Test
  void little_room_is_a_warning_and_none_a_failure() {
    assertThat(MachineChecks.room(Path.of("home"), 6000).verdict()).isEqualTo(Verdict.OK);
    assertThat(MachineChecks.room(Path.of("home"), 5000).verdict()).isEqualTo(Verdict.WARN);
    assertThat(MachineChecks.room(Path.of("home"), 1000).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void some_seconds_apart_are_a_warning() {
    Instant here = Instant.parse("2022-07-01T12:00:00Z");
    assertThat(MachineChecks.clock(here, here.plusSeconds(5)).verdict()).isEqualTo(Verdict.OK);
    assertThat(MachineChecks.clock(here, here.minusSeconds(6)).verdict()).isEqualTo(Verdict.WARN);
    assertThat(MachineChecks.clock(here, here.minusSeconds(301)).verdict()).isEqualTo(Verdict.FAIL);
  }

  private long completed(JobName job, LocalDate date) {
    return runs.ended(
        job, new RunRequest(date, "all", 1, Source.CRON), BatchStatus.COMPLETED, WHENEVER);
  }

  private int examined(Clock at, String... more) {
    return execute(new ProcessContext(POSTGRES.environment(), at), more);
  }

  private int execute(ProcessContext process, String... more) {
    out.getBuffer().setLength(0);
    String[] words = new String[2 + more.length];
    System.arraycopy(new String[] {"-o", "csv"}, 0, words, 0, 2);
    System.arraycopy(more, 0, words, 2, more.length);
    return CommandLauncher.prepared(
            new CommandLine(new DoctorCommand(process, JobName.SYMBOL_BATCH, List.of())))
        .setOut(new PrintWriter(out, true))
        .execute(words);
  }
}
