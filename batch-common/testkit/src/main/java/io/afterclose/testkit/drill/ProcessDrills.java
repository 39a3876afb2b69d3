package io.afterclose.testkit.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.FaultPoint.Moment;
import io.afterclose.testkit.drill.JarProcess.Ended;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Processes that are killed, paused, stopped, or meet each other: the drills that a job's jar must
 * survive, whichever job it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProcessDrills {

  private static final int KILLED = 128 + 9;

  @RegisterExtension protected static final Drills DRILLS = new Drills();

  /** The night that is disturbed. */
  protected final DrilledNight night;

  protected ProcessDrills(Night night) {
    this.night = new DrilledNight(night, DRILLS);
  }

  @Test
  void a_run_killed_at_any_statement_is_resumed_by_the_next() throws Exception {
    night.drill(
        "killed at any statement, the next run resumes",
        "1",
        1,
        40,
        (round, database, wire) -> {
          night.killed(database, wire, "victim", night.point(round)).with(KILLED);
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_killed_between_its_instance_and_its_execution_is_begun_anew() throws Exception {
    night.drill(
        "killed between instance and execution, the next run starts from the beginning",
        "1",
        0,
        2,
        (round, database, wire) -> {
          night
              .killed(database, wire, "victim", FaultPoint.before("into batch_job_execution("))
              .with(KILLED);
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_killed_again_and_again_and_while_it_recovers_is_resumed() throws Exception {
    night.drill(
        "killed twice in a row and once in the recovery, the next run resumes",
        "2",
        0,
        5,
        (round, database, wire) -> {
          night.killed(database, wire, "victim", night.point(round)).with(KILLED);
          night.killed(database, wire, "second", night.point(round)).with(KILLED, 0);
          night
              .killed(
                  database,
                  wire,
                  "third",
                  FaultPoint.statement(1 + round.random().nextInt(60), Moment.AFTER))
              .with(KILLED, 0);
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_told_to_end_stops_and_is_resumed_whatever_time_it_is_given() throws Exception {
    night.drill(
        "SIGTERM, killed after 0, 5 or 60 s, the next run resumes",
        "3",
        0,
        6,
        (round, database, wire) -> {
          try (JarProcess victim = night.start(database, wire, "victim")) {
            Waiting.atPoint(wire, victim, night.midway(round), victim::terminate);
            int drain = round.turnOf(5, 60, 0);
            if (drain == 0) {
              victim.kill();
            } else {
              victim.ended().with(143);
            }
          }
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void of_two_runs_at_once_one_works() throws Exception {
    night.rounds(
        "two starts at once: fresh, failed, stopped",
        "4, 5",
        1,
        40,
        (round, unused, wire) -> {
          String state = round.turnOf("failed", "stopped", "fresh");
          boolean cron = round.number() % 4 == 3;
          try (DrillDatabase database = night.inState(state)) {
            try (JarProcess first = night.run(database, "one", cron ? "--cron" : "");
                JarProcess second = night.run(database, "other", cron ? "--cron" : "")) {
              refusedAtMostOne(first.ended(), second.ended(), cron);
            }
            night.inOrder(database);
          }
        });
  }

  private void refusedAtMostOne(Ended first, Ended second, boolean cron) {
    List<Ended> refused =
        Stream.of(first.with(0, 5), second.with(0, 5))
            .filter(end -> end.err().contains("another run of " + night.job()))
            .toList();
    assertThat(refused).hasSizeLessThanOrEqualTo(1);
    assertThat(refused).allSatisfy(end -> end.with(cron ? 0 : 5));
    assertThat(refused)
        .allSatisfy(
            end ->
                assertThat(end.err().lines().filter(line -> line.contains("another run of ")))
                    .hasSizeBetween(1, cron ? 2 : 1)
                    .noneMatch(line -> line.contains("Exception")));
    assertThat(first.err() + second.err()).doesNotContain("\tat ");
  }

  @Test
  void a_run_that_is_stopped_and_one_that_is_begun_at_once_never_write_beside_each_other()
      throws Exception {
    night.drill(
        "stop and rerun at once",
        "6",
        0,
        10,
        (round, database, wire) -> {
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = night.start(database, wire, "victim")) {
            Waiting.atPoint(wire, victim, night.midway(round), () -> Waiting.await(go));
            try (JarProcess stop = night.command(database, "stop");
                JarProcess again = night.process(database, "again", night.arguments("rerun"))) {
              Waiting.until(() -> stopRequested(database));
              go.countDown();
              stop.ended().with(0);
              // what hears of it in its last chunk completes the date, which is not done again
              int stopped = victim.ended().with(75, 0).exitCode();
              again.ended().with(stopped == 0 ? new Integer[] {0, 5, 2} : new Integer[] {0, 5});
            }
          }
          round.recovery(() -> night.run(database, "next").ended().with(0));
        });
  }

  @Test
  void a_run_that_lives_is_not_taken_away() throws Exception {
    night.drill(
        "recover on a live run is refused, watch follows it to its end",
        "7",
        0,
        4,
        (round, database, wire) -> {
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = night.start(database, wire, "victim")) {
            Waiting.atPoint(wire, victim, night.midway(round), () -> Waiting.await(go));
            try (JarProcess recover = night.command(database, "recover")) {
              assertThat(recover.ended().with(5).err())
                  .contains("is alive and not taken away: host ", "pid " + victim.pid())
                  .contains("last heartbeat 0 s ago", night.job() + " stop --date " + night.date());
              try (JarProcess watch =
                  night.process(
                      database, "watch", "watch", "--date", night.date(), "--for", "2m")) {
                Waiting.until(() -> watch.said(" read, "));
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
    night.drill(
        "purge beside a run",
        "38",
        0,
        2,
        (round, database, wire) -> {
          CountDownLatch go = new CountDownLatch(1);
          try (JarProcess victim = night.start(database, wire, "victim")) {
            Waiting.atPoint(wire, victim, night.midway(round), () -> Waiting.await(go));
            database.execute(
                "update batch_job_execution set create_time = '2020-01-01'",
                "update job_runs set started_at = '2020-01-01'");
            try (JarProcess purge =
                night.process(database, "purge", "purge", "--older-than", "1d", "-o", "csv")) {
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
    night.drill(
        "paused, taken over, woken",
        "8",
        1,
        10,
        (round, database, wire) -> {
          try (JarProcess victim = night.start(database, wire, "victim")) {
            Waiting.atPoint(wire, victim, night.midway(round), victim::pause);
            round.recovery(
                () -> {
                  recovered(database);
                  return night.run(database, "rival").ended().with(0);
                });
            List<String> writers = database.writers();
            victim.wake();
            victim.ended().with(5);
            assertThat(database.writers()).isEqualTo(writers);
          }
        });
  }

  @Test
  void two_processes_that_find_an_old_schema_bring_it_up_to_date_once() throws Exception {
    night.drill(
        "two jars migrate at once, with a Liquibase lock that a dead one left",
        "37",
        0,
        3,
        (round, database, wire) -> {
          database.execute(
              "update databasechangelog set tag = null",
              "update databasechangeloglock set locked = true, lockgranted = now(),"
                  + " lockedby = 'a dead one'");
          try (JarProcess first = night.run(database, "one");
              JarProcess second = night.run(database, "other")) {
            refusedAtMostOne(first.ended(), second.ended(), false);
          }
          assertThat(database.texts("select locked from databasechangeloglock"))
              .containsExactly("false");
        });
  }

  /** Until the silence was long enough. */
  private void recovered(DrillDatabase database) throws Exception {
    int code = 5;
    for (int tries = 0; code == 5 && tries < 5; tries++) {
      try (JarProcess recover = night.command(database, "recover")) {
        code = recover.ended().with(0, 5).exitCode();
      }
    }
    assertThat(code).isZero();
  }

  private static boolean stopRequested(DrillDatabase database) {
    return !database
        .texts("select run_id from job_run_heartbeats where stop_requested_at is not null")
        .isEmpty();
  }
}
