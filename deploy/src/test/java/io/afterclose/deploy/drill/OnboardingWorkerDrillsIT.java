package io.afterclose.deploy.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.FaultPoint;
import io.afterclose.testkit.drill.JarProcess;
import io.afterclose.testkit.drill.PostgresProxy;
import io.afterclose.testkit.drill.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code symbol-batch onboard --watch} as it is shipped, ended by a signal, killed, or left without
 * its database: the tables are those of an order that nothing disturbed, byte for byte.
 */
@Timeout(600)
final class OnboardingWorkerDrillsIT {

  @RegisterExtension static final Drills DRILLS = new Drills();

  /** What the JVM ends with after SIGTERM, and after SIGKILL. */
  private static final int TERMINATED = 143;

  private static final int KILLED = 137;

  private static final String AWAY = "the database does not answer";
  private static final String THERE = "the database answers again";
  private static final String UNFINISHED =
      "select symbol from symbol_onboarding_queue where status in ('PENDING', 'PROCESSING')";

  private static DrillDatabase base;
  private static String undisturbed;
  private static int statements;

  @BeforeAll
  static void four_symbols_wait_and_nothing_disturbs_them() throws Exception {
    base = DRILLS.emptyDatabase();
    base.execute(
        "insert into portfolios (name) values ('Growth')",
        "insert into positions (portfolio_id, symbol, quantity, entry_date, entry_price)"
            + " select portfolio_id, s, 1, '2024-03-01', 100 from portfolios,"
            + " unnest(array['KILO', 'NOSUCH', 'TNGO', 'ZULU']) s",
        "insert into symbol_onboarding_queue (symbol)"
            + " select unnest(array['KILO', 'NOSUCH', 'TNGO', 'ZULU'])");
    try (DrillDatabase database = base.copy();
        PostgresProxy wire = PostgresProxy.before(database.url())) {
      Evening.type(database.environment("once", wire, ""), ONCE).with(3);
      statements = wire.statements().size();
      undisturbed = database.dump();
      assertThat(
              database.texts(
                  "select symbol || ' ' || status from symbol_onboarding_queue order by symbol"))
          .containsExactly("KILO COMPLETED", "NOSUCH FAILED", "TNGO COMPLETED", "ZULU COMPLETED");
    }
  }

  @AfterAll
  static void drop() {
    base.close();
  }

  private static final String ONCE = "symbol-batch onboard --provider sample";

  @Test
  void a_worker_that_a_signal_ends_gives_back_what_it_was_at_work_on_at_once() {
    disturbed(
        "a worker of the onboarding queue ended by SIGTERM",
        JarProcess::terminate,
        TERMINATED,
        database ->
            assertThat(
                    database.texts(
                        "select symbol from symbol_onboarding_queue where status = 'PROCESSING'"))
                .isEmpty());
  }

  @Test
  void what_a_worker_was_at_work_on_when_it_was_killed_is_taken_up_after_two_minutes() {
    disturbed(
        "a worker of the onboarding queue ended by SIGKILL",
        JarProcess::kill,
        KILLED,
        database ->
            database.execute(
                "update symbol_onboarding_queue set heartbeat_at = now() - interval '3 min'"
                    + " where status = 'PROCESSING'"));
  }

  /** The next worker stays too, and is ended when nothing waits any more. */
  private static void disturbed(
      String name, Consumer<JarProcess> end, int code, Consumer<DrillDatabase> after) {
    DRILLS.run(
        name,
        "16",
        2,
        20,
        round -> {
          try (DrillDatabase database = base.copy()) {
            endedAt(round, database, end, code);
            after.accept(database);
            try (JarProcess next = worker(database.environment("next"), "5s")) {
              round.recovery(() -> drained(database, next));
              next.terminate();
              next.ended().with(TERMINATED);
            }
            assertThat(differences(database.dump(), undisturbed)).isEmpty();
            assertThat(database.texts("select run_id from job_runs where ended_at is null"))
                .isEmpty();
          }
        });
  }

  private static void endedAt(
      Round round, DrillDatabase database, Consumer<JarProcess> end, int code) throws Exception {
    try (PostgresProxy wire = PostgresProxy.before(database.url());
        JarProcess worker = worker(database.environment("first", wire, ""), "5s")) {
      wire.at(
          FaultPoint.statement(round.pointUpTo(statements), FaultPoint.Moment.BEFORE),
          () -> end.accept(worker));
      assertThat(wire.happenedWithin(120)).isTrue();
      worker.ended().with(code);
    }
  }

  @Test
  void a_worker_whose_database_restarts_waits_for_it_and_says_so_once() {
    DRILLS.run(
        "the database restarted under a worker of the onboarding queue that waits",
        "16",
        1,
        10,
        round -> {
          try (DrillDatabase database = base.copy()) {
            database.execute(
                "update symbol_onboarding_queue set not_before = now() + interval '1 day'");
            boolean told = round.number() % 2 == 0;
            try (PostgresProxy wire = PostgresProxy.before(database.url());
                JarProcess worker =
                    worker(database.environment("worker", wire, ""), told ? "10m" : "1s")) {
              assertThat(worker.awaitLog("watching the queue")).isTrue();
              restarted(database, wire);
              assertThat(worker.awaitLog(THERE)).isTrue();
              asked(database, told);
              round.recovery(() -> drained(database, worker));
              worker.terminate();
              JarProcess.Ended ended = worker.ended().with(TERMINATED);
              assertThat(ended.logged(AWAY)).hasSize(1);
              assertThat(ended.logged(THERE)).hasSize(1);
              assertThat(ended.logged("watching the queue")).hasSize(2);
            }
            assertThat(differences(database.dump(), undisturbed)).isEmpty();
          }
        });
  }

  @Test
  void a_worker_whose_database_restarts_in_the_middle_of_its_work_goes_on() {
    DRILLS.run(
        "the database restarted under a worker of the onboarding queue at work",
        "16",
        1,
        10,
        round -> {
          try (DrillDatabase database = base.copy()) {
            try (PostgresProxy wire = PostgresProxy.before(database.url());
                JarProcess worker = worker(database.environment("worker", wire, ""), "1s")) {
              wire.at(
                  FaultPoint.statement(
                      statements / 4 + round.pointUpTo(statements / 2), FaultPoint.Moment.BEFORE),
                  () -> restarted(database, wire));
              assertThat(wire.happenedWithin(120)).isTrue();
              // what an outage broke off is tried again after ten seconds or more
              database.execute("update symbol_onboarding_queue set not_before = null");
              round.recovery(() -> drained(database, worker));
              worker.terminate();
              assertThat(worker.ended().with(TERMINATED).logged(AWAY)).hasSizeLessThan(2);
            }
            assertThat(differences(database.dump(), undisturbed)).isEmpty();
          }
        });
  }

  private static void restarted(DrillDatabase database, PostgresProxy wire) {
    database.restartServer(
        () -> {
          wire.cut();
          slept(8);
        });
    wire.moveTo(database.url());
  }

  /**
   * What waits may begin.
   *
   * @param told whether a worker is told, else it finds out
   */
  private static void asked(DrillDatabase database, boolean told) {
    String all = "alter table symbol_onboarding_queue %s trigger onboarding_request_told";
    if (!told) {
      database.execute(all.formatted("disable"));
    }
    database.execute("update symbol_onboarding_queue set not_before = null");
    if (!told) {
      database.execute(all.formatted("enable"));
    }
  }

  private static void slept(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static JarProcess worker(Map<String, String> environment, String poll) {
    return Evening.start(
        "symbol-batch", environment, "onboard", "--provider", "sample", "--watch", "--poll", poll);
  }

  private static boolean drained(DrillDatabase database, JarProcess worker) throws Exception {
    long begun = System.nanoTime();
    while (!database.texts(UNFINISHED).isEmpty()) {
      if (!worker.alive() || System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(3)) {
        throw new AssertionError("it was not finished: " + worker.ended());
      }
      Thread.sleep(200);
    }
    return true;
  }

  private static List<String> differences(String found, String expected) {
    List<String> more = rows(found);
    rows(expected).forEach(more::remove);
    List<String> less = rows(expected);
    rows(found).forEach(less::remove);
    return Stream.concat(
            more.stream().map(row -> "more: " + row), less.stream().map(row -> "less: " + row))
        .toList();
  }

  /** Without what is a record of the single runs for some symbols, however many there were. */
  private static List<String> rows(String dump) {
    return new ArrayList<>(
        dump.lines()
            .filter(
                row ->
                    !(row.startsWith("symbol_batch_universe ")
                        && row.contains("\"unscoped\": false")))
            .toList());
  }
}
