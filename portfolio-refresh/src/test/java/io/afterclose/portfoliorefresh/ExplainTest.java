package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the command explain prints of a snapshot. */
final class ExplainTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate BEFORE = day("2022-06-29");

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  private long growth;

  @BeforeEach
  void a_portfolio_has_two_snapshots_and_a_day_of_trades_dividends_and_fees() {
    world.prices().closes("AAPL", sessions("2022-06-23", "2022-06-29"), "100");
    world.prices().close("AAPL", D, "101.5");
    world.prices().close("KO", day("2022-06-28"), "60");
    world.prices().dividend("AAPL", D, "0.25");
    growth = world.portfolios().empty("Growth");
    world.portfolios().position(growth, Lot.shares("AAPL", "10", day("2022-06-23"), "90"));
    world.portfolios().position(growth, Lot.shares("KO", "5", day("2022-06-28"), "50"));
    long farm =
        world
            .portfolios()
            .position(growth, Lot.shares("FARM", "1", day("2022-06-23"), "900").of("PRIVATE"));
    world.portfolios().valuation(farm, day("2022-06-24"), "950");
    world.portfolios().cash(growth, day("2022-06-24"), "BALANCE", "500");
    world.portfolios().cash(growth, D, "FEE", "4");
    world.portfolios().cash(growth, D, "DEPOSIT", "1000");
    world.portfolios().position(growth, Lot.shares("AAPL", "2", D, "101"));
    world.snapshots("Growth", List.of(BEFORE, D));
  }

  private List<String> explained(LocalDate date) {
    CommandRun run =
        world.command("explain", "--portfolio", "Growth", "--date", date.toString(), "-o", "csv");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out().lines().toList();
  }

  @Test
  void positions_are_listed_with_quantity_price_its_session_provider_and_age() {
    assertThat(explained(D))
        .startsWith(
            "section,item,date,quantity,price,value,cost,pnl,status,source,execution,detail",
            "snapshot,status,2022-06-30,,,COMPLETE,,,,,,")
        .contains(
            "position,1 AAPL,2022-06-30,10.0000000000,101.50000000,1015.00,900.00,115.00,PRICED,"
                + "test,,LONG PUBLIC",
            "position,2 KO,2022-06-28,5.0000000000,60.00000000,300.00,250.00,50.00,STALE,"
                + "test,,\"LONG PUBLIC, 2 sessions old\"",
            "position,3 FARM,2022-06-24,1.0000000000,,950.00,900.00,50.00,ESTIMATED,"
                + ",,\"LONG PRIVATE, by its owner's valuation or at cost\"");
  }

  @Test
  void cash_is_listed_row_by_row_from_the_snapshot_before_on() {
    assertThat(explained(D))
        .filteredOn(line -> line.startsWith("cash,"))
        .containsExactly(
            "cash,previous_cash_value,2022-06-29,,,250.00,,,,,,",
            "cash,DIVIDEND,2022-06-30,,,2.50,,,IMPLIED,,,",
            "cash,TRADE,2022-06-30,,,-202.00,,,IMPLIED,,,",
            "cash,FEE,2022-06-30,,,4.00,,,EXPLICIT,,,",
            "cash,DEPOSIT,2022-06-30,,,1000.00,,,EXPLICIT,,,",
            "cash,cash_value,2022-06-30,,,1046.50,,,,,,");
  }

  @Test
  void the_parts_of_the_day_s_profit_sum_to_that_of_the_view() {
    assertThat(explained(D))
        .filteredOn(line -> line.startsWith("pnl,"))
        .containsExactly(
            "pnl,previous_net_asset_value,2022-06-29,,,2500.00,,,,,,",
            "pnl,net_asset_value,2022-06-30,,,3514.50,,,,,,",
            "pnl,external_flows,2022-06-30,,,1000.00,,,,,,",
            "pnl,price_change,2022-06-30,,,16.00,,,,,,",
            "pnl,dividends,2022-06-30,,,2.50,,,,,,",
            "pnl,fees,2022-06-30,,,-4.00,,,,,,",
            "pnl,daily_pnl,2022-06-30,,,14.50,,,,,,",
            "pnl,daily_return,2022-06-30,,,0.0041428571428571,,,,,,");
  }

  @Test
  void the_first_snapshot_has_no_profit_and_says_why() {
    assertThat(explained(BEFORE))
        .contains(
            "pnl,daily_pnl,2022-06-29,,,,,,,,,"
                + "\"there is no snapshot before it, though something was held or moved\"")
        .noneMatch(line -> line.startsWith("pnl,price_change"))
        .anyMatch(line -> line.startsWith("cash,BALANCE,2022-06-24"));
  }

  @Test
  void a_price_that_changed_later_is_listed_as_it_was_visible_to_the_snapshot() {
    world.prices().close("AAPL", D, "222");
    assertThat(explained(D))
        .anyMatch(line -> line.startsWith("position,1 AAPL,2022-06-30,10.0000000000,101.50000000"));
  }

  @Test
  void revisions_are_listed_with_their_reasons() {
    world.clock().advance(Duration.ofHours(1));
    world.prices().close("AAPL", D, "111.5");
    world.snapshots("Growth", List.of(D));
    assertThat(explained(D))
        .filteredOn(line -> line.startsWith("revision,"))
        .containsExactly(
            "revision,revision 1,2022-06-30,,,3514.50,,,COMPLETE,,,"
                + "\"MISSING, written_utc 2022-07-01T02:30\"",
            "revision,revision 2,2022-06-30,,,3634.50,,,COMPLETE,,,"
                + "\"MISSING, written_utc 2022-07-01T03:30\"");
  }

  @Test
  void an_unpriced_position_is_listed_with_what_it_is_carried_at_and_adds_nothing() {
    world.portfolios().position(growth, Lot.shares("NOPE", "3", D, "10"));
    world.snapshots("Growth", List.of(D));
    assertThat(explained(D))
        .contains(
            "position,5 NOPE,,3.0000000000,,,30.00,,UNPRICED,,,"
                + "\"LONG PUBLIC, NO_PRICE: no close of the day or of the 5 sessions before it,"
                + " carried at 30.00, as it was entered\"",
            "pnl,previous_carried_value,2022-06-29,,,0.00,,,,,,",
            "pnl,carried_value,2022-06-30,,,30.00,,,,,,",
            "pnl,daily_pnl,2022-06-30,,,14.50,,,,,,");
  }

  @Test
  void an_option_is_in_the_cash_of_its_last_session() {
    world
        .portfolios()
        .position(
            growth, Lot.shares("AAPL220630C00090000", "1", day("2022-06-23"), "9").of("OPTIONS"));
    world.snapshots("Growth", List.of(D));
    assertThat(explained(D))
        .contains("cash,TRADE,2022-06-30,,,11.50,,,IMPLIED,,,")
        .noneMatch(line -> line.startsWith("position,5 "));
  }

  @Test
  void inputs_that_cannot_be_read_back_are_left_out_with_a_warning() {
    world.sql().sql("update portfolio_snapshots set read_snapshot = null").update();
    try (LogLines log = new LogLines()) {
      assertThat(explained(D))
          .noneMatch(line -> line.startsWith("position,"))
          .contains(
              "pnl,daily_pnl,2022-06-30,,,,,,,,,"
                  + "what was read for it or the one before changed since; the next run recalculates it");
      assertThat(log.containing("2022-06-30 revision 1 cannot be read back")).hasSize(1);
    }
  }

  @Test
  void what_there_is_not_is_refused() {
    CommandRun none = world.command("explain", "--portfolio", "Growth", "--date", "2022-06-28");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("'Growth' has no snapshot on 2022-06-28", "plan");
    CommandRun unknown = world.command("explain", "--portfolio", "Grow", "--date", "2022-06-30");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no portfolio 'Grow'");
    assertThat(world.command("explain", "--date", "2022-06-30").err()).contains("--portfolio");
  }
}
