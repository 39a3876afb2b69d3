package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One of each kind of position, valued through the database and checked by hand. */
final class StoredSnapshotTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-01");
  private static final String CALL = "AAPL220715C00130000";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void one_of_each_kind() {
    world.prices().close("AAPL", D, "136.72");
    world.prices().close("MSFT", D, "256.83");
    world.prices().close(CALL, D, "8.5");
    world.prices().close("KO", day("2022-06-27"), "62.91");
    world.prices().close("OLD", day("2022-06-22"), "99");
    StoredPortfolios portfolios = world.portfolios();
    long mixed = portfolios.empty("Mixed");
    portfolios.position(mixed, Lot.shares("AAPL", "10", ENTRY, "150"));
    portfolios.position(mixed, Lot.shares("MSFT", "5", ENTRY, "250").shorted());
    portfolios.position(mixed, Lot.shares(CALL, "2", ENTRY, "9").of("OPTIONS").times("100"));
    portfolios.position(mixed, Lot.shares("FARM", "1", ENTRY, "1000").of("PRIVATE"));
    long fund = portfolios.position(mixed, Lot.shares("FUND", "1", ENTRY, "1200").of("PRIVATE"));
    portfolios.position(mixed, Lot.shares("KO", "7", ENTRY, "60"));
    portfolios.position(mixed, Lot.shares("OLD", "3", ENTRY, "10"));
    portfolios.valuation(fund, day("2022-06-10"), "1400");
    portfolios.valuation(fund, day("2022-06-30"), "1500");
    portfolios.valuation(fund, day("2022-07-01"), "9999");
    portfolios.cash(mixed, ENTRY, "BALANCE", "500");
  }

  @Test
  void every_column_is_what_the_positions_add_up_to() {
    assertThat(world.snapshots("Mixed", List.of(D))).isEqualTo(1);
    assertThat(
            world
                .sql()
                .sql(
                    """
                    select concat_ws(' ', status, total_value, total_cost, total_pnl, pnl_percent,
                      cash_value, net_asset_value, long_value, short_value, gross_exposure,
                      net_exposure, position_count, priced_count, stale_count, estimated_count,
                      unpriced_count, coverage)
                    from portfolio_snapshots
                    """)
                .query(String.class)
                .single())
        .isEqualTo(
            "PARTIAL 4723.42 4670.00 53.42 0.745049 500.00 5223.42 6007.57 -1284.15 7291.72"
                + " 4723.42 7 3 1 2 1 0.99590300");
  }

  @Test
  void positions_show_their_values_and_their_prices_dates() {
    world.snapshots("Mixed", List.of(D));
    assertThat(shown())
        .containsExactly(
            "AAPL 136.7200000000 2022-06-30 1367.20 -132.80",
            "MSFT 256.8300000000 2022-06-30 -1284.15 -34.15",
            CALL + " 8.5000000000 2022-06-30 1700.00 -100.00",
            "FARM - 2022-06-01 1000.00 0.00",
            "FUND - 2022-06-30 1500.00 300.00",
            "KO 62.9100000000 2022-06-27 440.37 20.37",
            "OLD - - - -");
  }

  @Test
  void shown_values_never_move_to_an_older_date() {
    world.snapshots("Mixed", List.of(D));
    List<String> newest = shown();
    world.prices().close("AAPL", day("2022-06-28"), "1");
    assertThat(world.snapshots("Mixed", List.of(day("2022-06-28")))).isEqualTo(1);
    assertThat(shown()).isEqualTo(newest);
  }

  @Test
  void a_share_bought_after_a_split_is_worth_an_older_close_in_new_shares() {
    world.prices().close("RARE", day("2022-06-27"), "20");
    world.prices().split("RARE", day("2022-06-28"), "2");
    long late = world.portfolios().empty("Late");
    world.portfolios().position(late, Lot.shares("RARE", "10", day("2022-06-29"), "10"));
    world.snapshots("Late", List.of(D));
    assertThat(values("portfolio_snapshots")).containsExactly("1 100.00");
  }

  @Test
  void a_sold_position_shows_what_it_was_worth_last_whichever_day_is_made_first() {
    long sold = world.portfolios().empty("Sold");
    world
        .portfolios()
        .position(sold, Lot.shares("RARE", "2", day("2022-06-01"), "10").sold(D, "13"));
    world.prices().close("RARE", day("2022-06-27"), "11");
    world.prices().close("RARE", day("2022-06-28"), "12");
    world.snapshots("Sold", List.of(D));
    assertThat(shown()).last().isEqualTo("RARE - - - -");
    world.snapshots("Sold", List.of(day("2022-06-28")));
    world.snapshots("Sold", List.of(day("2022-06-27")));
    assertThat(shown()).last().isEqualTo("RARE 12.0000000000 2022-06-28 24.00 4.00");
  }

  @Test
  void a_position_that_turns_out_to_have_left_shows_its_last_session_again() {
    long sold = world.portfolios().empty("Sold");
    long lot = world.portfolios().position(sold, Lot.shares("RARE", "2", day("2022-06-01"), "10"));
    world.prices().close("RARE", day("2022-06-27"), "11");
    world.prices().close("RARE", D, "12");
    world.snapshots("Sold", List.of(D));
    assertThat(shown()).last().isEqualTo("RARE 12.0000000000 2022-06-30 24.00 4.00");
    world.portfolios().exit(lot, day("2022-06-29"), new BigDecimal("13"));
    world.snapshots("Sold", List.of(D));
    assertThat(shown()).last().isEqualTo("RARE 11.0000000000 2022-06-27 22.00 2.00");
    world.portfolios().exit(lot, day("2022-06-01"), new BigDecimal("13"));
    world.snapshots("Sold", List.of(day("2022-06-28")));
    assertThat(shown()).last().isEqualTo("RARE - - - -");
  }

  @Test
  void an_option_that_is_settled_late_shows_the_session_before_its_settlement() {
    long late = world.portfolios().empty("Late");
    Lot call = Lot.shares("ACME220630C00150000", "2", ENTRY, "9").of("OPTIONS").times("100");
    world.portfolios().position(late, call);
    world.prices().close("ACME220630C00150000", day("2022-06-29"), "11");
    world.snapshots("Late", List.of(day("2022-06-29")));
    world.snapshots("Late", List.of(D));
    assertThat(values("portfolio_snapshots")).containsExactly("1 2200.00", "1 0.00");
    assertThat(shown())
        .last()
        .isEqualTo("ACME220630C00150000 11.0000000000 2022-06-29 2200.00 400.00");
  }

  @Test
  void a_dividend_of_which_only_adjusted_closes_tell_is_counted() {
    world
        .sql()
        .sql(
            "insert into corporate_actions (symbol, ex_date, kind, value, source, fetched_at)"
                + " values ('AAPL', '2022-06-30', 'IMPLIED', 0.5, 'test', now())")
        .update();
    world.snapshots("Mixed", List.of(D));
    assertThat(
            world
                .sql()
                .sql("select dividend_unbooked_count from portfolio_snapshots")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void the_same_inputs_write_nothing_again() {
    world.snapshots("Mixed", List.of(D));
    List<String> before = world.tables().rows().get("portfolio_snapshots");
    assertThat(world.snapshots("Mixed", List.of(D))).isZero();
    assertThat(world.tables().rows().get("portfolio_snapshots")).isEqualTo(before);
  }

  @Test
  void a_changed_price_makes_a_revision_and_the_old_one_stays_readable() {
    world.snapshots("Mixed", List.of(D));
    world.prices().close("AAPL", D, "137.72");
    assertThat(world.snapshots("Mixed", List.of(D))).isEqualTo(1);
    assertThat(values("portfolio_snapshots")).containsExactly("1 4723.42", "2 4733.42");
    assertThat(values("portfolio_snapshots_latest")).containsExactly("2 4733.42");
    assertThat(world.snapshots("Mixed", List.of(D))).isZero();
  }

  @Test
  void every_kind_of_changed_input_makes_a_revision() {
    world.snapshots("Mixed", List.of(D));
    for (String change :
        List.of(
            "update positions set quantity = 11 where symbol = 'AAPL'",
            "update positions set deleted_at = now() where symbol = 'KO'",
            "update position_valuations set amount = 1501 where as_of = '2022-06-30'",
            "update cash_movements set amount = 501",
            "insert into corporate_actions (symbol, ex_date, kind, value, source, fetched_at)"
                + " values ('AAPL', '2022-06-15', 'SPLIT', 2, 'test', now())")) {
      world.sql().sql(change).update();
      assertThat(world.snapshots("Mixed", List.of(D))).as(change).isEqualTo(1);
    }
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(6);
  }

  @Test
  void what_is_dated_later_makes_no_revision() {
    world.snapshots("Mixed", List.of(D));
    world.prices().close("AAPL", day("2022-07-01"), "1");
    world.prices().dividend("AAPL", day("2022-07-01"), "0.5");
    world
        .sql()
        .sql("update position_valuations set amount = 1 where as_of > '2022-06-30'")
        .update();
    world.portfolios().cash(1, day("2022-07-01"), "DEPOSIT", "7");
    world.portfolios().position(1, Lot.shares("AAPL", "1", day("2022-07-01"), "140"));
    assertThat(world.snapshots("Mixed", List.of(D))).isZero();
  }

  @Test
  void a_row_that_is_gone_is_made_anew_from_changed_inputs_as_revision_1() {
    world.snapshots("Mixed", List.of(D));
    world.sql().sql("delete from portfolio_snapshots").update();
    world.prices().close("AAPL", D, "137.72");
    assertThat(world.snapshots("Mixed", List.of(D))).isEqualTo(1);
    assertThat(values("portfolio_snapshots")).containsExactly("1 4733.42");
  }

  @Test
  void an_option_that_is_said_to_be_held_past_its_expiry_is_worth_what_it_settled_at() {
    world.prices().close("AAPL", day("2022-01-21"), "162.41");
    long late = world.portfolios().empty("Late");
    Lot call = Lot.shares("AAPL220121C00150000", "2", day("2022-01-03"), "9").of("OPTIONS");
    world.portfolios().position(late, call.times("100").sold(day("2022-08-01"), "12.41"));
    assertThat(world.snapshots("Late", List.of(D))).isEqualTo(1);
    assertThat(values("portfolio_snapshots")).containsExactly("1 2482.00");
  }

  private List<String> values(String table) {
    return world
        .sql()
        .sql("select revision || ' ' || total_value from " + table + " order by revision")
        .query(String.class)
        .list();
  }

  private List<String> shown() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', symbol, coalesce(last_price::text, '-'),
              coalesce(last_price_date::text, '-'), coalesce(market_value::text, '-'),
              coalesce(unrealized_pnl::text, '-'))
            from positions order by position_id
            """)
        .query(String.class)
        .list();
  }
}
