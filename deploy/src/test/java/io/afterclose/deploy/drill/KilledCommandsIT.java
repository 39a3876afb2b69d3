package io.afterclose.deploy.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.FaultPoint;
import io.afterclose.testkit.drill.JarProcess;
import io.afterclose.testkit.drill.PostgresProxy;
import io.afterclose.testkit.drill.Round;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside the nights, killed at any statement, and nights under clocks that are wrong. */
final class KilledCommandsIT {

  @RegisterExtension static final Drills DRILLS = new Drills();

  private static final int KILLED = 128 + 9;

  /** The newest changes are taken back: a column, indexes and views over tables that hold rows. */
  private static final int OLDER_BY = 4;

  @TempDir private Path folder;

  @Test
  void a_migration_of_a_database_that_holds_data_is_finished_by_the_next_start_of_either_job()
      throws Exception {
    try (DrillDatabase filled = DRILLS.emptyDatabase()) {
      evening(filled);
      String data = filled.dump();
      String results = Evening.results(at(filled));
      takeBack(filled);
      List<String> statements = statements(filled, "symbol-batch database migrate");
      DRILLS.run(
          "an older database with data: migration killed, then both jobs",
          "41",
          1,
          40,
          round -> {
            String job = round.turnOf("symbol-batch", "portfolio-refresh");
            try (DrillDatabase database = filled.copy()) {
              killed(database, round, statements.size(), job + " database migrate").with(KILLED, 0);
              round.recovery(() -> Evening.type(at(database), "symbol-batch status").with(0));
              Evening.type(at(database), "symbol-batch database migrate").with(0);
              Evening.type(at(database), "portfolio-refresh database migrate").with(0);
              assertThat(kept(database.dump())).isEqualTo(kept(data));
              Evening.portfolios(at(database), Evening.NIGHT);
              assertThat(Evening.results(at(database))).isEqualTo(results);
            }
          });
    }
  }

  /** Without what a migration finds due: the figures of snapshots that are there already. */
  private static String kept(String dump) {
    return dump.lines()
        .filter(row -> !row.startsWith("portfolio_figures_due "))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void an_import_that_is_killed_is_there_wholly_or_not_at_all_and_gets_its_snapshots()
      throws Exception {
    try (DrillDatabase prepared = DRILLS.emptyDatabase()) {
      Evening.type(at(prepared), "symbol-batch universe add ALFA ECHO KILO").with(0);
      Evening.symbols(at(prepared), Evening.NIGHT);
      List<String> statements = statements(prepared, Evening.importing(folder));
      String undisturbed;
      try (DrillDatabase whole = prepared.copy()) {
        Evening.type(at(whole), Evening.importing(folder)).with(0);
        Evening.portfolios(at(whole), Evening.NIGHT);
        undisturbed = Evening.results(at(whole));
      }
      DRILLS.run(
          "import killed at any statement, again, then the night",
          "42",
          1,
          40,
          round -> {
            try (DrillDatabase database = prepared.copy()) {
              killed(database, round, statements.size(), Evening.importing(folder)).with(KILLED, 0);
              // 2: it is there already.
              Evening.type(at(database), Evening.importing(folder)).with(0, 2);
              round.recovery(
                  () -> {
                    Evening.portfolios(at(database), Evening.NIGHT);
                    return true;
                  });
              assertThat(Evening.results(at(database))).isEqualTo(undisturbed);
            }
          });
    }
  }

  @Test
  void a_purge_that_is_killed_is_finished_by_the_next_and_takes_no_result_away() throws Exception {
    try (DrillDatabase prepared = DRILLS.emptyDatabase()) {
      evening(prepared);
      String results = Evening.results(at(prepared));
      prepared.execute(
          "update job_runs set started_at = '2020-01-01', ended_at = '2020-01-01'",
          "update batch_job_execution set create_time = '2020-01-01', start_time = '2020-01-01',"
              + " end_time = '2020-01-01'");
      String purge = "symbol-batch purge --older-than 30d -o csv";
      List<String> statements = statements(prepared, purge);
      String undisturbed;
      String records;
      try (DrillDatabase whole = prepared.copy()) {
        Evening.type(at(whole), purge).with(0);
        undisturbed = whole.dump();
        records = records(whole);
      }
      DRILLS.run(
          "purge killed at any statement, again",
          "43",
          1,
          40,
          round -> {
            try (DrillDatabase database = prepared.copy()) {
              killed(database, round, statements.size(), purge).with(KILLED, 0);
              round.recovery(() -> Evening.type(at(database), purge).with(0));
              assertThat(database.dump()).isEqualTo(undisturbed);
              assertThat(records(database)).isEqualTo(records);
              // That a run has looked at them once more is recorded; they stay as they are.
              Evening.portfolios(at(database), Evening.NIGHT);
              assertThat(Evening.results(at(database))).isEqualTo(results);
            }
          });
    }
  }

  private static String records(DrillDatabase database) {
    return database
        .texts("select job_instance_id || ' ' || job_name from batch_job_instance order by 1")
        .toString();
  }

  @Test
  void clocks_ahead_and_behind_between_nights_and_hosts_change_no_result() throws Exception {
    Path library = faketime();
    try (DrillDatabase prepared = DRILLS.emptyDatabase()) {
      Evening.begin(at(prepared), folder);
      String undisturbed;
      try (DrillDatabase right = prepared.copy()) {
        undisturbed = correctedEvening(at(right), at(right), right);
      }
      DRILLS.run(
          "host clocks ahead and behind between nights",
          "44",
          1,
          40,
          round -> {
            String ahead = round.turnOf("+3d", "+2h", "+40d", "+90s");
            String behind = round.turnOf("-2d", "-90s", "-3h", "-30d");
            try (DrillDatabase database = prepared.copy()) {
              boolean first = round.number() % 2 == 0;
              assertThat(
                      correctedEvening(
                          faked(database, library, first ? ahead : behind),
                          faked(database, library, first ? behind : ahead),
                          database))
                  .as(ahead + " and " + behind)
                  .isEqualTo(undisturbed);
            }
          });
    }
  }

  /** Two hosts take turns: a night, a correction by each, and the snapshots that follow. */
  private static String correctedEvening(
      Map<String, String> one, Map<String, String> other, DrillDatabase database) throws Exception {
    Evening.symbols(one, Evening.NIGHT);
    Evening.portfolios(other, Evening.NIGHT);
    Evening.type(one, set("77.25")).with(0);
    Evening.type(other, set("81.5")).with(0);
    Evening.portfolios(one, Evening.NIGHT);
    Evening.type(other, set("79.75")).with(0);
    Evening.portfolios(at(database), Evening.NIGHT);
    assertThat(Evening.type(at(database), "portfolio-refresh plan -o csv").with(0).out().lines())
        .as("nothing is left to be made")
        .hasSize(1);
    return database.dump();
  }

  private static String set(String close) {
    return "symbol-batch prices set KILO " + Evening.NIGHT + " " + close + " --reason exchange";
  }

  private static Map<String, String> faked(DrillDatabase database, Path library, String offset) {
    Map<String, String> environment = new HashMap<>(at(database));
    environment.put("LD_PRELOAD", library.toString());
    environment.put("FAKETIME", offset);
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    environment.put("NO_FAKE_STAT", "1");
    return environment;
  }

  private static Path faketime() throws IOException {
    Path libraries = Path.of("/usr/lib");
    Assumptions.assumeTrue(Files.isDirectory(libraries), "no " + libraries);
    try (DirectoryStream<Path> architectures = Files.newDirectoryStream(libraries)) {
      for (Path architecture : architectures) {
        Path library = architecture.resolve("faketime").resolve("libfaketimeMT.so.1");
        if (Files.isRegularFile(library)) {
          return library;
        }
      }
    }
    return Assumptions.abort("faketime is not installed");
  }

  private void evening(DrillDatabase database) throws Exception {
    Evening.begin(at(database), folder);
    Evening.symbols(at(database), Evening.NIGHT);
    Evening.portfolios(at(database), Evening.NIGHT);
  }

  private static Map<String, String> at(DrillDatabase database) {
    return database.environment("drilled");
  }

  /** What a command says to a copy of a database, in its order. */
  private static List<String> statements(DrillDatabase prepared, String line) throws Exception {
    try (DrillDatabase database = prepared.copy();
        PostgresProxy wire = PostgresProxy.before(database.url())) {
      Evening.type(database.environment("heard", wire, ""), line).with(0);
      return wire.statements();
    }
  }

  private static JarProcess.Ended killed(
      DrillDatabase database, Round round, int statements, String line) throws Exception {
    String[] words = line.split(" ");
    try (PostgresProxy wire = PostgresProxy.before(database.url());
        JarProcess victim =
            Evening.start(
                words[0],
                database.environment("victim", wire, ""),
                List.of(words).subList(1, words.length).toArray(String[]::new))) {
      wire.at(
          FaultPoint.statement(
              round.pointUpTo(Math.max(1, statements - 2)),
              round.random().nextBoolean() ? FaultPoint.Moment.BEFORE : FaultPoint.Moment.AFTER),
          () -> {
            victim.kill();
            wire.cut();
          });
      return victim.ended();
    }
  }

  private static void takeBack(DrillDatabase database) {
    database.prepare(
        dataSource -> {
          try (var connection = dataSource.getConnection()) {
            var sql =
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection));
            try (Liquibase liquibase =
                new Liquibase(
                    "db/changelog/afterclose.yaml", new ClassLoaderResourceAccessor(), sql)) {
              liquibase.rollback(OLDER_BY, new Contexts(), new LabelExpression());
            }
          } catch (LiquibaseException | java.sql.SQLException failed) {
            throw new IllegalStateException("the older schema could not be made", failed);
          }
        });
  }
}
