package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.database.connection.Database;
import io.afterclose.portfoliorefresh.fixture.DataTables;
import io.afterclose.portfoliorefresh.fixture.JarRun;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.testkit.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an operator has it: a fresh home, its own processes, pipes and exit codes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PortfolioRefreshJarIT {
  private static final Path JAR = Path.of("target", "portfolio-refresh.jar").toAbsolutePath();
  private static final Path HOME =
      Path.of("target", "jar-home-" + ProcessHandle.current().pid()).toAbsolutePath();

  @TempDir static Path folder;

  private static Path positions = Path.of("");

  @BeforeAll
  static void a_file_of_positions() throws IOException {
    positions =
        Files.writeString(
            folder.resolve("positions.csv"),
            "symbol,quantity,entry_date,entry_price\nAAPL,10,2022-06-01,150\n");
  }

  @Test
  @Order(1)
  void help_is_a_result() throws Exception {
    CommandRun help = run("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("run", "import", "snapshots", "history", "database");
    assertThat(help.err()).isEmpty();
    assertThat(HOME).as("nothing is opened for it").doesNotExist();
  }

  @Test
  @Order(2)
  void a_first_import_makes_its_own_database_and_tells_so_on_the_error_stream() throws Exception {
    CommandRun imported = run("import", "--name", "Growth", "--file", positions.toString());
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(imported.out()).isEmpty();
    assertThat(imported.err()).contains("imported 'Growth': 1 positions").doesNotContain("\u001b");
  }

  @Test
  @Order(3)
  void results_are_csv_in_a_pipe_and_nothing_else_is_beside_them() throws Exception {
    try (Database database = Database.open(new DatabaseSettings.Embedded(HOME), "jar test")) {
      StoredPrices prices = new StoredPrices(database.dataSource(), Clock.systemUTC());
      prices.close("SPY", D, "377.25");
      prices.close("AAPL", D, "136.72");
    }
    assertThat(run("import", "--name", "Second", "--file", positions.toString()).exitCode())
        .isZero();
    CommandRun snapshots = run("snapshots");
    assertThat(snapshots.exitCode()).isZero();
    assertThat(snapshots.out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Second,2022-06-30,1,COMPLETE,1367.20,1500.00,-132.80,");
    assertThat(snapshots.out()).doesNotContain("\u001b");
    assertThat(snapshots.err()).isEmpty();
  }

  @Test
  @Order(4)
  void a_run_before_the_symbol_job_ends_with_4_and_an_alert() throws Exception {
    CommandRun run = run("run", "--date", "2022-06-30", "--wait", "0s");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(line -> line.contains("ALERT portfolio-refresh 2022")))
        .hasSize(1);
    assertThat(run.err()).doesNotContain("\u001b", "\r");
  }

  @Test
  @Order(5)
  void of_two_imports_of_a_name_at_once_one_wins() throws Exception {
    String[] same = {"import", "--name", "Twins", "--file", positions.toString()};
    JarRun first = JarRun.start(JAR, HOME, same);
    JarRun second = JarRun.start(JAR, HOME, same);
    List<CommandRun> ended = List.of(first.ended(), second.ended());
    assertThat(ended.stream().map(CommandRun::exitCode)).containsExactlyInAnyOrder(0, 2);
    assertThat(ended.stream().filter(run -> run.exitCode() == 2))
        .singleElement()
        .satisfies(lost -> assertThat(lost.err()).contains("there is a portfolio 'Twins' already"));
    try (Database database = Database.open(new DatabaseSettings.Embedded(HOME), "jar test")) {
      assertThat(new DataTables(database.dataSource()).count("portfolios")).isEqualTo(3);
    }
  }

  @Test
  @Order(6)
  void the_server_outlives_the_commands_until_it_is_stopped() throws Exception {
    assertThat(run("database", "status").out()).contains(",true,true");
    assertThat(processesBelowHome()).isNotEmpty();
    assertThat(run("database", "stop").out()).contains(",true");
    assertThat(run("database", "status").out()).contains(",false,");
    assertThat(processesBelowHome()).isEmpty();
  }

  /** Also after a test that failed half-way. */
  @AfterAll
  static void nothing_is_left() throws Exception {
    if (Files.exists(HOME)) {
      run("database", "stop");
      try (Stream<Path> files = Files.walk(HOME)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<String> processesBelowHome() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(HOME.toString()))
        .toList();
  }

  private static CommandRun run(String... arguments) throws IOException, InterruptedException {
    return JarRun.start(JAR, HOME, arguments).ended();
  }
}
