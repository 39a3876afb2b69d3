package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.GoldenFile;
import io.afterclose.testkit.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What programs read: the CSV and JSON of the commands that print a result, byte by byte. Written
 * anew with {@code -Dgolden.write=true}; a change of a column is a change that users see.
 */
final class GoldenOutputTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static RefreshWorld world = new RefreshWorld(POSTGRES);

  @BeforeAll
  static void a_portfolio_with_two_snapshots_of_which_one_was_restated() {
    world = RefreshWorld.emptied(POSTGRES);
    world.prices().closes("SPY", sessions("2022-06-20", "2022-06-30"), "377");
    world.prices().closes("AAPL", sessions("2022-06-20", "2022-06-30"), "100");
    long growth = world.portfolios().empty("Growth");
    world.portfolios().position(growth, Lot.shares("AAPL", "10", day("2022-06-23"), "90"));
    world.portfolios().cash(growth, day("2022-06-24"), "BALANCE", "500");
    world.symbolNights().completed(day("2022-06-29"));
    world.symbolNights().completed(D);
    assertThat(world.runFor(day("2022-06-29")).exitCode()).isZero();
    assertThat(world.runFor(D).exitCode()).isZero();
    world.clock().advance(Duration.ofHours(1));
    world.prices().close("AAPL", D, "101.5");
    assertThat(world.runFor(D).exitCode()).isZero();
    world.clock().advance(Duration.ofHours(1));
    world.prices().close("AAPL", D, "102.5");
  }

  @ParameterizedTest
  @CsvSource({
    "snapshots, snapshots",
    "snapshots-revisions, snapshots --revisions",
    "diff, diff --portfolio Growth --date 2022-06-30",
    "explain, explain --portfolio Growth --date 2022-06-30",
    "analytics, analytics --portfolio Growth",
    "analytics-codes, analytics --codes",
    "performance, performance --portfolio Growth",
    "performance-periods, performance --portfolio Growth --periods",
    "performance-months, performance --portfolio Growth --months",
    "performance-drawdowns, performance --portfolio Growth --drawdowns",
    "performance-bridge, performance --portfolio Growth --bridge",
    "performance-contributions, performance --portfolio Growth --contributions",
    "exposures, exposures --portfolio Growth",
    "exposures-positions, exposures --portfolio Growth --positions",
    "stress, stress --portfolio Growth",
    "correlation, correlation --portfolio Growth",
    "diff-figures, diff --portfolio Growth --date 2022-06-30 --figures",
    "explain-figure, explain --portfolio Growth --date 2022-06-30 --figure TWR --period 1D",
    "rates-list, rates list",
    "plan, plan --date 2022-06-30",
    "cash-list, cash list --portfolio Growth",
    "missing, missing --date 2022-06-30",
    "history, history",
    "show, show --date 2022-06-30",
    "status, status",
    "config-show, config show",
  })
  void the_result_of_a_command_is_stable(String name, String words) {
    String csv = GoldenFile.steadyCsv(printed(words, "csv"));
    assertThat(GoldenFile.of(name + ".csv").text(csv)).as("%s.csv", name).isEqualTo(csv);
    String json = GoldenFile.steady(printed(words, "json"));
    assertThat(GoldenFile.of(name + ".json").text(json)).as("%s.json", name).isEqualTo(json);
  }

  private static String printed(String words, String format) {
    List<String> command = new ArrayList<>(List.of(words.split(" ")));
    command.addAll(List.of("-o", format));
    CommandRun run = world.command(command.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }
}
