package io.afterclose.testkit.drill;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a process needs goes away: its lock, its database, its disk, its reader. The drills that a
 * job's jar must survive, whichever job it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OutageDrills {

  private static final String CUT_LOCK =
      """
      select pg_terminate_backend(pid, 10000) from pg_locks held
      where locktype = 'advisory' and granted and mode = 'ExclusiveLock'
        and database = (select oid from pg_database where datname = current_database())
        and not exists (
          select from pg_locks writing
          where writing.pid = held.pid and writing.locktype = 'advisory'
            and writing.mode = 'ShareLock')
      """;

  @RegisterExtension protected static final Drills DRILLS = new Drills();

  /** The night that is disturbed. */
  protected final DrilledNight night;

  protected OutageDrills(Night night) {
    this.night = new DrilledNight(night, DRILLS);
  }

  @Test
  void a_run_whose_lock_is_cut_takes_it_again_or_ends() throws Exception {
    night.drill(
        "lock connection cut, alone or beside a rival",
        "9",
        0,
        10,
        (round, database, wire) -> {
          boolean alone = round.number() % 2 == 0;
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = night.start(database, wire, "victim")) {
            Waiting.atPoint(wire, victim, night.midway(round), () -> Waiting.await(go));
            cutLock(database);
            if (alone) {
              go.countDown();
              round.recovery(() -> victim.ended().with(0));
            } else {
              try (JarProcess rival = night.run(database, "rival")) {
                Waiting.until(() -> begun(database, 2) || !rival.alive());
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
    night.drill(
        "database restarted mid-chunk",
        "10",
        0,
        10,
        (round, database, wire) -> {
          try (JarProcess victim = night.start(database, wire, "victim")) {
            Waiting.atPoint(
                wire,
                victim,
                night.midway(round),
                () -> {
                  database.restartServer(() -> {});
                  wire.moveTo(database.url());
                });
            round.recovery(
                () -> {
                  int code = victim.ended().with(0, 75).exitCode();
                  return code == 0 ? code : night.run(database, "next").ended().with(0).exitCode();
                });
          }
        });
  }

  @Test
  void a_run_whose_database_falls_silent_ends_within_its_bounds() throws Exception {
    night.drill(
        "network black hole, for ten seconds or to the end",
        "11",
        0,
        3,
        (round, database, wire) -> {
          try (JarProcess victim =
              JarProcess.start(
                  night.job(),
                  DrilledNight.and(
                      database.environment(
                          "victim", wire, "&socketTimeout=2&connect_timeout=2&loginTimeout=2"),
                      DrilledNight.FAST_HEART),
                  night.arguments("run"))) {
            Waiting.atPoint(wire, victim, night.midway(round), wire::goSilent);
            if (round.turnOf(true, false)) {
              Thread unused = PostgresProxy.daemon("ten-seconds", () -> speakAgainLater(wire));
            }
            victim.ended().with(0, 75);
          } finally {
            wire.speakAgain();
            wire.cut();
          }
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_passing_failure_of_the_database_is_waited_out() throws Exception {
    night.drill(
        "deadlock, 40001, disk full, read-only, too many connections, once",
        "12, 13",
        1,
        10,
        (round, database, wire) -> {
          String state = round.turnOf("53100", "40P01", "40001", "25006", "53300");
          night.faults(database).once(state, round.random().nextInt(2) + 1);
          round.recovery(() -> night.run(database, "victim").ended().with(0));
          night.faults(database).mend();
        });
  }

  @Test
  void a_chunk_whose_record_fails_is_done_again() throws Exception {
    night.drill(
        "40001 once, at any update of a step's record",
        "12",
        1,
        40,
        (round, database, wire) -> {
          SqlFaults faults = SqlFaults.ofUpdates(database, "batch_step_execution");
          int all =
              night.statements("update batch_step_execution")
                  - night.statements("update batch_step_execution_context");
          int broken = round.pointUpTo(all);
          faults.once("40001", broken);
          round.recovery(() -> night.run(database, "victim").ended().with(0));
          assertThat(faults.writes()).isGreaterThanOrEqualTo(broken);
          faults.mend();
        });
  }

  @Test
  void a_disk_that_stays_full_ends_the_run_for_now() throws Exception {
    night.drill(
        "disk full or read-only to the end: exit 75, no half of anything, resumed",
        "13",
        0,
        2,
        (round, database, wire) -> {
          night.faults(database).always(round.turnOf("53100", "25006"));
          night.run(database, "victim").ended().with(75);
          night.faults(database).mend();
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_database_that_is_away_at_the_start_is_told_and_the_run_ends_for_now() throws Exception {
    night.drill(
        "database down at the start, then there",
        "10",
        0,
        2,
        (round, database, wire) -> {
          String away = database.url().textWithPassword().replaceFirst(":\\d+/", ":1/");
          try (JarProcess victim =
              JarProcess.start(night.job(), Map.of("DATABASE_URL", away), night.arguments("run"))) {
            assertThat(victim.ended().with(75).logged("ALERT " + night.job())).hasSize(1);
          }
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_is_the_same_twice_and_however_it_is_cut() throws Exception {
    night.drill(
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
          try (JarProcess first =
              JarProcess.start(
                  night.job(),
                  DrilledNight.and(database.environment("one"), outside),
                  List.of(
                      "-XX:ActiveProcessorCount=" + round.turnOf(1, 4, 2),
                      "-Duser.timezone=" + round.turnOf("Pacific/Kiritimati", "America/Adak")),
                  night.arguments("run"))) {
            first.ended().with(0);
          }
          night.run(database, "second").ended().with(0);
          assertThat(database.writers()).containsExactly("one");
          assertThat(night.executions(database, "end_time < e.start_time")).isZero();
        });
  }

  @Test
  void a_run_whose_log_nobody_reads_goes_on() throws Exception {
    night.drill(
        "log in a pipe without a reader, or into a full device",
        "35",
        0,
        2,
        (round, database, wire) -> {
          try (FullPipe pipe = FullPipe.inTarget();
              JarProcess deaf =
                  JarProcess.logging(
                      night.job(),
                      round.turnOf(pipe.path(), Path.of("/dev/full")),
                      database.environment("deaf"),
                      night.arguments("run"))) {
            round.recovery(() -> deaf.ended().with(0));
          }
        });
  }

  /** Ends the session that holds the run's lock; those that write hold locks of their own. */
  private static void cutLock(DrillDatabase database) {
    assertThat(database.texts(CUT_LOCK)).containsExactly("true");
  }

  private static boolean begun(DrillDatabase database, int runs) {
    return database.texts("select run_id from job_runs").size() >= runs;
  }

  private static void speakAgainLater(PostgresProxy wire) {
    try {
      SECONDS.sleep(10);
      wire.speakAgain();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
