package io.afterclose.portfoliorefresh.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Drills;
import io.afterclose.testkit.drill.JarProcess;
import io.afterclose.testkit.drill.JarProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Names that try to be something else. */
final class HostileNamesDrillIT {

  private static final List<String> HOSTILE =
      List.of(
          "'; drop table portfolios; --",
          "../../etc/passwd",
          "two\r\nlines",
          "\u001b[31mred\u001b[0m",
          "=cmd()",
          "x".repeat(10_000));

  @RegisterExtension static final Drills DRILLS = new Drills();

  @Test
  void hostile_names_are_stored_and_printed_safely_or_refused(@TempDir Path folder)
      throws Exception {
    DRILLS.run(
        "portfolio-refresh: hostile names",
        "40",
        0,
        1,
        round -> {
          Path positions =
              Files.writeString(
                  folder.resolve("positions.csv"),
                  "symbol,quantity,entry_date,entry_price\nS1,10,2022-06-01,10\n");
          try (DrillDatabase database = RefreshNight.prepared(DRILLS.emptyDatabase())) {
            for (String name : HOSTILE) {
              Ended ended =
                  words(database, "import", "--name", name, "--file", positions.toString());
              assertThat(ended.with(0, 2).out() + ended.err())
                  .doesNotContain("\u001b", "two\r", "Exception");
              assertThat(
                      database.texts(
                          "select count(*) from portfolios where name = $n$" + name + "$n$"))
                  .containsExactly(ended.exitCode() == 0 ? "1" : "0");
            }
            for (String format : List.of("table", "csv", "json")) {
              assertThat(words(database, "snapshots", "-o", format).with(0).out())
                  .doesNotContain("\u001b", "\r");
            }
          }
        });
  }

  private static Ended words(DrillDatabase database, String... words) throws InterruptedException {
    try (JarProcess process =
        JarProcess.start("portfolio-refresh", database.environment("process"), words)) {
      return process.ended();
    }
  }
}
