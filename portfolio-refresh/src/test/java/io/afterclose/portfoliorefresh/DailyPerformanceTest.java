package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The view portfolio_daily_performance over four sessions, 110, 120, 130 and 125 dollars. */
final class DailyPerformanceTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-24");
  private static final List<LocalDate> SESSIONS = sessions("2022-06-27", "2022-06-30");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void four_sessions() {
    world.prices().close("AAPL", SESSIONS.get(0), "110");
    world.prices().close("AAPL", SESSIONS.get(1), "120");
    world.prices().close("AAPL", SESSIONS.get(2), "130");
    world.prices().close("AAPL", SESSIONS.get(3), "125");
  }

  @Test
  void profit_is_price_change_only_across_a_sale_and_a_stated_balance() {
    long portfolio = world.portfolios().empty("Growth");
    world.portfolios().position(portfolio, Lot.shares("AAPL", "10", ENTRY, "100"));
    world
        .portfolios()
        .position(portfolio, Lot.shares("AAPL", "5", ENTRY, "100").sold(day("2022-06-29"), "128"));
    world.portfolios().cash(portfolio, day("2022-06-27"), "BALANCE", "1000");
    world.portfolios().cash(portfolio, day("2022-06-30"), "BALANCE", "2000");
    world.snapshots("Growth", SESSIONS);
    assertThat(performance())
        .containsExactly(
            "2022-06-27 2650.00 - - -",
            "2022-06-28 2800.00 150.00 0.056604 0.00",
            "2022-06-29 2940.00 140.00 0.050000 0.00",
            "2022-06-30 3250.00 -50.00 -0.015152 360.00");
  }

  @Test
  void a_dividend_is_profit_and_a_deposit_is_none() {
    long portfolio = world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.portfolios().cash(portfolio, day("2022-06-27"), "BALANCE", "0");
    world.portfolios().cash(portfolio, day("2022-06-29"), "DEPOSIT", "500");
    world.prices().dividend("AAPL", day("2022-06-28"), "0.5");
    world.snapshots("Growth", SESSIONS);
    assertThat(performance())
        .containsExactly(
            "2022-06-27 1100.00 - - -",
            "2022-06-28 1205.00 105.00 0.095455 0.00",
            "2022-06-29 1805.00 100.00 0.058651 500.00",
            "2022-06-30 1755.00 -50.00 -0.027701 0.00");
  }

  @Test
  void what_a_position_gained_without_a_price_is_profit_of_the_day_on_which_it_has_one() {
    world.prices().close("RARE", SESSIONS.get(1), "104");
    long portfolio = world.portfolios().empty("Partly");
    world.portfolios().position(portfolio, Lot.shares("RARE", "10", ENTRY, "100"));
    world.snapshots("Partly", SESSIONS.subList(0, 3));
    assertThat(performance())
        .containsExactly(
            "2022-06-27 0.00 - - -",
            "2022-06-28 1040.00 40.00 - 0.00",
            "2022-06-29 1040.00 0.00 0.000000 0.00");
    assertThat(reasons())
        .containsExactly(
            "2022-06-27 NO_BASE NO_BASE", "2022-06-28 - LOW_COVERAGE", "2022-06-29 - -");
    assertThat(carried())
        .containsExactly(
            "2022-06-27 1000.00 - 0.000000",
            "2022-06-28 0.00 CATCH_UP 0.000000",
            "2022-06-29 0.00 - 1.000000");
  }

  @Test
  void a_sale_of_what_has_no_price_catches_up_while_another_position_loses_its_price() {
    long portfolio = world.portfolios().empty("Partly");
    world
        .portfolios()
        .position(
            portfolio,
            Lot.shares("NONE", "10", SESSIONS.get(0), "20").sold(day("2022-06-28"), "23"));
    world.portfolios().position(portfolio, Lot.shares("NEW", "10", SESSIONS.get(1), "7"));
    world.snapshots("Partly", SESSIONS.subList(0, 3));
    assertThat(performance())
        .containsExactly(
            "2022-06-27 0.00 0.00 - 200.00",
            "2022-06-28 0.00 30.00 - -160.00",
            "2022-06-29 0.00 0.00 - 0.00");
    assertThat(carried())
        .containsExactly(
            "2022-06-27 200.00 - 0.000000",
            "2022-06-28 70.00 CATCH_UP 0.000000",
            "2022-06-29 70.00 - 0.000000");
  }

  @Test
  void a_small_position_without_a_price_stays_in_the_base_of_the_return() {
    long portfolio = world.portfolios().empty("Growth");
    world.portfolios().position(portfolio, Lot.shares("AAPL", "100", SESSIONS.get(0), "100"));
    world.portfolios().position(portfolio, Lot.shares("NONE", "1", SESSIONS.get(0), "200"));
    world.snapshots("Growth", SESSIONS.subList(0, 2));
    // (12,000 + 200) / (11,000 + 200) − 1, known to 12,000 / 12,200 and 11,000 / 11,200
    assertThat(performance())
        .containsExactly(
            "2022-06-27 11000.00 1000.00 0.098039 10200.00",
            "2022-06-28 12000.00 1000.00 0.089286 0.00");
    assertThat(carried())
        .containsExactly("2022-06-27 200.00 - 0.982143", "2022-06-28 200.00 - 0.982143");
  }

  @Test
  void what_was_opened_and_closed_on_one_day_is_in_the_base_of_its_return() {
    long portfolio = world.portfolios().empty("Day trader");
    world
        .portfolios()
        .position(
            portfolio,
            Lot.shares("AAPL", "10", SESSIONS.get(0), "108").sold(SESSIONS.get(0), "111"));
    world
        .portfolios()
        .position(
            portfolio,
            Lot.shares("AAPL", "5", SESSIONS.get(0), "112").shorted().sold(SESSIONS.get(0), "110"));
    world.snapshots("Day trader", SESSIONS.subList(0, 1));
    // bought for 1,080 and 550, sold for 1,110 and 560: (0 + 1,670) / (0 + 1,630) − 1
    assertThat(performance()).containsExactly("2022-06-27 0.00 40.00 0.024540 -40.00");
  }

  @Test
  void nothing_is_said_where_a_close_that_a_side_reads_came_later() {
    world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.snapshots("Growth", SESSIONS);
    world.prices().close("OTHER", SESSIONS.get(1), "121");
    assertThat(reasons()).endsWith("2022-06-28 - -", "2022-06-29 - -", "2022-06-30 - -");
    world.prices().close("AAPL", SESSIONS.get(1), "121");
    assertThat(reasons())
        .containsExactly(
            "2022-06-27 NO_BASE NO_BASE",
            "2022-06-28 OUTDATED OUTDATED",
            "2022-06-29 OUTDATED OUTDATED",
            "2022-06-30 - -");
    world.snapshots("Growth", SESSIONS.subList(1, 2));
    assertThat(reasons()).endsWith("2022-06-28 - -", "2022-06-29 - -", "2022-06-30 - -");
  }

  @Test
  void nothing_is_said_where_a_split_or_dividend_of_what_is_held_came_later() {
    world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.snapshots("Growth", SESSIONS);
    world.prices().dividend("AAPL", SESSIONS.get(2), "1");
    assertThat(reasons())
        .containsExactly(
            "2022-06-27 NO_BASE NO_BASE",
            "2022-06-28 - -",
            "2022-06-29 OUTDATED OUTDATED",
            "2022-06-30 OUTDATED OUTDATED");
  }

  @Test
  void a_profit_is_said_but_no_return_after_a_net_asset_value_of_zero_or_less() {
    long shorted = world.portfolios().empty("Short");
    world.portfolios().position(shorted, Lot.shares("AAPL", "1", ENTRY, "100").shorted());
    world.snapshots("Short", SESSIONS.subList(0, 2));
    assertThat(performance())
        .containsExactly("2022-06-27 -110.00 - - -", "2022-06-28 -120.00 -10.00 - 0.00");
    assertThat(reasons())
        .containsExactly("2022-06-27 NO_BASE NO_BASE", "2022-06-28 - BASE_NOT_POSITIVE");
  }

  @Test
  void a_first_snapshot_starts_at_zero_if_nothing_lies_before_its_day() {
    long portfolio = world.portfolios().empty("Growth");
    world.portfolios().position(portfolio, Lot.shares("AAPL", "10", SESSIONS.get(0), "100"));
    world.snapshots("Growth", SESSIONS.subList(0, 2));
    assertThat(performance())
        .containsExactly(
            "2022-06-27 1100.00 100.00 0.100000 1000.00",
            "2022-06-28 1200.00 100.00 0.090909 0.00");
  }

  @Test
  void a_cash_row_before_its_day_leaves_a_first_snapshot_without_a_base() {
    long portfolio = world.portfolios().empty("Growth");
    world.portfolios().cash(portfolio, ENTRY, "DEPOSIT", "100");
    world.snapshots("Growth", SESSIONS.subList(0, 1));
    assertThat(reasons()).containsExactly("2022-06-27 NO_BASE NO_BASE");
  }

  @Test
  void the_return_of_a_day_with_a_purchase_is_of_what_was_there_and_what_came_in() {
    long portfolio = world.portfolios().empty("Growth");
    world.portfolios().position(portfolio, Lot.shares("AAPL", "1", SESSIONS.get(0), "110"));
    world.portfolios().position(portfolio, Lot.shares("AAPL", "99", SESSIONS.get(1), "119"));
    world.snapshots("Growth", SESSIONS.subList(0, 2));
    // 12,000 / (110 + 11,781) − 1
    assertThat(performance())
        .containsExactly(
            "2022-06-27 110.00 0.00 0.000000 110.00",
            "2022-06-28 12000.00 109.00 0.009167 11781.00");
  }

  @Test
  void a_withdrawal_is_still_in_the_base_of_its_day() {
    long portfolio = world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.portfolios().cash(portfolio, day("2022-06-27"), "BALANCE", "500");
    world.portfolios().cash(portfolio, day("2022-06-28"), "WITHDRAWAL", "500");
    world.snapshots("Growth", SESSIONS.subList(0, 2));
    // (1,200 + 500) / 1,600 − 1
    assertThat(performance())
        .containsExactly("2022-06-27 1600.00 - - -", "2022-06-28 1200.00 100.00 0.062500 -500.00");
  }

  @Test
  void nothing_is_said_where_a_session_of_the_market_between_the_two_has_no_snapshot() {
    SESSIONS.forEach(session -> world.prices().close("SPY", session, "400"));
    world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.snapshots("Growth", List.of(SESSIONS.get(0), SESSIONS.get(2), SESSIONS.get(3)));
    assertThat(reasons())
        .containsExactly(
            "2022-06-27 NO_BASE NO_BASE",
            "2022-06-29 SNAPSHOT_MISSING SNAPSHOT_MISSING",
            "2022-06-30 - -");
  }

  @Test
  void nothing_is_said_where_a_side_was_made_before_a_change_of_what_is_recorded() {
    long portfolio = world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.snapshots("Growth", SESSIONS);
    world.portfolios().cash(portfolio, SESSIONS.get(2), "FEE", "1");
    assertThat(reasons())
        .containsExactly(
            "2022-06-27 NO_BASE NO_BASE",
            "2022-06-28 - -",
            "2022-06-29 OUTDATED OUTDATED",
            "2022-06-30 OUTDATED OUTDATED");
    world.snapshots("Growth", SESSIONS.subList(2, 4));
    assertThat(reasons()).endsWith("2022-06-29 - -", "2022-06-30 - -");
  }

  @Test
  void it_follows_the_latest_revisions() {
    world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    world.snapshots("Growth", SESSIONS.subList(0, 2));
    world.prices().close("AAPL", SESSIONS.get(0), "115");
    world.snapshots("Growth", SESSIONS.subList(0, 2));
    assertThat(performance())
        .containsExactly("2022-06-27 1150.00 - - -", "2022-06-28 1200.00 50.00 0.043478 0.00");
  }

  @Test
  void only_days_that_something_new_may_concern_are_compared_with_all_that_a_portfolio_holds() {
    world.portfolios().holding("Growth", "AAPL", "10", ENTRY);
    SESSIONS.forEach(session -> world.prices().close("SPY", session, "380"));
    world.symbolNights().completed(SESSIONS.get(3));
    world.snapshots("Growth", SESSIONS);
    assertThat(closeLooks()).as("each snapshot has read all there is").isZero();
    assertThat(world.runFor(SESSIONS.get(3)).exitCode()).isZero();
    assertThat(closeLooks()).as("the mark covers all").isZero();
    world.prices().close("AAPL", SESSIONS.get(2), "131");
    assertThat(closeLooks()).as("the day of the correction and the one after it").isEqualTo(2);
    assertThat(reasons()).endsWith("2022-06-29 OUTDATED OUTDATED", "2022-06-30 OUTDATED OUTDATED");
  }

  /** How many snapshots the view compares with what their portfolio holds. */
  private long closeLooks() {
    return new TransactionTemplate(new JdbcTransactionManager(world.dataSource()))
        .execute(
            status -> {
              JdbcClient sql = world.sql();
              sql.sql("set local track_functions = 'all'").update();
              sql.sql("select * from portfolio_daily_performance").query().listOfRows();
              return sql.sql(
                      """
                      select coalesce(sum(calls), 0) from pg_stat_xact_user_functions
                      where funcname = 'outdated_by_market'
                      """)
                  .query(Long.class)
                  .single();
            });
  }

  /** Date, carried value, mark and coverage. */
  private List<String> carried() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', snapshot_date, carried_value, coalesce(pnl_mark, '-'),
              round(coverage, 6))
            from portfolio_daily_performance order by portfolio_id, snapshot_date
            """)
        .query(String.class)
        .list();
  }

  /** Date, and why there is no profit and no return. */
  private List<String> reasons() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', snapshot_date, coalesce(pnl_reason, '-'),
              coalesce(return_reason, '-'))
            from portfolio_daily_performance order by portfolio_id, snapshot_date
            """)
        .query(String.class)
        .list();
  }

  /** Date, net asset value, profit, return and external flows; flows are told where profit is. */
  private List<String> performance() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', snapshot_date, net_asset_value,
              coalesce(daily_pnl::text, '-'), coalesce(round(daily_return, 6)::text, '-'),
              case when daily_pnl is null then '-' else external_flows::text end)
            from portfolio_daily_performance order by portfolio_id, snapshot_date
            """)
        .query(String.class)
        .list();
  }
}
