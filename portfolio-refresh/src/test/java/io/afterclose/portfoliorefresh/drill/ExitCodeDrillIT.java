package io.afterclose.portfoliorefresh.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.FaultPoint;
import io.afterclose.testkit.drill.JarProcess;
import io.afterclose.testkit.drill.JarProcess.Ended;
import io.afterclose.testkit.drill.PostgresProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each exit code as a process of the jar ends with it, told as a Markdown table. */
final class ExitCodeDrillIT {

  @RegisterExtension static final Drills DRILLS = new Drills();

  private static final String JOB = "portfolio-refresh";
  private static final String[] NIGHT = {"run", "--date", "2022-06-30", "--wait", "0s"};

  private static final String REFUSE =
      """
      create function refuse() returns trigger language plpgsql as $$ begin
        if new.portfolio_id <= %d then raise exception 'a drill'; end if;
        return new;
      end $$;
      create trigger refuse before insert on %s for each row execute function refuse()
      """;

  private final Map<String, String> table = new LinkedHashMap<>();

  @Test
  void each_exit_code_is_that_of_a_process() throws Exception {
    DRILLS.run("portfolio-refresh: each exit code by a process", "–", 0, 1, round -> all());
    String told =
        "| exit code | how it came about |\n|---:|---|\n"
            + table.entrySet().stream()
                .map(row -> "| " + row.getValue() + " | " + row.getKey() + " |\n")
                .collect(Collectors.joining());
    System.out.println(told);
    Files.writeString(Path.of("target", "exit-codes.md"), told);
  }

  private void all() throws Exception {
    try (DrillDatabase night = RefreshNight.prepared(DRILLS.emptyDatabase())) {
      done(night);
      failed(night);
      partial(night);
      notReady(night);
      another(night);
      away(night);
      signalled(night);
    }
  }

  private void done(DrillDatabase night) throws Exception {
    try (DrillDatabase database = night.copy()) {
      is(0, "a night", run(database));
      is(0, "the same again: nothing to do", run(database));
      is(2, "rerun of a complete date without --force", words(database, "rerun", "--date", date()));
      is(2, "an unknown option", run(database, "--fast"));
      is(6, "a Sunday", words(database, "run", "--date", "2022-06-26"));
      is(6, "a day to come", words(database, "run", "--date", "2199-01-04"));
    }
  }

  private void failed(DrillDatabase night) throws Exception {
    try (DrillDatabase database = night.copy()) {
      database.execute(
          REFUSE.formatted(99, "portfolio_snapshots"),
          "create function deaf() returns trigger language plpgsql as $$ begin"
              + " raise exception 'a drill'; end $$",
          "create trigger deaf before insert on run_item_failures"
              + " for each row execute function deaf()");
      is(1, "neither snapshots nor why can be recorded", run(database));
    }
  }

  private void partial(DrillDatabase night) throws Exception {
    for (String cron : new String[] {"", "--cron"}) {
      try (DrillDatabase database = night.copy()) {
        database.execute(REFUSE.formatted(9, "portfolio_snapshots"));
        Ended ended = run(database, cron);
        is(cron.isEmpty() ? 3 : 0, "9 of 30 portfolios fail" + cronWords(cron), ended);
        assertThat(ended.logged("ITEMS_FAILED")).hasSize(1);
      }
    }
  }

  private void notReady(DrillDatabase night) throws Exception {
    try (DrillDatabase database = night.copy()) {
      database.execute("update batch_job_execution set status = 'FAILED', exit_code = 'FAILED'");
      for (String cron : new String[] {"", "--cron"}) {
        Ended ended = run(database, cron);
        is(cron.isEmpty() ? 4 : 0, "the symbol night failed" + cronWords(cron), ended);
        assertThat(ended.logged("GATE_ABORTED")).hasSize(1);
      }
    }
  }

  private void another(DrillDatabase night) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (DrillDatabase database = night.copy();
        PostgresProxy wire = PostgresProxy.before(database.url())) {
      CountDownLatch there = new CountDownLatch(1);
      wire.at(
          FaultPoint.before("into batch_step_execution("),
          () -> {
            there.countDown();
            uninterrupted(go);
          });
      try (JarProcess first =
          JarProcess.start(JOB, database.environment("first", wire, ""), NIGHT)) {
        there.await();
        is(5, "another run of the date is active", run(database));
        Ended cron = run(database, "--cron");
        is(0, "another run of the date is active, --cron", cron);
        assertThat(cron.logged("ALERT ")).singleElement().asString().contains("ALREADY_RUNNING");
        go.countDown();
        is(0, "and that one, left alone", first.ended());
      } finally {
        go.countDown();
      }
    }
  }

  private void away(DrillDatabase night) throws Exception {
    String unusedUrl = night.url().textWithPassword().replaceFirst(":\\d+/", ":1/");
    for (String cron : new String[] {"", "--cron"}) {
      try (JarProcess process =
          JarProcess.start(JOB, Map.of("DATABASE_URL", unusedUrl), and(NIGHT, cron))) {
        Ended ended = process.ended();
        is(75, "the database is away" + cronWords(cron), ended);
        assertThat(ended.logged("DATABASE_AWAY")).hasSize(1);
      }
    }
  }

  private void signalled(DrillDatabase night) throws Exception {
    signalled(night, 143, "SIGTERM", JarProcess::terminate);
    if (interruptsIgnored()) {
      table.put("SIGINT: not tried, since whoever started these tests has it ignored", "130");
    } else {
      signalled(night, 130, "SIGINT", JarProcess::interrupt);
    }
  }

  private void signalled(DrillDatabase night, int code, String name, Consumer<JarProcess> signal)
      throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    try (DrillDatabase database = night.copy();
        PostgresProxy wire = PostgresProxy.before(database.url())) {
      CountDownLatch there = new CountDownLatch(1);
      wire.at(
          FaultPoint.before("into batch_step_execution("),
          () -> {
            there.countDown();
            uninterrupted(started);
          });
      try (JarProcess process =
          JarProcess.start(JOB, database.environment("process", wire, ""), NIGHT)) {
        there.await();
        signal.accept(process);
        assertThat(process.awaitLog("stop requested by a signal")).isTrue();
        started.countDown();
        is(code, name + ", at the next chunk", process.ended());
      } finally {
        started.countDown();
      }
      assertThat(
              database.texts(
                  "select e.status from batch_job_execution e join batch_job_instance i"
                      + " using (job_instance_id) where i.job_name = 'portfolio-refresh'"))
          .containsExactly("STOPPED");
      is(0, "the night after " + name, run(database));
    }
  }

  /** A shell without job control starts what runs in its background so, and children inherit it. */
  private static boolean interruptsIgnored() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> line.substring(line.length() - 1))
        .anyMatch(last -> (Integer.parseInt(last, 16) & 2) != 0);
  }

  private void is(int expected, String how, Ended ended) {
    table.put(how, String.valueOf(ended.with(expected).exitCode()));
  }

  private static String cronWords(String cron) {
    return cron.isEmpty() ? "" : ", " + cron;
  }

  private static String date() {
    return NIGHT[2];
  }

  private static Ended run(DrillDatabase database, String... more) throws Exception {
    return words(database, and(NIGHT, more));
  }

  private static Ended words(DrillDatabase database, String... words) throws Exception {
    try (JarProcess process = JarProcess.start(JOB, database.environment("process"), words)) {
      return process.ended();
    }
  }

  private static String[] and(String[] words, String... more) {
    return Stream.of(words, more)
        .flatMap(Stream::of)
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
