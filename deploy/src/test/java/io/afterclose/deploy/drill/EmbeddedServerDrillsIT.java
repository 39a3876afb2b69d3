package io.afterclose.deploy.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.BorrowedPrograms;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.JarProcess;
import io.afterclose.testkit.drill.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database, whose server or whose first, last and present users are killed. */
final class EmbeddedServerDrillsIT {

  @RegisterExtension static final Drills DRILLS = new Drills();

  @TempDir private Path folder;

  @Test
  void a_first_start_that_is_killed_is_finished_by_the_next() {
    DRILLS.run(
        "the first start of the embedded database killed, then again",
        "45",
        1,
        40,
        round -> {
          Map<String, String> home = home("first-" + round.number());
          try {
            killedAfter(round, 4_000, home, "symbol-batch", "database", "migrate");
            round.recovery(() -> Evening.type(home, "symbol-batch universe add ALFA ECHO").with(0));
            assertThat(Evening.type(home, "symbol-batch universe list -o csv").with(0).out())
                .contains("ALFA", "ECHO");
          } finally {
            stop(home);
          }
        });
  }

  @Test
  void a_stop_that_is_killed_hinders_no_later_start_and_no_later_stop() {
    DRILLS.run(
        "'database stop' killed, then a command, then a stop",
        "46",
        0,
        40,
        round -> {
          Map<String, String> home = home("stop");
          Evening.type(home, "symbol-batch universe add ALFA").with(0, 2);
          killedAfter(round, 1_500, home, "symbol-batch", "database", "stop");
          round.recovery(() -> Evening.type(home, "symbol-batch universe list").with(0));
          Evening.type(home, "symbol-batch database stop").with(0);
          Evening.type(home, "symbol-batch database stop").with(0);
        });
  }

  @Test
  void a_night_whose_embedded_server_is_killed_is_finished_by_the_next_run() throws Exception {
    Map<String, String> calm = home("calm");
    String undisturbed;
    try {
      Evening.begin(calm, folder);
      Evening.symbols(calm, Evening.NIGHT);
      Evening.portfolios(calm, Evening.NIGHT);
      undisturbed = Evening.results(calm);
    } finally {
      stop(calm);
    }
    DRILLS.run(
        "the embedded server killed in a night of each job, then again",
        "47",
        1,
        40,
        round -> {
          Map<String, String> home = home("killed-" + round.number());
          try {
            Evening.begin(home, folder);
            String[] symbols = {"run", "--provider", "sample", "--date", Evening.NIGHT};
            serverKilled(round, home, "symbol-batch", symbols);
            round.recovery(
                () -> {
                  Evening.symbols(home, Evening.NIGHT);
                  return true;
                });
            serverKilled(
                round, home, "portfolio-refresh", "run", "--wait", "0s", "--date", Evening.NIGHT);
            Evening.portfolios(home, Evening.NIGHT);
            assertThat(Evening.results(home)).isEqualTo(undisturbed);
          } finally {
            stop(home);
          }
        });
  }

  private void serverKilled(Round round, Map<String, String> home, String job, String... words)
      throws Exception {
    try (JarProcess victim = Evening.start(job, home, words)) {
      // From before its first statement to after its last, as a start takes about a second.
      TimeUnit.MILLISECONDS.sleep(500 + round.random().nextInt(2_000));
      killServer(home);
      // 0 where the night was over, 1 or 75 where it was not.
      victim.ended().with(0, 1, 75);
    }
  }

  private static void killServer(Map<String, String> home) throws IOException {
    Path file = Path.of(home.getOrDefault("AFTERCLOSE_HOME", "")).resolve("postgres");
    try (var found = Files.walk(file, 2)) {
      for (Path pid : found.filter(path -> path.endsWith("postmaster.pid")).toList()) {
        long number = Long.parseLong(Files.readAllLines(pid).get(0).strip());
        ProcessHandle.of(number).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static void killedAfter(
      Round round, int longest, Map<String, String> home, String job, String... words)
      throws InterruptedException {
    try (JarProcess victim = Evening.start(job, home, words)) {
      TimeUnit.MILLISECONDS.sleep(round.pointUpTo(longest));
      victim.kill();
    }
  }

  private static void stop(Map<String, String> home) throws InterruptedException {
    Evening.type(home, "symbol-batch database stop").with(0);
  }

  private Map<String, String> home(String name) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Map<String, String> environment = new HashMap<>();
    environment.put("AFTERCLOSE_HOME", BorrowedPrograms.linkedInto(home).toString());
    return environment;
  }
}
