package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner says a PRIVATE position is worth. */
final class ValueCommandTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-01");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_farm_a_loan_and_shares() {
    long estate = world.portfolios().empty("Estate");
    world.portfolios().position(estate, Lot.shares("FARM", "1", ENTRY, "1000").of("PRIVATE"));
    world
        .portfolios()
        .position(estate, Lot.shares("LOAN", "1", ENTRY, "300").of("PRIVATE").shorted());
    Lot house = Lot.shares("HOUSE", "1", ENTRY, "700").of("PRIVATE");
    world.portfolios().position(estate, house.sold(LocalDate.parse("2022-06-29"), "750"));
    world.portfolios().position(estate, Lot.shares("AAPL", "1", ENTRY, "150"));
  }

  @Test
  void a_valuation_counts_from_its_day_on_and_earlier_days_stay() {
    List<LocalDate> week = days("2022-06-27", "2022-06-28", "2022-06-30");
    world.prices().closes("AAPL", week, "100");
    world.snapshots("Estate", week);
    assertThat(value("FARM", "2022-06-28", "1250.50").exitCode()).isZero();
    assertThat(value("LOAN@2022-06-01", "2022-06-30", "-280").exitCode()).isZero();
    assertThat(world.snapshots("Estate", week)).isEqualTo(2);
    assertThat(values())
        .containsExactly("2022-06-27 1500.00", "2022-06-28 1750.50", "2022-06-30 1070.50");
    assertThat(changes()).containsExactly("2022-06-28 VALUATION", "2022-06-30 VALUATION");
  }

  @Test
  void a_value_from_before_the_entry_counts_from_the_entry_on() {
    // AAPL 100 and the loan of 300 owed; the farm was 900 already in March
    List<LocalDate> first = days("2022-05-31", "2022-06-01", "2022-06-02");
    world.prices().closes("AAPL", first, "100");
    assertThat(value("FARM", "2022-03-15", "900").exitCode()).isZero();
    world.snapshots("Estate", first);
    assertThat(values()).contains("2022-06-01 1400.00", "2022-06-02 1400.00");
  }

  @Test
  void a_second_value_of_a_day_replaces_the_first_and_the_same_one_changes_nothing() {
    assertThat(value("FARM", "2022-06-28", "1250").exitCode()).isZero();
    assertThat(value("FARM", "2022-06-28", "1300").exitCode()).isZero();
    assertThat(value("FARM", "2022-06-28", "1300.0").exitCode()).isZero();
    assertThat(
            world
                .sql()
                .sql("select trim_scale(amount)::text from position_valuations")
                .query(String.class)
                .list())
        .containsExactly("1300");
    assertThat(changes()).hasSize(3);
  }

  @Test
  void values_are_listed_with_what_they_make_of_the_position_and_can_be_taken_back() {
    assertThat(value("FARM", "2022-06-28", "1250").exitCode()).isZero();
    assertThat(value("FARM", "2022-06-29", "1260").exitCode()).isZero();
    assertThat(
            world
                .command(
                    "value remove --portfolio Estate --position FARM --as-of 2022-06-29 --reason x"
                        .split(" "))
                .exitCode())
        .isZero();
    assertThat(world.command("value", "list", "--portfolio", "Estate", "-o", "csv").out().lines())
        .containsExactly(
            "position,as_of,amount,quantity,worth,recorded_utc",
            "FARM@2022-06-01#1,2022-06-28,1250,1,1250,2022-07-01T02:30");
    assertThat(
            world
                .command(
                    "value remove --portfolio Estate --position FARM --as-of 2022-06-29 --reason x"
                        .split(" "))
                .err())
        .contains("a day for which FARM@2022-06-01#1 has a value");
  }

  @Test
  void a_corrected_quantity_keeps_the_value_of_a_unit() {
    List<LocalDate> day = days("2022-06-30");
    world.prices().closes("AAPL", day, "100");
    assertThat(value("FARM", "2022-06-28", "1250").exitCode()).isZero();
    assertThat(
            world
                .command(
                    "position edit --portfolio Estate --position FARM --quantity 2 --reason x"
                        .split(" "))
                .exitCode())
        .isZero();
    world.snapshots("Estate", day);
    assertThat(values()).containsExactly("2022-06-30 2300.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--position AAPL --as-of 2022-06-28 1 | AAPL@2022-06-01#4: expected a PRIVATE one, found"
            + " PUBLIC",
        "--position GOLD --as-of 2022-06-28 1 | expected one, found none; there is"
            + " AAPL@2022-06-01#4",
        "--position HOUSE --as-of 2022-06-29 1 | expected a day before HOUSE@2022-06-01#3 was sold,"
            + " on 2022-06-29",
        "--position LOAN --as-of 2022-06-28 900 | 0 or below for LOAN@2022-06-01#2, a SHORT",
        "--position FARM --as-of 2022-07-28 1 | to today, 2022-06-30",
        "--position FARM --as-of 28.6.2022 1 | --as-of '28.6.2022': expected a date that exists",
        "--position FARM --as-of 2022-06-28 lots | AMOUNT 'lots': expected a plain decimal",
        "--position FARM --as-of 2022-06-28 1e9 | AMOUNT '1e9': expected a plain decimal",
        "--position FARM --as-of 2022-06-28 9999999999999999 | expected a plain decimal",
        "--position FARM --as-of 2022-06-28 | AMOUNT",
        "--position FARM 1 | --as-of",
        "--as-of 2022-06-28 1 | --position",
        "--position FARM --as-of 2022-06-28 1 2 | 2",
        "--position FARM --as-of 2022-06-28 --wat 1 | --wat",
      })
  void what_is_wrong_is_told_with_what_was_expected_and_nothing_is_stored(
      String options, String told) {
    CommandRun run = world.command(("value add --portfolio Estate " + options).split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(run.err().lines().count()).isBetween(1L, 2L);
    assertThat(world.tables().count("position_valuations")).isZero();
    assertThat(changes()).isEmpty();
  }

  @Test
  void an_unknown_portfolio_is_refused() {
    CommandRun run =
        world.command(
            "value",
            "add",
            "--portfolio",
            "Estates",
            "--position",
            "FARM",
            "--as-of",
            D.toString(),
            "1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no portfolio 'Estates'");
  }

  private CommandRun value(String position, String asOf, String amount) {
    return world.command(
        "value", "add", "--portfolio", "Estate", "--position", position, "--as-of", asOf, amount);
  }

  private List<String> values() {
    return world
        .sql()
        .sql(
            "select snapshot_date || ' ' || total_value from portfolio_snapshots_latest"
                + " order by snapshot_date")
        .query(String.class)
        .list();
  }

  private List<String> changes() {
    return world
        .sql()
        .sql(
            "select first_date || ' ' || kind from portfolio_changes where kind = 'VALUATION' order"
                + " by change_id")
        .query(String.class)
        .list();
  }
}
