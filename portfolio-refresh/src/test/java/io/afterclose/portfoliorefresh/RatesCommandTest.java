package io.afterclose.portfoliorefresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Risk-free rates by a file, and what they are listed as. */
final class RatesCommandTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @TempDir Path folder;

  @BeforeEach
  void two_sessions_of_a_portfolio() {
    world.prices().close("AAPL", LocalDate.parse("2022-06-29"), "100");
    world.prices().close("AAPL", RefreshWorld.D, "101");
    world.portfolios().holding("Growth", "AAPL", "10", LocalDate.parse("2022-06-29"));
    world.snapshots("Growth", List.of(LocalDate.parse("2022-06-29"), RefreshWorld.D));
    world.sql().sql("delete from portfolio_figures_due").update();
  }

  private CommandRun imported(String text, String... more) {
    try {
      Path file = Files.writeString(folder.resolve("bills.csv"), text);
      String[] words = new String[4 + more.length];
      System.arraycopy(new String[] {"rates", "import", "--file", file.toString()}, 0, words, 0, 4);
      System.arraycopy(more, 0, words, 4, more.length);
      return world.command(words);
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  private List<String> listed() {
    return world.command("rates", "list", "-o", "csv").out().lines().toList();
  }

  private List<String> due() {
    return world
        .sql()
        .sql("select figure_date || ' ' || cause from portfolio_figures_due order by 1")
        .query(String.class)
        .list();
  }

  @Test
  void a_fraction_and_a_percentage_are_the_same_rate() {
    assertThat(imported("date,rate\n2022-06-01,0.0125\n").exitCode()).isZero();
    assertThat(imported("percent,date\n1.5,2022-06-30\n").exitCode()).isZero();
    assertThat(listed())
        .containsExactly("date,percent,rate", "2022-06-01,1.25,0.0125", "2022-06-30,1.5,0.015");
    assertThat(
            world
                .sql()
                .sql("select distinct source from risk_free_rates")
                .query(String.class)
                .list())
        .containsExactly("bills.csv");
  }

  @Test
  void figures_from_the_first_changed_day_on_are_due_and_the_same_file_again_changes_nothing() {
    imported("date,percent\n2022-06-30,1.5\n");
    assertThat(due()).containsExactly("2022-06-30 RATE");
    world.sql().sql("delete from portfolio_figures_due").update();
    assertThat(imported("date,percent\n2022-06-30,1.5000\n").exitCode()).isZero();
    assertThat(due()).isEmpty();
    imported("date,percent\n2022-06-29,1.4\n2022-06-30,1.5\n");
    assertThat(due()).containsExactly("2022-06-29 RATE", "2022-06-30 RATE");
  }

  @Test
  void a_dry_run_stores_nothing() {
    assertThat(imported("date,rate\n2022-06-01,0.0125\n", "--dry-run").exitCode()).isZero();
    assertThat(listed()).containsExactly("date,percent,rate");
    assertThat(due()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date,rate/2022-06-31,0.01 | line 2: date: a date that exists",
        "date,rate/30.6.2022,0.01 | line 2: date: a date that exists",
        "date,rate/2022-07-02,0.01 | line 2: date: a day up to today, 2022-06-30",
        "date,rate/2022-06-01,x | line 2: rate: a plain decimal",
        "date,rate/2022-06-01,5.25 | line 2: rate: a fraction above -1 and below 1",
        "date,percent/2022-06-01,525 | line 2: percent: above -100 and below 100",
        "date,percent/2022-06-01,5.25% | line 2: percent: a plain decimal",
        "date,percent/2022-06-01,5.12345 | line 2: percent: at most 4 decimals",
        "date,rate/2022-06-01,0.0512345 | line 2: rate: at most 6 decimals",
        "date,rate/2022-06-01,0.01/2022-06-02,0.01/2022-06-01,0.02 | line 4: each date once",
        "date,rate,percent/2022-06-01,0.01,1 | line 2: either rate or percent",
        "date,rate/2022-06-01,0.01/2022-06-02, | line 3: either rate or percent was expected, found"
            + " neither",
        "date,yield/2022-06-01,0.01 | its header needs rate",
        "day,rate/2022-06-01,0.01 | its header lacks [date]",
        "date,rate | it holds no rate",
      })
  void a_line_that_cannot_be_used_is_named_and_nothing_is_recorded(String text, String expected) {
    CommandRun run = imported(text.replace('/', '\n') + "\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(expected);
    assertThat(listed()).containsExactly("date,percent,rate");
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    CommandRun run =
        world.command("rates", "import", "--file", folder.resolve("none.csv").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no such file");
    assertThat(world.command("rates", "import").exitCode()).isEqualTo(2);
  }
}
