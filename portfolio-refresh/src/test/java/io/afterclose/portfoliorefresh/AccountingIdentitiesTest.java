package io.afterclose.portfoliorefresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small books whose profit anybody can work out, as stored and as the view tells it. */
final class AccountingIdentitiesTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate FRIDAY = LocalDate.parse("2022-06-24");
  private static final LocalDate SATURDAY = LocalDate.parse("2022-06-25");
  private static final LocalDate MONDAY = LocalDate.parse("2022-06-27");
  private static final LocalDate TUESDAY = LocalDate.parse("2022-06-28");
  private static final LocalDate WEDNESDAY = LocalDate.parse("2022-06-29");
  private static final String CALL = "MSFT220715C00025000";

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final StoredPortfolios portfolios = world.portfolios();
  private final long book = portfolios.empty("Book");

  @Test
  void one_share_bought_at_100_and_sold_at_150_earns_50_in_all() {
    boughtAt100MarkedAt120And150AndSoldAt150();
    world.snapshots("Book", List.of(FRIDAY, MONDAY, TUESDAY, WEDNESDAY));
    assertThat(performance("daily_pnl")).containsExactly("0.00", "20.00", "30.00", "0.00");
    assertThat(profit()).isEqualByComparingTo("50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022-06-27", "2022-06-28"})
  void it_earns_as_much_if_a_session_is_skipped(LocalDate skipped) {
    boughtAt100MarkedAt120And150AndSoldAt150();
    List<LocalDate> made = new ArrayList<>(List.of(FRIDAY, MONDAY, TUESDAY, WEDNESDAY));
    made.remove(skipped);
    world.snapshots("Book", made);
    assertThat(profit()).isEqualByComparingTo("50");
  }

  @Test
  void what_is_paid_in_on_a_weekend_is_a_flow_of_the_next_session_and_no_profit() {
    portfolios.cash(book, FRIDAY, "BALANCE", "1000");
    portfolios.cash(book, SATURDAY, "DEPOSIT", "250");
    world.snapshots("Book", List.of(FRIDAY, MONDAY, TUESDAY));
    assertThat(performance("external_flows")).containsExactly("1000.00", "250.00", "0.00");
    assertThat(performance("daily_pnl")).containsExactly("0.00", "0.00", "0.00");
    assertThat(performance("net_asset_value")).containsExactly("1000.00", "1250.00", "1250.00");
  }

  @Test
  void ten_shares_sold_short_at_50_have_gained_100_at_40() {
    world.prices().close("AAPL", MONDAY, "50");
    world.prices().close("AAPL", TUESDAY, "40");
    portfolios.cash(book, FRIDAY, "BALANCE", "1000");
    portfolios.position(book, Lot.shares("AAPL", "10", MONDAY, "50").shorted());
    world.snapshots("Book", List.of(MONDAY, TUESDAY));
    assertThat(snapshot(TUESDAY))
        .as("profit, exposure, per cent of the gross cost")
        .isEqualTo("100.00 -400.00 20.000000");
    assertThat(performance("daily_pnl")).containsExactly("-", "100.00");
  }

  @Test
  void two_calls_that_rise_from_3_to_3_50_gain_100() {
    world.prices().close(CALL, MONDAY, "3.00");
    world.prices().close(CALL, TUESDAY, "3.50");
    portfolios.cash(book, FRIDAY, "BALANCE", "1000");
    portfolios.position(book, Lot.shares(CALL, "2", MONDAY, "3.00").of("OPTIONS").times("100"));
    world.snapshots("Book", List.of(MONDAY, TUESDAY));
    assertThat(snapshot(TUESDAY)).isEqualTo("100.00 700.00 16.666667");
    assertThat(performance("daily_pnl")).containsExactly("-", "100.00");
  }

  private void boughtAt100MarkedAt120And150AndSoldAt150() {
    world.prices().close("AAPL", MONDAY, "120");
    world.prices().close("AAPL", TUESDAY, "150");
    world.prices().close("AAPL", WEDNESDAY, "160");
    portfolios.cash(book, FRIDAY, "BALANCE", "100");
    portfolios.position(book, Lot.shares("AAPL", "1", MONDAY, "100").sold(WEDNESDAY, "150"));
  }

  private BigDecimal profit() {
    return world
        .sql()
        .sql("select sum(daily_pnl) from portfolio_daily_performance")
        .query(BigDecimal.class)
        .single();
  }

  private List<String> performance(String column) {
    return world
        .sql()
        .sql(
            "select coalesce(round(%s, 2)::text, '-') from portfolio_daily_performance order by snapshot_date"
                .formatted(column))
        .query(String.class)
        .list();
  }

  private String snapshot(LocalDate date) {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', total_pnl, net_exposure, pnl_percent)
            from portfolio_snapshots_latest where snapshot_date = ?
            """)
        .param(date)
        .query(String.class)
        .single();
  }
}
