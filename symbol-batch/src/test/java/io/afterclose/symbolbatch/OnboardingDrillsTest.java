package io.afterclose.symbolbatch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.execution.ProcessContext;
import io.afterclose.testkit.SettableClock;
import io.afterclose.testkit.ShortLivedJvm;
import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.FaultPoint;
import io.afterclose.testkit.drill.PostgresProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The onboarding queue when its workers die, meet each other or meet a night: the tables are those
 * of an order that nothing disturbed, byte for byte.
 */
final class OnboardingDrillsTest {

  @RegisterExtension static final Drills DRILLS = new Drills();

  /** Two sessions have passed; the clock stands still, so that both runs are for the last one. */
  private static final SettableClock CLOCK = SettableClock.at("2022-07-01T02:00:00Z");

  private static final String STATES =
      "select symbol || ' ' || status from symbol_onboarding_queue order by symbol";

  private static DrillDatabase base;
  private static String undisturbed;
  private static int statements;

  /** A worker that waits for the database after a fault is left behind, as a dead process is. */
  private static final Executor PROCESSES =
      work -> {
        Thread process = new Thread(work, "process");
        process.setDaemon(true);
        process.start();
      };

  @BeforeAll
  static void three_symbols_wait_and_nothing_disturbs_them() {
    base = DRILLS.emptyDatabase();
    base.execute(
        "insert into portfolios (name) values ('Growth')",
        "insert into positions (portfolio_id, symbol, quantity, entry_date, entry_price)"
            + " select portfolio_id, s, 1, '2021-03-01', 100 from portfolios,"
            + " unnest(array['KILO', 'NOSUCH', 'TNGO', 'ZULU']) s",
        "insert into symbol_onboarding_queue (symbol)"
            + " select unnest(array['KILO', 'NOSUCH', 'TNGO', 'ZULU'])");
    try (DrillDatabase database = base.copy();
        PostgresProxy wire = PostgresProxy.before(database.url())) {
      assertThat(worker(database.environment("worker", wire, ""))).isEqualTo(3);
      statements = wire.statements().size();
      undisturbed = database.dump();
      assertThat(database.texts(STATES))
          .containsExactly("KILO COMPLETED", "NOSUCH FAILED", "TNGO COMPLETED", "ZULU COMPLETED");
    }
  }

  @AfterAll
  static void drop() {
    base.close();
  }

  @Test
  void a_worker_killed_at_any_statement_is_made_up_for_by_the_next() {
    DRILLS.run(
        "a worker of the onboarding queue is killed",
        "16",
        3,
        200,
        round -> {
          FaultPoint point =
              FaultPoint.statement(
                  round.pointUpTo(statements),
                  round.turnOf(FaultPoint.Moment.BEFORE, FaultPoint.Moment.AFTER));
          try (DrillDatabase database = base.copy()) {
            PostgresProxy wire = PostgresProxy.before(database.url());
            Process killed = process(database.environment("killed", wire, ""));
            wire.at(point, () -> dead(killed));
            assertThat(killed.waitFor(60, SECONDS)).isTrue();
            wire.close();
            round.recovery(
                () -> {
                  silent(database);
                  return worker(database.environment("next"));
                });
            assertThat(differences(database.dump(), undisturbed))
                .as("killed at %s", point)
                .isEmpty();
            assertThat(database.texts("select state from job_runs where ended_at is null"))
                .isEmpty();
          }
        });
  }

  @Test
  void two_workers_at_once_lose_nothing_and_do_nothing_twice() {
    DRILLS.run(
        "two workers of the onboarding queue",
        "16",
        3,
        40,
        round -> {
          try (DrillDatabase database = base.copy()) {
            CompletableFuture<Integer> one =
                started(database.environment("one"), "--at-a-time", "1");
            CompletableFuture<Integer> two =
                started(database.environment("two"), "--at-a-time", "1");
            one.get(60, SECONDS);
            two.get(60, SECONDS);
            assertThat(differences(database.dump(), undisturbed)).isEmpty();
            assertThat(
                    database.texts(
                        "select scope || ' ' || count(*) from job_runs group by scope order by 1"))
                .containsExactly(
                    "symbols:KILO 1", "symbols:NOSUCH 1", "symbols:TNGO 1", "symbols:ZULU 1");
          }
        });
  }

  @Test
  void a_night_and_a_worker_give_the_same_in_either_order_and_at_once() throws Exception {
    String nightFirst;
    try (DrillDatabase database = base.copy()) {
      assertThat(night(database)).isZero();
      assertThat(worker(database.environment("worker"))).isEqualTo(3);
      nightFirst = database.dump();
    }
    try (DrillDatabase database = base.copy()) {
      assertThat(worker(database.environment("worker"))).isEqualTo(3);
      assertThat(night(database)).isZero();
      assertThat(differences(database.dump(), nightFirst)).isEmpty();
    }
    DRILLS.run(
        "a night beside a worker of the onboarding queue",
        "16",
        3,
        40,
        round -> {
          try (DrillDatabase database = base.copy()) {
            CompletableFuture<Integer> worker = started(database.environment("worker"));
            Thread.sleep(round.random().nextInt(1500));
            assertThat(night(database)).isZero();
            assertThat(worker.get(60, SECONDS)).isEqualTo(3);
            assertThat(differences(database.dump(), nightFirst)).isEmpty();
          }
        });
  }

  private static int night(DrillDatabase database) {
    return types(
        database.environment("night"), "run", "--date", "2022-06-30", "--provider", "sample");
  }

  private static int worker(Map<String, String> environment, String... more) {
    String[] words = new String[3 + more.length];
    System.arraycopy(new String[] {"onboard", "--provider", "sample"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    return types(environment, words);
  }

  /** One of its own, to be killed: threads of a test could end in order only. */
  private static Process process(Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>(ShortLivedJvm.command());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            AtSetTime.class.getName(),
            "onboard",
            "--provider",
            "sample"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("DATABASE"));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
  }

  /** The command line at the time of the drills. */
  static final class AtSetTime {

    private AtSetTime() {}

    public static void main(String... words) {
      ProcessContext process = new ProcessContext(System.getenv(), CLOCK);
      System.exit(SymbolBatch.commandLine(process).execute(words));
    }
  }

  private static void dead(Process process) {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
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

  private static CompletableFuture<Integer> started(
      Map<String, String> environment, String... more) {
    return CompletableFuture.supplyAsync(() -> worker(environment, more), PROCESSES);
  }

  private static int types(Map<String, String> environment, String... words) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return SymbolBatch.commandLine(new ProcessContext(environment, CLOCK))
        .setOut(nowhere)
        .setErr(nowhere)
        .execute(words);
  }

  /** Time passes for what the dead worker left. */
  private static void silent(DrillDatabase database) {
    database.execute(
        "update symbol_onboarding_queue set heartbeat_at = now() - interval '3 min'"
            + " where status = 'PROCESSING'");
    List<String> unused = database.texts("select 1");
  }
}
