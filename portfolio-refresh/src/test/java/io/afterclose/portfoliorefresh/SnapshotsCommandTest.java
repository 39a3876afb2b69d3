package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.snapshot.ChangedInput;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the command snapshots prints. */
final class SnapshotsCommandTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String COLUMNS =
      "portfolio,snapshot_date,revision,status,total_value,total_cost,total_pnl,pnl_percent,"
          + "cash_value,net_asset_value,long_value,short_value,gross_exposure,net_exposure,"
          + "position_count,priced_count,stale_count,estimated_count,unpriced_count,coverage,"
          + "carried_value";

  private static final String PERFORMANCE =
      ",external_flows,daily_pnl,daily_return,no_pnl,no_return,mark";

  private static final RefreshWorld WORLD = new RefreshWorld(POSTGRES);

  @BeforeAll
  static void two_portfolios_have_snapshots() {
    WORLD.prices().close("AAPL", day("2022-06-28"), "137.44");
    WORLD.prices().close("AAPL", day("2022-06-29"), "139.23");
    WORLD.prices().close("AAPL", D, "136.72");
    WORLD.portfolios().holding("zebra", "AAPL", "0.3333333333", day("2022-06-01"));
    long growth = WORLD.portfolios().holding("Growth, or not", "AAPL", "10", day("2022-06-01"));
    WORLD.portfolios().cash(growth, day("2022-06-29"), "BALANCE", "25.5");
    WORLD.snapshots("zebra", List.of(D));
    WORLD.snapshots("Growth, or not", days("2022-06-30", "2022-06-28", "2022-06-29"));
    WORLD.prices().close("AAPL", day("2022-06-29"), "139.33");
    WORLD.snapshots(
        "Growth, or not", days("2022-06-29"), SnapshotReason.changed(List.of(ChangedInput.PRICE)));
  }

  @Test
  void csv_has_exactly_these_columns_by_name_and_date_the_latest_revision_of_each() {
    CommandRun run = WORLD.command("snapshots", "-o", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            COLUMNS
                + PERFORMANCE
                + "\n\"Growth, or not\",2022-06-28,1,COMPLETE,1374.40,100.00,1274.40,1274.400000,"
                + "0.00,1374.40,1374.40,0.00,1374.40,1374.40,1,1,0,0,0,1.00000000,0.00,,,,NO_BASE,NO_BASE,\n"
                + "\"Growth, or not\",2022-06-29,2,COMPLETE,1393.30,100.00,1293.30,1293.300000,"
                + "25.50,1418.80,1393.30,0.00,1393.30,1393.30,1,1,0,0,0,1.00000000,0.00,25.50,18.90,0.013501,,,\n"
                + "\"Growth, or not\",2022-06-30,1,COMPLETE,1367.20,100.00,1267.20,1267.200000,"
                + "25.50,1392.70,1367.20,0.00,1367.20,1367.20,1,1,0,0,0,1.00000000,0.00,0.00,-26.10,-0.018396,,,\n"
                + "zebra,2022-06-30,1,COMPLETE,45.57,3.33,42.24,1267.200000,0.00,45.57,"
                + "45.57,0.00,45.57,45.57,1,1,0,0,0,1.00000000,0.00,,,,NO_BASE,NO_BASE,\n");
  }

  @Test
  void it_can_be_asked_for_one_portfolio_and_for_dates_both_included() {
    assertThat(rows("--portfolio", "zebra")).containsExactly("zebra,2022-06-30");
    assertThat(rows("--from", "2022-06-29"))
        .containsExactly(
            "\"Growth, or not\",2022-06-29", "\"Growth, or not\",2022-06-30", "zebra,2022-06-30");
    assertThat(rows("--to", "2022-06-28")).containsExactly("\"Growth, or not\",2022-06-28");
    assertThat(rows("--portfolio", "Growth, or not", "--from", "2022-06-29", "--to", "2022-06-29"))
        .containsExactly("\"Growth, or not\",2022-06-29");
  }

  @Test
  void all_revisions_are_listed_with_why_when_and_by_which_run_each_was_made() {
    CommandRun run =
        WORLD.command(
            "snapshots", "--revisions", "--from", "2022-06-29", "--to", "2022-06-29", "-o", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            COLUMNS
                + ",reason,written_utc,execution\n"
                + "\"Growth, or not\",2022-06-29,1,COMPLETE,1392.30,100.00,1292.30,1292.300000,"
                + "25.50,1417.80,1392.30,0.00,1392.30,1392.30,1,1,0,0,0,1.00000000,0.00,MISSING,2022-07-01T02:30,\n"
                + "\"Growth, or not\",2022-06-29,2,COMPLETE,1393.30,100.00,1293.30,1293.300000,"
                + "25.50,1418.80,1393.30,0.00,1393.30,1393.30,1,1,0,0,0,1.00000000,0.00,PRICE,2022-07-01T02:30,\n");
  }

  @Test
  void nothing_found_is_a_header_alone() {
    CommandRun run = WORLD.command("snapshots", "--from", "2022-07-01", "-o", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(COLUMNS + PERFORMANCE + "\n");
  }

  @Test
  void an_unknown_portfolio_is_refused() {
    CommandRun run = WORLD.command("snapshots", "--portfolio", "Zebra");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("there is no portfolio 'Zebra'");
  }

  @Test
  void json_has_numbers_as_numbers_in_full() {
    CommandRun run = WORLD.command("snapshots", "--portfolio", "zebra", "-o", "json");
    assertThat(run.exitCode()).isZero();
    JsonNode rows = JsonMapper.builder().build().readTree(run.out());
    assertThat(rows.size()).isEqualTo(1);
    JsonNode row = rows.get(0);
    assertThat(row.propertyNames()).containsExactly((COLUMNS + PERFORMANCE).split(","));
    assertThat(row.get("snapshot_date").stringValue()).isEqualTo("2022-06-30");
    assertThat(row.get("total_value").isNumber()).isTrue();
    assertThat(row.get("total_value").decimalValue()).isEqualByComparingTo(new BigDecimal("45.57"));
    assertThat(row.get("position_count").intValue()).isEqualTo(1);
  }

  @Test
  void a_table_has_a_line_for_each_snapshot_below_its_heading() {
    CommandRun run = WORLD.command("snapshots", "-o", "table");
    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(0).split(" +")).containsExactly((COLUMNS + PERFORMANCE).split(","));
    assertThat(lines.get(5)).startsWith("zebra ").contains(" 45.57 ");
  }

  /** Portfolio and date of each row. */
  private static List<String> rows(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "snapshots";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = "-o";
    arguments[options.length + 2] = "csv";
    CommandRun run = WORLD.command(arguments);
    assertThat(run.exitCode()).isZero();
    return run.out()
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(",2022-") + 11))
        .toList();
  }
}
