package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.PostgresExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a book that rolls yesterday's equity forward gets wrong, each as a test that it cannot
 * happen here, and what must stay as it was when something is stated later. AAPL closes at 110,
 * 120, 130 and 125 from Monday to Thursday, MSFT at 20, 21, 22 and 23.
 */
final class ProfitAndLossTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate FRIDAY = LocalDate.parse("2022-06-24");
  private static final LocalDate MONDAY = LocalDate.parse("2022-06-27");
  private static final LocalDate TUESDAY = LocalDate.parse("2022-06-28");
  private static final LocalDate WEDNESDAY = LocalDate.parse("2022-06-29");
  private static final LocalDate THURSDAY = LocalDate.parse("2022-06-30");
  private static final List<LocalDate> WEEK = List.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY);
  private static final String CALL = "MSFT220715C00025000";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final StoredPortfolios portfolios = world.portfolios();

  @BeforeEach
  void a_week_of_prices() {
    for (int i = 0; i < WEEK.size(); i++) {
      world.prices().close("AAPL", WEEK.get(i), List.of("110", "120", "130", "125").get(i));
      world.prices().close("MSFT", WEEK.get(i), String.valueOf(20 + i));
    }
    world.prices().close("AAPL", FRIDAY, "90");
  }

  @Test
  void a_gain_that_was_marked_day_by_day_is_not_earned_again_by_the_sale() {
    long book = book("100");
    portfolios.position(book, Lot.shares("AAPL", "1", MONDAY, "100").sold(THURSDAY, "130"));
    made(WEEK);
    assertThat(profits()).containsExactly("-", "10.00", "10.00", "0.00");
    assertThat(netAssetValues()).as("100 and the gain of 30").endsWith("130.00");
  }

  @Test
  void a_position_that_was_sold_earns_nothing_any_more() {
    long book = book("1000");
    portfolios.position(book, Lot.shares("AAPL", "10", MONDAY, "100").sold(TUESDAY, "118"));
    made(WEEK);
    assertThat(profits()).containsExactly("-", "80.00", "0.00", "0.00");
    assertThat(netAssetValues()).containsExactly("1100.00", "1180.00", "1180.00", "1180.00");
  }

  @Test
  void a_purchase_earns_from_its_entry_price_on_and_not_the_gap_of_the_night() {
    long book = book("1000");
    portfolios.position(book, Lot.shares("AAPL", "10", TUESDAY, "119"));
    made(WEEK);
    assertThat(profits())
        .as("ten times 120 - 119, though the close before was 110")
        .containsExactly("-", "10.00", "100.00", "-50.00");
  }

  @Test
  void days_without_a_snapshot_lose_no_profit_and_no_flow() {
    world.prices().dividend("AAPL", TUESDAY, "0.5");
    long book = book("1000");
    portfolios.position(book, Lot.shares("AAPL", "10", FRIDAY, "90"));
    portfolios.cash(book, day("2022-06-25"), "DEPOSIT", "200");
    portfolios.cash(book, day("2022-06-26"), "FEE", "3");
    portfolios.position(book, Lot.shares("MSFT", "10", TUESDAY, "20.5").sold(WEDNESDAY, "22"));
    made(days("2022-06-24", "2022-06-27", "2022-06-28", "2022-06-29", "2022-06-30"));
    assertThat(profits()).containsExactly("0.00", "197.00", "110.00", "110.00", "-50.00");
    assertThat(flows())
        .as("the record starts with what is there")
        .containsExactly("1900.00", "200.00", "0.00", "0.00", "0.00");
    world
        .sql()
        .sql("delete from portfolio_snapshots where snapshot_date between ? and ?")
        .params(MONDAY, WEDNESDAY)
        .update();
    assertThat(profits()).as("the sum of the four days").containsExactly("0.00", "367.00");
    assertThat(flows()).containsExactly("1900.00", "200.00");
  }

  @Test
  void an_older_day_made_later_changes_nothing_that_is_there() {
    long book = book("1000");
    portfolios.position(book, Lot.shares("AAPL", "10", MONDAY, "100"));
    made(List.of(WEDNESDAY, THURSDAY));
    List<String> rows = stored();
    List<String> shown = world.tables().rows().get("positions");
    made(List.of(TUESDAY, MONDAY));
    assertThat(stored()).hasSize(4).containsAll(rows);
    assertThat(world.tables().rows().get("positions")).isEqualTo(shown);
    assertThat(profits()).containsExactly("-", "100.00", "100.00", "-50.00");
  }

  @Test
  void an_older_day_has_what_was_held_on_it_and_not_what_is_held_now() {
    long book = book("1000");
    portfolios.position(book, Lot.shares("AAPL", "4", FRIDAY, "100").sold(WEDNESDAY, "121"));
    portfolios.position(book, Lot.shares("AAPL", "2", FRIDAY, "90"));
    portfolios.position(book, Lot.shares("MSFT", "5", THURSDAY, "23"));
    world.prices().split("AAPL", THURSDAY, "5");
    world.prices().close("AAPL", THURSDAY, "25");
    made(List.of(THURSDAY));
    made(List.of(TUESDAY));
    assertThat(values())
        .as("six old shares at 120; ten new ones at 25 and five at 23")
        .containsExactly("2022-06-28 720.00", "2022-06-30 365.00");
  }

  @Test
  void options_dividends_fees_and_splits_count_and_what_is_unpriced_is_unknown_and_not_zero() {
    world.prices().close(CALL, MONDAY, "3.00");
    world.prices().close(CALL, TUESDAY, "3.50");
    // a contract of two halves since the split
    world.prices().close("MSFT220715C00012500", WEDNESDAY, "1.75");
    world.prices().dividend("MSFT", TUESDAY, "0.25");
    world.prices().split("MSFT", WEDNESDAY, "2");
    world.prices().close("MSFT", WEDNESDAY, "11");
    long book = book("1000");
    portfolios.position(book, Lot.shares(CALL, "2", FRIDAY, "3").of("OPTIONS").times("100"));
    portfolios.position(book, Lot.shares("MSFT", "8", FRIDAY, "20"));
    portfolios.cash(book, TUESDAY, "FEE", "5");
    made(List.of(MONDAY, TUESDAY, WEDNESDAY));
    assertThat(profits())
        .as("2 x 100 x 0.50 + 8 x 1 + 8 x 0.25 - 5; then 16 x 11 against 8 x 21")
        .containsExactly("-", "105.00", "8.00");
    portfolios.position(book, Lot.shares("RARE", "1", FRIDAY, "50"));
    made(List.of(TUESDAY));
    assertThat(profits()).containsExactly("-", "-", "-");
  }

  @Test
  void a_fee_stated_later_costs_its_own_day_only_and_leaves_earlier_values_as_they_were() {
    portfolios.position(portfolios.empty("Book"), Lot.shares("AAPL", "10", FRIDAY, "100"));
    made(WEEK);
    assertThat(profits()).containsExactly("-", "100.00", "100.00", "-50.00");
    List<String> before = stored();
    assertThat(stated("FEE", WEDNESDAY, "7")).isZero();
    made(WEEK);
    assertThat(profits()).containsExactly("-", "100.00", "93.00", "-50.00");
    assertThat(netAssetValues()).containsExactly("1100.00", "1200.00", "1300.00", "1250.00");
    assertThat(flows()).as("the owner pays it").containsExactly("0.00", "0.00", "7.00", "0.00");
    assertThat(stored()).as("two days have a second revision").hasSize(6).containsAll(before);
  }

  @Test
  void a_balance_stated_in_the_middle_leaves_every_profit_and_all_earlier_values_as_they_were() {
    long book = portfolios.empty("Book");
    portfolios.position(book, Lot.shares("AAPL", "10", FRIDAY, "100"));
    portfolios.position(book, Lot.shares("AAPL", "5", FRIDAY, "100").sold(WEDNESDAY, "128"));
    portfolios.position(book, Lot.shares("MSFT", "10", MONDAY, "19"));
    made(WEEK);
    List<String> profits = profits();
    assertThat(profits).containsExactly("-", "160.00", "150.00", "-40.00");
    assertThat(netAssetValues()).containsExactly("1850.00", "2010.00", "1520.00", "1480.00");
    List<String> before = stored();
    assertThat(stated("BALANCE", TUESDAY, "500")).isZero();
    made(WEEK);
    assertThat(profits()).isEqualTo(profits);
    assertThat(netAssetValues()).containsExactly("1850.00", "2510.00", "2660.00", "2620.00");
    assertThat(stored()).as("three days have a second revision").hasSize(7).containsAll(before);
  }

  @Test
  void cash_of_an_import_dated_in_the_middle_leaves_every_profit_and_all_earlier_values(
      @TempDir Path folder) {
    String positions =
        """
        symbol,quantity,entry_date,entry_price,exit_date,exit_price
        AAPL,10,2022-06-24,100,,
        AAPL,5,2022-06-24,100,2022-06-29,128
        MSFT,10,2022-06-27,19,,
        """;
    assertThat(world.imported(folder, "Book", positions).exitCode()).isZero();
    made(WEEK);
    List<String> profits = profits();
    assertThat(profits).containsExactly("-", "160.00", "150.00", "-40.00");
    POSTGRES.reset();
    a_week_of_prices();
    assertThat(world.imported(folder, "Book", positions, "--cash", "500@2022-06-28").exitCode())
        .isZero();
    made(WEEK);
    assertThat(profits()).isEqualTo(profits);
    assertThat(netAssetValues()).containsExactly("1850.00", "2510.00", "2660.00", "2620.00");
  }

  @Test
  void every_kind_of_portfolio_has_its_rows_and_is_divided_by_nothing() {
    world.prices().close(CALL, WEDNESDAY, "3.00");
    world.prices().close(CALL, THURSDAY, "3.50");
    portfolios.empty("Empty");
    portfolios.position(
        portfolios.empty("Private"), Lot.shares("FARM", "1", FRIDAY, "1000").of("PRIVATE"));
    portfolios.position(
        portfolios.empty("Options"), Lot.shares(CALL, "2", FRIDAY, "3").of("OPTIONS").times("100"));
    portfolios.position(
        portfolios.empty("Shorts"), Lot.shares("AAPL", "10", FRIDAY, "50").shorted());
    portfolios.cash(portfolios.empty("Cash"), FRIDAY, "BALANCE", "1000");
    portfolios.position(portfolios.empty("Gift"), Lot.shares("AAPL", "1", FRIDAY, "0"));
    long debt = portfolios.empty("In debt");
    portfolios.position(debt, Lot.shares("AAPL", "1", FRIDAY, "100"));
    portfolios.cash(debt, FRIDAY, "BALANCE", "-1000");
    long nil = portfolios.empty("Worth nil");
    portfolios.position(nil, Lot.shares("AAPL", "1", FRIDAY, "100"));
    portfolios.cash(nil, FRIDAY, "BALANCE", "-130");
    portfolios.position(portfolios.empty("Unpriced gift"), Lot.shares("RARE", "1", FRIDAY, "0"));
    world
        .composition()
        .portfolios()
        .keys()
        .forEach(key -> assertThat(made(name(key), List.of(WEDNESDAY, THURSDAY))).isEqualTo(2));
    assertThat(rowsOf(THURSDAY))
        .containsExactlyInAnyOrder(
            "Empty 0.00 0.000000 1.00000000 0.00 -",
            "Private 1000.00 0.000000 1.00000000 0.00 0.000000",
            "Options 700.00 16.666667 1.00000000 100.00 0.166667",
            "Shorts -1250.00 -150.000000 1.00000000 50.00 -",
            "Cash 1000.00 0.000000 1.00000000 0.00 0.000000",
            "Gift 125.00 0.000000 1.00000000 -5.00 -0.038462",
            "In debt -875.00 25.000000 1.00000000 -5.00 -",
            "Worth nil -5.00 25.000000 1.00000000 -5.00 -",
            "Unpriced gift 0.00 0.000000 0.00000000 0.00 -");
  }

  /** A portfolio with cash on Friday. */
  private long book(String cash) {
    long book = portfolios.empty("Book");
    portfolios.cash(book, FRIDAY, "BALANCE", cash);
    return book;
  }

  private void made(List<LocalDate> dates) {
    made("Book", dates);
  }

  private int made(String name, List<LocalDate> dates) {
    return world.snapshots(name, dates);
  }

  private String name(long key) {
    return world
        .sql()
        .sql("select name from portfolios where portfolio_id = ?")
        .param(key)
        .query(String.class)
        .single();
  }

  private int stated(String kind, LocalDate date, String amount) {
    return world
        .command(
            "cash",
            "add",
            "--portfolio",
            "Book",
            "--date",
            date.toString(),
            "--kind",
            kind,
            "--amount",
            amount)
        .exitCode();
  }

  private List<String> profits() {
    return performance("coalesce(daily_pnl::text, '-')");
  }

  private List<String> netAssetValues() {
    return performance("net_asset_value::text");
  }

  private List<String> flows() {
    return performance("coalesce(external_flows, 0)::numeric(28, 2)::text");
  }

  private List<String> performance(String column) {
    return world
        .sql()
        .sql("select " + column + " from portfolio_daily_performance order by snapshot_date")
        .query(String.class)
        .list();
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

  private List<String> rowsOf(LocalDate date) {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', f.name, s.net_asset_value, s.pnl_percent, s.coverage,
              coalesce(p.daily_pnl::text, '-'), coalesce(round(p.daily_return, 6)::text, '-'))
            from portfolio_snapshots_latest s
            join portfolios f using (portfolio_id)
            join portfolio_daily_performance p using (portfolio_id, snapshot_date)
            where snapshot_date = ?
            """)
        .param(date)
        .query(String.class)
        .list();
  }

  /** Each snapshot with the transaction that wrote it. */
  private List<String> stored() {
    return world.tables().rows().getOrDefault("portfolio_snapshots", List.of());
  }
}
