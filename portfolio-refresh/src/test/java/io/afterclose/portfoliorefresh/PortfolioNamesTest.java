package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from outside on their way into the database and out again. */
final class PortfolioNamesTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @TempDir Path folder;

  @BeforeEach
  void a_first_snapshot_can_be_made() {
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "136.72");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table portfolios; --",
        "../../etc/passwd",
        "=cmd|' /C calc'!A0",
        "a,\"b\",c",
        "%s%n$(reboot)`id`",
        "资产 Ωmega ñ",
        "null",
      })
  void a_strange_name_is_stored_as_it_is_and_found_again(String name) {
    assertThat(imported(name).exitCode()).isZero();
    assertThat(world.sql().sql("select name from portfolios").query(String.class).list())
        .containsExactly(name);
    CommandRun shown = world.command("snapshots", "--portfolio", name, "-o", "csv");
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out().lines()).hasSize(2);
    assertThat(shown.out()).contains(name.replace("\"", "\"\""), ",2022-06-30,1,COMPLETE,1367.20,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "two\r\nlines",
        "\u001b[31mred\u001b[0m",
        "bell\u0007",
        "\u202egnp.exe",
        "zero\u200bwidth",
      })
  void a_name_that_cannot_be_shown_is_refused_and_told_harmlessly(String name) {
    CommandRun run = imported(name);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err().strip())
        .contains("Portfolio name")
        .doesNotContain("\u001b", "\r", "\u0007", "\u202e", "\u200b");
    assertThat(world.tables().count("portfolios")).isZero();
  }

  @Test
  void a_name_of_100_characters_is_the_longest() {
    assertThat(imported("é".repeat(100)).exitCode()).isZero();
    CommandRun tooLong = imported("x".repeat(10_000));
    assertThat(tooLong.exitCode()).isEqualTo(2);
    assertThat(tooLong.err()).hasSizeLessThan(300).contains("10000 characters");
    assertThat(world.tables().count("portfolios")).isEqualTo(1);
  }

  @Test
  void a_name_is_trimmed_and_composed_so_that_what_looks_the_same_is_the_same() {
    assertThat(imported("  Cafe\u0301 ").exitCode()).isZero();
    assertThat(world.sql().sql("select name from portfolios").query(String.class).single())
        .isEqualTo("Café");
    assertThat(imported("Café").exitCode()).isEqualTo(2);
    assertThat(world.command("snapshots", "--portfolio", " Cafe\u0301").exitCode()).isZero();
  }

  @Test
  void a_name_that_is_asked_for_and_unknown_is_told_harmlessly() {
    for (String name : List.of("Nobody", "'; drop table portfolios; --", "\u001b[31mred", "a\nb")) {
      CommandRun run = world.command("snapshots", "--portfolio", name);
      assertThat(run.exitCode()).as(name).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).doesNotContain("\u001b");
      assertThat(run.out()).isEmpty();
    }
    assertThat(world.tables().count("portfolios")).isZero();
  }

  private CommandRun imported(String name) {
    try {
      Path file =
          Files.writeString(
              folder.resolve("positions.csv"),
              "symbol,quantity,entry_date,entry_price\nAAPL,10,2022-06-01,150\n");
      return world.command("import", "--name", name, "--file", file.toString());
    } catch (IOException unwritable) {
      throw new AssertionError(unwritable);
    }
  }
}
