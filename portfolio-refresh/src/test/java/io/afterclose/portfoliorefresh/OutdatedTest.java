package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.price.PriceRow;
import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each kind of change outdates the dates it concerns in the portfolios it concerns and nothing
 * else: the plan names them, the run gives each a revision with its reason, the run after it writes
 * nothing. Twelve sessions from 2022-06-14 to 2022-06-30; 06-20 is a holiday.
 */
final class OutdatedTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-14");
  private static final List<LocalDate> SESSIONS = sessions("2022-06-14", "2022-06-30");
  private static final List<String> ALL = List.of("Counted", "Fund", "Growth", "Income", "Mixed");
  private static final String CALL = "AAPL220624C00130000";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final StoredPortfolios portfolios = world.portfolios();

  private long growth;
  private long income;
  private long fund;
  private long fundPosition;
  private long soldLot;

  @BeforeEach
  void everything_is_made_and_current() {
    List<PriceRow> rows = new ArrayList<>();
    for (LocalDate session : SESSIONS) {
      for (String symbol : List.of("SPY", "AAPL", "KO", "MSFT", CALL)) {
        boolean hole = symbol.equals("KO") && session.equals(day("2022-06-23"));
        if (!hole) {
          rows.add(StoredPrices.row(symbol, session, new BigDecimal("100")));
        }
      }
      for (int number = 0; number < 40; number++) {
        rows.add(StoredPrices.row("W" + number, session, BigDecimal.TEN));
      }
    }
    world.prices().save(rows);
    growth = portfolios.holding("Growth", "AAPL", "10", ENTRY);
    income = portfolios.holding("Income", "KO", "20", ENTRY);
    long mixed = portfolios.empty("Mixed");
    portfolios.position(mixed, Lot.shares("AAPL", "3", ENTRY, "90").shorted());
    soldLot =
        portfolios.position(
            mixed, Lot.shares("KO", "4", ENTRY, "50").sold(day("2022-06-28"), "55"));
    portfolios.position(mixed, Lot.shares(CALL, "1", ENTRY, "9").of("OPTIONS").times("100"));
    fund = portfolios.empty("Fund");
    fundPosition = portfolios.position(fund, Lot.shares("FARM", "1", ENTRY, "900").of("PRIVATE"));
    portfolios.valuation(fundPosition, day("2022-06-28"), "950");
    long counted = portfolios.holding("Counted", "MSFT", "10", ENTRY);
    world
        .sql()
        .sql("update positions set quantity_as_of = '2022-06-28' where portfolio_id = ?")
        .param(counted)
        .update();
    wide();
    ALL.forEach(name -> world.snapshots(name, SESSIONS));
    world.snapshots("Wide", List.of(D));
    world.symbolNights().completed(D);
    world.clock().advance(Duration.ofHours(1));
  }

  /** Holds 40 symbols, so that one missing price leaves a date usable. */
  private void wide() {
    long wide = portfolios.empty("Wide");
    for (int number = 0; number < 40; number++) {
      portfolios.position(wide, Lot.shares("W" + number, "1", ENTRY, "10"));
    }
  }

  @Test
  void a_corrected_close_concerns_its_own_day_where_the_next_one_has_a_close() {
    world.prices().close("AAPL", day("2022-06-22"), "101");
    expect("PRICE", days("Growth", "2022-06-22", "2022-06-22"), mixed("2022-06-22"));
  }

  @Test
  void a_corrected_close_concerns_the_days_on_which_it_stood_in_for_a_missing_one() {
    world.prices().close("KO", day("2022-06-22"), "101");
    expect(
        "PRICE",
        days("Income", "2022-06-22", "2022-06-23"),
        days("Mixed", "2022-06-22", "2022-06-23"));
  }

  @Test
  void a_close_that_arrives_late_concerns_its_own_day() {
    world.prices().close("KO", day("2022-06-23"), "101");
    expect("PRICE", days("Income", "2022-06-23", "2022-06-23"), mixed("2022-06-23"));
  }

  @Test
  void a_close_after_a_position_was_sold_concerns_it_no_longer() {
    world.prices().close("KO", day("2022-06-29"), "101");
    expect("PRICE", days("Income", "2022-06-29", "2022-06-29"));
  }

  @Test
  void a_close_that_differs_by_noise_or_in_its_volume_concerns_nothing() {
    world.prices().close("AAPL", day("2022-06-22"), "100.00001");
    world.sql().sql("update market_data_cache set volume = 7, status = 'FINAL'").update();
    expect("PRICE");
  }

  @Test
  void the_close_of_an_option_s_last_day_settles_it_for_good() {
    world.prices().close("AAPL", day("2022-06-24"), "140");
    expect(
        "PRICE",
        days("Growth", "2022-06-24", "2022-06-24"),
        days("Mixed", "2022-06-24", "2022-06-30"));
  }

  @Test
  void a_class_share_settles_the_option_whose_root_the_table_gives_it() {
    String call = "BRKB220624C00350000";
    world.prices().closes(call, sessions("2022-06-14", "2022-06-23"), "5");
    world.prices().close("BRK.B", day("2022-06-24"), "360");
    long classes = portfolios.empty("Classes");
    portfolios.position(classes, Lot.shares(call, "1", ENTRY, "9").of("OPTIONS").times("100"));
    world.snapshots("Classes", SESSIONS);
    world.clock().advance(Duration.ofHours(1));
    world.prices().close("BRK.B", day("2022-06-24"), "361");
    expect("PRICE", days("Classes", "2022-06-24", "2022-06-30"));
  }

  @Test
  void an_option_s_own_close_concerns_the_days_before_its_last() {
    world.prices().close(CALL, day("2022-06-23"), "8");
    world.prices().close(CALL, day("2022-06-24"), "7");
    expect("PRICE", mixed("2022-06-23"));
  }

  @Test
  void a_split_announced_late_concerns_all_days_from_it_on() {
    world.prices().split("AAPL", day("2022-06-27"), "2");
    expect(
        "SPLIT",
        days("Growth", "2022-06-27", "2022-06-30"),
        days("Mixed", "2022-06-27", "2022-06-30"));
  }

  @Test
  void a_split_announced_late_concerns_the_days_before_it_where_the_shares_were_counted_after_it() {
    world.prices().split("MSFT", day("2022-06-27"), "2");
    expect("SPLIT", days("Counted", "2022-06-14", "2022-06-24"));
  }

  @Test
  void a_split_concerns_a_close_that_stands_in_across_it() {
    world.prices().split("KO", day("2022-06-23"), "2");
    expect(
        "SPLIT",
        days("Income", "2022-06-23", "2022-06-30"),
        days("Mixed", "2022-06-23", "2022-06-30"));
  }

  @Test
  void a_dividend_announced_late_concerns_all_days_from_it_on_of_who_held_the_share_before() {
    world.prices().dividend("KO", day("2022-06-28"), "0.44");
    world.prices().dividend("KO", day("2022-06-29"), "0.11");
    expect(
        "DIVIDEND",
        days("Income", "2022-06-28", "2022-06-30"),
        days("Mixed", "2022-06-28", "2022-06-30"));
  }

  @Test
  void a_back_dated_trade_concerns_all_days_from_it_on() {
    portfolios.position(income, Lot.shares("MSFT", "1", day("2022-06-25"), "90"));
    expect("POSITION", days("Income", "2022-06-27", "2022-06-30"));
  }

  @Test
  void a_back_dated_sale_concerns_all_days_from_it_on() {
    world
        .sql()
        .sql(
            "update positions set exit_date = '2022-06-29', exit_price = 70 where portfolio_id = ?")
        .param(growth)
        .update();
    expect("POSITION", days("Growth", "2022-06-29", "2022-06-30"));
  }

  @Test
  void a_sale_that_moves_concerns_the_days_from_the_earlier_of_the_two_on() {
    world
        .sql()
        .sql("update positions set exit_date = '2022-06-24' where position_id = ?")
        .param(soldLot)
        .update();
    expect("POSITION", days("Mixed", "2022-06-24", "2022-06-30"));
  }

  @Test
  void a_quantity_stated_otherwise_concerns_all_days_of_the_position() {
    world
        .sql()
        .sql("update positions set quantity = 11 where portfolio_id = ?")
        .param(growth)
        .update();
    expect("POSITION", days("Growth", "2022-06-14", "2022-06-30"));
  }

  @Test
  void a_valuation_concerns_the_days_until_the_next_one() {
    portfolios.valuation(fundPosition, day("2022-06-22"), "925");
    expect("VALUATION", days("Fund", "2022-06-22", "2022-06-27"));
  }

  @Test
  void the_latest_valuation_concerns_all_days_from_it_on() {
    world.sql().sql("delete from position_valuations").update();
    expect("VALUATION", days("Fund", "2022-06-28", "2022-06-30"));
  }

  @Test
  void a_cash_row_concerns_all_days_from_it_on() {
    portfolios.cash(fund, day("2022-06-26"), "DEPOSIT", "7");
    expect("CASH", days("Fund", "2022-06-27", "2022-06-30"));
  }

  @Test
  void a_deleted_position_never_was() {
    world
        .sql()
        .sql("update positions set deleted_at = now() where position_id = ?")
        .param(soldLot)
        .update();
    expect("DELETION", days("Mixed", "2022-06-14", "2022-06-30"));
  }

  @Test
  void a_portfolio_whose_only_position_was_deleted_is_restated_to_nothing() {
    world
        .sql()
        .sql("update positions set deleted_at = now() where portfolio_id = ?")
        .param(growth)
        .update();
    expect("DELETION", days("Growth", "2022-06-14", "2022-06-30"));
    assertThat(
            world
                .sql()
                .sql(
                    """
                    select distinct net_asset_value::text from portfolio_snapshots_latest
                    where portfolio_id = ?
                    """)
                .param(growth)
                .query(String.class)
                .list())
        .containsExactly("0.00");
  }

  @Test
  void a_deleted_portfolio_is_made_no_more_and_concerns_nobody() {
    world
        .sql()
        .sql("update portfolios set deleted_at = now() where portfolio_id = ?")
        .param(growth)
        .update();
    portfolios.cash(growth, day("2022-06-27"), "DEPOSIT", "7");
    expect("CASH");
    world
        .sql()
        .sql("update portfolios set deleted_at = null where portfolio_id = ?")
        .param(growth)
        .update();
    expect("CASH", days("Growth", "2022-06-27", "2022-06-30"));
  }

  @Test
  void several_kinds_of_change_are_one_revision_that_tells_them_all() {
    portfolios.cash(growth, day("2022-06-29"), "DEPOSIT", "7");
    world.prices().close("AAPL", D, "101");
    assertThat(world.planned())
        .containsExactly(
            "Growth,2022-06-30,PRICE+CASH", "Growth,2022-06-29,CASH", "Mixed,2022-06-30,PRICE");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.restated())
        .containsExactly(
            "Growth,2022-06-29,CASH", "Growth,2022-06-30,PRICE+CASH", "Mixed,2022-06-30,PRICE");
  }

  @Test
  void a_change_that_was_taken_back_is_looked_at_once_and_leaves_the_snapshots_alone() {
    world.prices().close("AAPL", day("2022-06-22"), "101");
    world.clock().advance(Duration.ofMinutes(1));
    world.prices().close("AAPL", day("2022-06-22"), "100");
    assertThat(world.planned())
        .containsExactly("Growth,2022-06-22,PRICE", "Mixed,2022-06-22,PRICE");
    Map<String, List<String>> before = world.tables().rows();
    assertThat(world.runFor(D).exitCode()).isZero();
    Map<String, List<String>> after = world.tables().rows();
    assertThat(after.remove("portfolio_snapshot_checks")).hasSize(2);
    // A date that is processed gets the exposures and figures it lacks; that is no matter of its
    // snapshots.
    for (String beside :
        List.of(
            "portfolio_snapshot_checks",
            "portfolio_snapshot_marks",
            "portfolio_snapshots_unmarked",
            "symbol_factor_exposures",
            "symbol_exposure_changes",
            "portfolio_figures",
            "portfolio_figure_grids",
            "portfolio_figures_due",
            "portfolio_figure_marks",
            "run_item_failures")) {
      before.remove(beside);
      after.remove(beside);
    }
    assertThat(after).isEqualTo(before);
    assertThat(world.planned()).isEmpty();
  }

  /** As the command plan prints them, without a reason. */
  private record Dates(List<String> of) {}

  private static Dates days(String portfolio, String from, String to) {
    return new Dates(sessions(from, to).stream().map(date -> portfolio + "," + date).toList());
  }

  private static Dates mixed(String date) {
    return days("Mixed", date, date);
  }

  /** Exactly these are planned and made, for this reason; then nothing is left to do. */
  private void expect(String reason, Dates... concerned) {
    List<String> expected =
        Stream.of(concerned)
            .flatMap(dates -> dates.of().stream())
            .map(date -> date + "," + reason)
            .toList();
    assertThat(world.planned()).hasSameElementsAs(expected).hasSameSizeAs(expected);
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.restated())
        .containsExactlyElementsOf(expected.stream().sorted(Comparator.naturalOrder()).toList());
    assertThat(world.planned()).isEmpty();
    Map<String, List<String>> before = world.tables().rows();
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isZero();
      assertThat(log.containing("2022-06-30: nothing to do")).hasSize(1);
    }
    assertThat(world.tables().rows()).isEqualTo(before);
  }
}
