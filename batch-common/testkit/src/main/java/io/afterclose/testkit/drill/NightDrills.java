package io.afterclose.testkit.drill;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.FaultPoint.Moment;
import io.afterclose.testkit.drill.JarProcess.Ended;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The drills that a job's jar must survive, whichever job it is: each on a copy of a prepared
 * database, with real processes. After each round the data are those of an undisturbed night, byte
 * for byte, the date is complete once, nothing is left open, and nobody wrote beside another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NightDrills {

  @RegisterExtension protected static final Drills DRILLS = new Drills();

  /** Signs of life come fast, so that who is silent for a second is dead. */
  private static final Map<String, String> FAST_HEART = Map.of("AFTERCLOSE_HEARTBEAT", "200ms");

  private static final long LONGEST_SECONDS = 120;
  private static final int KILLED = 128 + 9;

  private final Map<String, DrillDatabase> prepared = new HashMap<>();
  private Undisturbed undisturbed = new Undisturbed("", List.of());

  /**
   * A night without trouble.
   *
   * @param statements of its process, in their order
   */
  private record Undisturbed(String dump, List<String> statements) {}

  /** The job's name, which is its jar's. */
  protected abstract String job();

  /** The session whose night is run. */
  protected abstract String date();

  /** The words of the command line after {@code run --date D}. */
  protected abstract List<String> options();

  /** The tables at whose writes a fault breaks the night; where none can be written, it fails. */
  protected abstract List<String> brokenTables();

  /** Puts into an empty database what the night needs. */
  protected abstract void prepare(DrillDatabase database) throws Exception;

  @Test
  void a_run_killed_at_any_statement_is_resumed_by_the_next() throws Exception {
    drill(
        "killed at any statement, the next run resumes",
        "1",
        1,
        40,
        (round, database, wire) -> {
          killed(database, wire, "victim", point(round)).with(KILLED);
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_killed_between_its_instance_and_its_execution_is_begun_anew() throws Exception {
    drill(
        "killed between instance and execution, the next run begins anew",
        "1",
        0,
        2,
        (round, database, wire) -> {
          killed(database, wire, "victim", FaultPoint.before("into batch_job_execution("))
              .with(KILLED);
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_killed_again_and_again_and_while_it_recovers_is_resumed() throws Exception {
    drill(
        "killed twice in a row and once in the recovery, the next run resumes",
        "2",
        0,
        5,
        (round, database, wire) -> {
          killed(database, wire, "victim", point(round)).with(KILLED);
          killed(database, wire, "second", point(round)).with(KILLED, 0);
          killed(
                  database,
                  wire,
                  "third",
                  FaultPoint.statement(1 + round.random().nextInt(60), Moment.AFTER))
              .with(KILLED, 0);
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_told_to_end_stops_and_is_resumed_whatever_time_it_is_given() throws Exception {
    drill(
        "SIGTERM, killed after 0, 5 or 60 s, the next run resumes",
        "3",
        0,
        6,
        (round, database, wire) -> {
          try (JarProcess victim = start(database, wire, "victim")) {
            awaitPoint(wire, victim, midway(round), victim::terminate);
            int drain = round.turnOf(5, 60, 0);
            if (drain == 0) {
              victim.kill();
            } else {
              victim.ended().with(143);
            }
          }
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void of_two_runs_at_once_one_works() throws Exception {
    drill(
        "two starts at once: fresh, failed, stopped",
        "4, 5",
        1,
        40,
        (round, unused, wire) -> {
          String state = round.turnOf("failed", "stopped", "fresh");
          boolean cron = round.number() % 4 == 3;
          try (DrillDatabase database = inState(state)) {
            try (JarProcess one = run(database, "one", cron ? "--cron" : "");
                JarProcess other = run(database, "other", cron ? "--cron" : "")) {
              refusedAtMostOne(one.ended(), other.ended(), cron);
            }
            inOrder(database);
          }
        },
        false);
  }

  private void refusedAtMostOne(Ended one, Ended other, boolean cron) {
    List<Ended> refused =
        Stream.of(one.with(0, 5), other.with(0, 5))
            .filter(end -> end.err().contains("another run of " + job()))
            .toList();
    assertThat(refused).hasSizeLessThanOrEqualTo(1);
    assertThat(refused).allSatisfy(end -> end.with(cron ? 0 : 5));
    assertThat(refused)
        .allSatisfy(
            end ->
                assertThat(end.err().lines().filter(line -> line.contains("another run of ")))
                    .hasSizeBetween(1, cron ? 2 : 1)
                    .noneMatch(line -> line.contains("Exception")));
    assertThat(one.err() + other.err()).doesNotContain("\tat ");
  }

  @Test
  void a_run_that_is_stopped_and_one_that_is_begun_at_once_never_write_beside_each_other()
      throws Exception {
    drill(
        "stop and rerun at once",
        "6",
        0,
        10,
        (round, database, wire) -> {
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = start(database, wire, "victim")) {
            awaitPoint(wire, victim, midway(round), () -> await(go));
            try (JarProcess stop = command(database, "stop");
                JarProcess again = words(database, "again", words("rerun"))) {
              until(() -> stopRequested(database));
              go.countDown();
              stop.ended().with(0);
              again.ended().with(0, 5);
            }
            victim.ended().with(75);
          }
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_that_lives_is_not_taken_away() throws Exception {
    drill(
        "recover on a live run is refused, watch follows it to its end",
        "7",
        0,
        4,
        (round, database, wire) -> {
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = start(database, wire, "victim")) {
            awaitPoint(wire, victim, midway(round), () -> await(go));
            try (JarProcess recover = command(database, "recover")) {
              assertThat(recover.ended().with(5).err())
                  .contains("is alive and not taken away: host ", "pid " + victim.pid())
                  .contains("last heartbeat 0 s ago", job() + " stop --date " + date());
              try (JarProcess watch =
                  words(database, "watch", "watch", "--date", date(), "--for", "2m")) {
                until(() -> watch.said("STARTED"));
                go.countDown();
                victim.ended().with(0);
                assertThat(watch.ended().with(0).out()).contains("COMPLETED");
              }
            } finally {
              go.countDown();
            }
          }
        });
  }

  @Test
  void records_of_a_run_that_lives_are_not_purged() throws Exception {
    drill(
        "purge beside a run",
        "38",
        0,
        2,
        (round, database, wire) -> {
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = start(database, wire, "victim")) {
            awaitPoint(wire, victim, midway(round), () -> await(go));
            database.execute(
                "update batch_job_execution set create_time = '2020-01-01'",
                "update job_runs set started_at = '2020-01-01'");
            try (JarProcess purge =
                words(database, "purge", "purge", "--older-than", "1d", "-o", "csv")) {
              assertThat(purge.ended().with(0).out())
                  .contains("job_runs,0", "batch_job_instance,0");
            } finally {
              go.countDown();
            }
            victim.ended().with(0);
          }
        });
  }

  @Test
  void a_run_that_was_paused_and_taken_over_writes_nothing_when_it_wakes() throws Exception {
    drill(
        "paused, taken over, woken",
        "8",
        1,
        10,
        (round, database, wire) -> {
          try (JarProcess victim = start(database, wire, "victim")) {
            awaitPoint(wire, victim, midway(round), victim::pause);
            round.recovery(
                () -> {
                  recovered(database);
                  return run(database, "rival").ended().with(0);
                });
            List<String> writers = database.writers();
            victim.wake();
            victim.ended().with(5);
            assertThat(database.writers()).isEqualTo(writers);
          }
        });
  }

  @Test
  void a_run_whose_lock_is_cut_takes_it_again_or_ends() throws Exception {
    drill(
        "lock connection cut, alone or beside a rival",
        "9",
        0,
        10,
        (round, database, wire) -> {
          boolean alone = round.number() % 2 == 0;
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = start(database, wire, "victim")) {
            awaitPoint(wire, victim, midway(round), () -> await(go));
            cutLock(database);
            if (alone) {
              go.countDown();
              round.recovery(() -> victim.ended().with(0));
            } else {
              try (JarProcess rival = run(database, "rival")) {
                until(() -> begun(database, 2) || !rival.alive());
                go.countDown();
                round.recovery(() -> rival.ended().with(0));
              }
              victim.ended().with(5);
            }
          }
        });
  }

  @Test
  void a_run_whose_database_restarts_goes_on() throws Exception {
    drill(
        "database restarted mid-chunk",
        "10",
        0,
        10,
        (round, database, wire) -> {
          try (JarProcess victim = start(database, wire, "victim")) {
            awaitPoint(
                wire,
                victim,
                midway(round),
                () -> {
                  database.restartServer(() -> {});
                  wire.moveTo(database.url());
                });
            round.recovery(
                () -> {
                  int code = victim.ended().with(0, 75).exitCode();
                  return code == 0 ? code : run(database, "next").ended().with(0).exitCode();
                });
          }
        });
  }

  @Test
  void a_run_whose_database_falls_silent_ends_within_its_bounds() throws Exception {
    drill(
        "network black hole, for ten seconds or to the end",
        "11",
        0,
        3,
        (round, database, wire) -> {
          try (JarProcess victim =
              JarProcess.start(
                  job() + ".jar",
                  and(
                      database.environment(
                          "victim", wire, "&socketTimeout=2&connect_timeout=2&loginTimeout=2"),
                      FAST_HEART),
                  words("run"))) {
            awaitPoint(wire, victim, midway(round), wire::goSilent);
            if (round.turnOf(true, false)) {
              Thread unused = PostgresProxy.daemon("ten-seconds", () -> speakAgainLater(wire));
            }
            victim.ended().with(0, 75);
          } finally {
            wire.speakAgain();
            wire.cut();
          }
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_passing_failure_of_the_database_is_waited_out() throws Exception {
    drill(
        "deadlock, 40001, disk full, read-only, too many connections, once",
        "12, 13",
        1,
        10,
        (round, database, wire) -> {
          String state = round.turnOf("53100", "40P01", "40001", "25006", "53300");
          breakOnce(database, state, round.random().nextInt(2) + 1);
          round.recovery(() -> run(database, "victim").ended().with(0));
          mend(database);
        });
  }

  @Test
  void a_disk_that_stays_full_ends_the_run_for_now() throws Exception {
    drill(
        "disk full or read-only to the end: exit 75, no half of anything, resumed",
        "13",
        0,
        2,
        (round, database, wire) -> {
          breakAlways(database, round.turnOf("53100", "25006"));
          run(database, "victim").ended().with(75);
          mend(database);
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_database_that_is_away_at_the_start_is_told_and_the_run_ends_for_now() throws Exception {
    drill(
        "database down at the start, then there",
        "10",
        0,
        2,
        (round, database, wire) -> {
          String away = database.url().textWithPassword().replaceFirst(":\\d+/", ":1/");
          try (JarProcess victim =
              JarProcess.start(job() + ".jar", Map.of("DATABASE_URL", away), words("run"))) {
            assertThat(victim.ended().with(75).logged("ALERT " + job())).hasSize(1);
          }
          round.recovery(() -> run(database, "next").ended().with(0));
        });
  }

  @Test
  void two_processes_that_find_an_old_schema_bring_it_up_to_date_once() throws Exception {
    drill(
        "two jars migrate at once, with a Liquibase lock that a dead one left",
        "37",
        0,
        3,
        (round, database, wire) -> {
          database.execute(
              "update databasechangelog set tag = null",
              "update databasechangeloglock set locked = true, lockgranted = now(),"
                  + " lockedby = 'a dead one'");
          try (JarProcess one = run(database, "one");
              JarProcess other = run(database, "other")) {
            refusedAtMostOne(one.ended(), other.ended(), false);
          }
          assertThat(database.texts("select locked from databasechangeloglock"))
              .containsExactly("false");
        });
  }

  @Test
  void a_run_is_the_same_twice_and_however_it_is_cut() throws Exception {
    drill(
        "run twice; other processors and zones; webhook and figures dead",
        "25, 33, 36",
        0,
        3,
        (round, database, wire) -> {
          Map<String, String> outside =
              Map.of(
                  "AFTERCLOSE_ALERT_WEBHOOK", "http://127.0.0.1:1/alerts",
                  "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
                  "AFTERCLOSE_LOG", round.turnOf("json", "text"));
          try (JarProcess one =
              JarProcess.start(
                  job() + ".jar",
                  and(database.environment("one"), outside),
                  List.of(
                      "-XX:ActiveProcessorCount=" + round.turnOf(1, 4, 2),
                      "-Duser.timezone=" + round.turnOf("Pacific/Kiritimati", "America/Adak")),
                  words("run"))) {
            one.ended().with(0);
          }
          run(database, "second").ended().with(0);
          assertThat(database.writers()).containsExactly("one");
          assertThat(executions(database, "end_time < e.start_time")).isZero();
        });
  }

  /** What is done in a round, with a database of its own and a wire to it. */
  @FunctionalInterface
  private interface Disturbance {
    void happen(Round round, DrillDatabase database, PostgresProxy wire) throws Exception;
  }

  private void drill(String name, String numbers, int few, int full, Disturbance disturbance)
      throws Exception {
    drill(name, numbers, few, full, disturbance, true);
  }

  private void drill(
      String name, String numbers, int few, int full, Disturbance disturbance, boolean check)
      throws Exception {
    DRILLS.run(
        job() + ": " + name,
        numbers,
        few,
        full,
        round -> {
          undisturbed();
          try (DrillDatabase database = inState("fresh");
              PostgresProxy wire = PostgresProxy.before(database.url())) {
            disturbance.happen(round, database, wire);
            if (check) {
              inOrder(database);
            }
          }
        });
  }

  private void inOrder(DrillDatabase database) throws Exception {
    assertThat(database.dump()).isEqualTo(undisturbed().dump());
    assertThat(executions(database, "status = 'COMPLETED'")).isEqualTo(1);
    assertThat(executions(database, "end_time is null")).isZero();
    assertThat(database.texts("select run_id from job_runs where ended_at is null")).isEmpty();
    assertThat(new HashSet<>(database.writers())).hasSameSizeAs(database.writers());
  }

  private long executions(DrillDatabase database, String which) {
    return database
        .texts(
            "select e.job_execution_id from batch_job_execution e"
                + " join batch_job_instance i using (job_instance_id)"
                + " where i.job_name = '%s' and e.%s".formatted(job(), which))
        .size();
  }

  private synchronized Undisturbed undisturbed() throws Exception {
    if (undisturbed.statements().isEmpty()) {
      try (DrillDatabase database = inState("fresh");
          PostgresProxy wire = PostgresProxy.before(database.url());
          JarProcess night = start(database, wire, "undisturbed")) {
        night.ended().with(0);
        undisturbed = new Undisturbed(database.dump(), wire.statements());
      }
    }
    return undisturbed;
  }

  /** A copy of the prepared database before the night, or after one that failed or was stopped. */
  private DrillDatabase inState(String state) throws Exception {
    if (!prepared.containsKey(state)) {
      prepared.put(state, made(state));
    }
    return Objects.requireNonNull(prepared.get(state)).copy();
  }

  /** A copy of the prepared database before the night. */
  protected final DrillDatabase fresh() throws Exception {
    return inState("fresh");
  }

  private DrillDatabase made(String state) throws Exception {
    if (state.equals("fresh")) {
      DrillDatabase fresh = DRILLS.emptyDatabase();
      prepare(fresh);
      return fresh;
    }
    DrillDatabase made = inState("fresh");
    if (state.equals("failed")) {
      breakAlways(made, "P0001");
      run(made, "broken").ended().with(1);
      mend(made);
    } else {
      try (PostgresProxy wire = PostgresProxy.before(made.url());
          JarProcess stopped = start(made, wire, "stopped")) {
        awaitPoint(
            wire, stopped, FaultPoint.statement(middle(), Moment.BEFORE), stopped::terminate);
        stopped.ended().with(143);
      }
    }
    return made;
  }

  /** Anywhere in the life of a night's process, each round in its own stretch. */
  private FaultPoint point(Round round) throws Exception {
    int all = undisturbed().statements().size() - 6;
    return FaultPoint.statement(
        round.pointUpTo(all), round.random().nextBoolean() ? Moment.BEFORE : Moment.AFTER);
  }

  /** Between the job's first step and its last. */
  private FaultPoint midway(Round round) throws Exception {
    int first = firstStep();
    int last = undisturbed().statements().size() - 12;
    return FaultPoint.statement(first + round.pointUpTo(last - first), Moment.BEFORE);
  }

  private int middle() throws Exception {
    return (firstStep() + undisturbed().statements().size()) / 2;
  }

  private int firstStep() throws Exception {
    List<String> statements = undisturbed().statements();
    for (int at = 0; at < statements.size(); at++) {
      if (FaultPoint.before("into batch_step_execution(").speaksOf(statements.get(at))) {
        return at + 2;
      }
    }
    throw new AssertionError("no step began in " + statements);
  }

  private Ended killed(DrillDatabase database, PostgresProxy wire, String name, FaultPoint point)
      throws Exception {
    try (JarProcess victim =
        JarProcess.start(job() + ".jar", database.environment(name, wire, ""), words("run"))) {
      wire.at(
          point,
          () -> {
            victim.kill();
            wire.cut();
          });
      return victim.ended();
    }
  }

  /** Waits until a process has come to a point and something happens there. */
  private static void awaitPoint(
      PostgresProxy wire, JarProcess process, FaultPoint point, Runnable what)
      throws InterruptedException {
    CountDownLatch there = new CountDownLatch(1);
    wire.at(
        point,
        () -> {
          there.countDown();
          what.run();
        });
    while (!there.await(1, SECONDS)) {
      if (!process.alive()) {
        throw new AssertionError("ended before " + point + ": " + process.ended());
      }
    }
  }

  private JarProcess start(DrillDatabase database, PostgresProxy wire, String name) {
    return JarProcess.start(
        job() + ".jar", and(database.environment(name, wire, ""), FAST_HEART), words("run"));
  }

  private JarProcess run(DrillDatabase database, String name, String... more) {
    return JarProcess.start(
        job() + ".jar", and(database.environment(name), FAST_HEART), words("run", more));
  }

  /** A command of the date that prints a table. */
  private JarProcess command(DrillDatabase database, String command) {
    return words(database, command, command, "--date", date(), "-o", "csv");
  }

  private JarProcess words(DrillDatabase database, String name, String... words) {
    return JarProcess.start(job() + ".jar", and(database.environment(name), FAST_HEART), words);
  }

  private String[] words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "--date", date()));
    words.addAll(options());
    Stream.of(more).filter(word -> !word.isEmpty()).forEach(words::add);
    return words.toArray(String[]::new);
  }

  private static Map<String, String> and(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  /** Until the silence was long enough. */
  private void recovered(DrillDatabase database) throws Exception {
    int code = 5;
    for (int tries = 0; code == 5 && tries < 5; tries++) {
      try (JarProcess recover = command(database, "recover")) {
        code = recover.ended().with(0, 5).exitCode();
      }
    }
    assertThat(code).isZero();
  }

  private static void cutLock(DrillDatabase database) {
    assertThat(
            database.texts(
                "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'"
                    + " and granted and database ="
                    + " (select oid from pg_database where datname = current_database())"))
        .containsExactly("true");
  }

  private static boolean stopRequested(DrillDatabase database) {
    return !database
        .texts("select run_id from job_run_signs where stop_requested_at is not null")
        .isEmpty();
  }

  private static boolean begun(DrillDatabase database, int runs) {
    return database.texts("select run_id from job_runs").size() >= runs;
  }

  /**
   * Raises a SQL state at the n-th write into a table, once: what a sequence gave is not undone.
   */
  private void breakOnce(DrillDatabase database, String state, int write) {
    broken(database, "nextval('drill_faults') = " + write, state);
  }

  private void breakAlways(DrillDatabase database, String state) {
    broken(database, "nextval('drill_faults') > 0", state);
  }

  private void broken(DrillDatabase database, String when, String state) {
    database.execute(
        "create sequence drill_faults",
        "create function drill_fault() returns trigger language plpgsql as $$ begin"
            + " if %s then raise exception 'a drill' using errcode = '%s'; end if;"
                .formatted(when, state)
            + " return null; end $$");
    brokenTables()
        .forEach(
            table ->
                database.execute(
                    "create trigger drill_fault before insert on "
                        + table
                        + " for each statement execute function drill_fault()"));
  }

  private static void mend(DrillDatabase database) {
    database.execute("drop function drill_fault cascade", "drop sequence drill_faults");
  }

  private static void speakAgainLater(PostgresProxy wire) {
    try {
      SECONDS.sleep(10);
      wire.speakAgain();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LONGEST_SECONDS, SECONDS)) {
        throw new AssertionError("nobody let it go on");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void until(BooleanSupplier there) throws Exception {
    FutureTask<Boolean> look =
        new FutureTask<>(
            () -> {
              while (!there.getAsBoolean()) {
                Thread.sleep(20);
              }
              return true;
            });
    Thread looking = PostgresProxy.daemon("look", look);
    try {
      look.get(LONGEST_SECONDS, SECONDS);
    } finally {
      looking.interrupt();
    }
  }
}
