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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command diff prints of two revisions. */
final class DiffTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  private long growth;
  private long apple;
  private long farm;

  @BeforeEach
  void a_portfolio_has_its_first_revision() {
    world.prices().closes("AAPL", sessions("2022-06-23", "2022-06-29"), "100");
    world.prices().close("KO", day("2022-06-28"), "60");
    growth = world.portfolios().empty("Growth");
    apple = world.portfolios().position(growth, Lot.shares("AAPL", "10", day("2022-06-23"), "90"));
    world.portfolios().position(growth, Lot.shares("KO", "5", day("2022-06-28"), "50"));
    farm =
        world
            .portfolios()
            .position(growth, Lot.shares("FARM", "1", day("2022-06-23"), "900").of("PRIVATE"));
    world.portfolios().valuation(farm, day("2022-06-24"), "950");
    world.portfolios().cash(growth, day("2022-06-24"), "BALANCE", "500");
    world.snapshots("Growth", List.of(D));
    world.clock().advance(Duration.ofHours(1));
  }

  @Test
  void a_close_that_arrived_takes_the_place_of_an_older_one() {
    world.prices().close("AAPL", D, "101.5");
    assertThat(changed())
        .containsExactly(
            "price,AAPL 2022-06-29,100.00000000,,",
            "price,AAPL 2022-06-30,,101.50000000,",
            "total,total_value,2250.00,2265.00,15.00",
            "total,total_pnl,200.00,215.00,15.00",
            "total,pnl_percent,9.756098,10.487805,0.731707",
            "total,net_asset_value,2500.00,2515.00,15.00",
            "total,long_value,2250.00,2265.00,15.00",
            "total,gross_exposure,2250.00,2265.00,15.00",
            "total,net_exposure,2250.00,2265.00,15.00",
            "total,priced_count,0,1,1",
            "total,stale_count,2,1,-1");
  }

  @Test
  void a_close_that_was_corrected_is_shown_old_and_new() {
    world.prices().close("AAPL", day("2022-06-29"), "110");
    assertThat(changed())
        .contains(
            "price,AAPL 2022-06-29,100.00000000,110.00000000,10.00000000",
            "total,net_asset_value,2500.00,2600.00,100.00");
  }

  @Test
  void a_split_and_a_dividend_are_actions_and_what_they_did_is_seen_in_the_totals() {
    world.prices().split("AAPL", day("2022-06-28"), "2");
    world.prices().dividend("AAPL", day("2022-06-27"), "0.25");
    assertThat(changed())
        .contains(
            "action,AAPL 2022-06-27 DIVIDEND,,0.250000000000,",
            "action,AAPL 2022-06-28 SPLIT,,2.000000000000,",
            "total,cash_value,250.00,252.50,2.50",
            "total,total_value,2250.00,3250.00,1000.00");
  }

  @Test
  void a_position_is_compared_word_by_word() {
    world
        .sql()
        .sql("update positions set quantity = 12, entry_date = '2022-06-24' where position_id = ?")
        .param(apple)
        .update();
    world.portfolios().position(growth, Lot.shares("AAPL", "1", D, "99"));
    assertThat(changed())
        .contains(
            "position,1 AAPL entry date,2022-06-23,2022-06-24,",
            "position,1 AAPL quantity,10.0000000000,12.0000000000,2.0000000000",
            "position,4 AAPL entry date,,2022-06-30,",
            "position,4 AAPL quantity,,1.0000000000,",
            "total,position_count,3,4,1");
  }

  @Test
  void a_deleted_position_is_gone_with_its_valuations() {
    world
        .sql()
        .sql("update positions set deleted_at = now() where position_id = ?")
        .param(farm)
        .update();
    assertThat(changed())
        .contains(
            "position,3 FARM quantity,1.0000000000,,",
            "valuation,3 FARM 2022-06-24,950.0000000000,,",
            "total,estimated_count,1,0,-1");
  }

  @Test
  void a_valuation_and_a_cash_row_are_shown_old_and_new() {
    world.portfolios().valuation(farm, day("2022-06-28"), "1000");
    world.sql().sql("update cash_movements set amount = 510").update();
    assertThat(changed())
        .contains(
            "valuation,3 FARM 2022-06-24,950.0000000000,,",
            "valuation,3 FARM 2022-06-28,,1000.0000000000,",
            "cash,1 2022-06-24 BALANCE,500.0000000000,510.0000000000,10.0000000000",
            "total,cash_value,250.00,260.00,10.00");
  }

  @Test
  void an_option_that_was_settled_again_shows_the_underlying_s_close() {
    world
        .portfolios()
        .position(
            growth, Lot.shares("AAPL220624C00090000", "1", day("2022-06-23"), "9").of("OPTIONS"));
    world.snapshots("Growth", List.of(D));
    world.prices().close("AAPL", day("2022-06-24"), "95");
    assertThat(changed())
        .contains(
            "price,AAPL 2022-06-24,100.00000000,95.00000000,-5.00000000",
            "total,cumulative_external_flows,2299.00,2304.00,5.00");
  }

  @Test
  void why_and_when_and_by_whom_each_was_made_comes_first() {
    world.prices().close("AAPL", D, "101.5");
    world.snapshots("Growth", List.of(D));
    assertThat(diff().subList(0, 4))
        .containsExactly(
            "revision,number,1,2,",
            "revision,reason,MISSING,MISSING,",
            "revision,written_utc,2022-07-01T02:30,2022-07-01T03:30,",
            "revision,execution,,,");
  }

  @Test
  void any_two_revisions_can_be_compared() {
    world.prices().close("AAPL", D, "101.5");
    world.snapshots("Growth", List.of(D));
    world.clock().advance(Duration.ofHours(1));
    world.prices().close("AAPL", D, "102.5");
    world.snapshots("Growth", List.of(D));
    assertThat(diff()).contains("price,AAPL 2022-06-30,101.50000000,102.50000000,1.00000000");
    assertThat(diff("--from-revision", "1"))
        .contains("price,AAPL 2022-06-29,100.00000000,,", "price,AAPL 2022-06-30,,102.50000000,");
    assertThat(diff("--to-revision", "2")).contains("price,AAPL 2022-06-30,,101.50000000,");
    assertThat(diff("--from-revision", "3", "--to-revision", "1"))
        .contains("price,AAPL 2022-06-30,102.50000000,,");
  }

  @Test
  void a_restatement_of_the_same_differs_in_nothing_else() {
    world.symbolNights().completed(D);
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "101");
    world.prices().close("KO", D, "61");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.command("run", "--wait", "0s", "--restate", "--reason", "an audit").exitCode())
        .isZero();
    assertThat(diff())
        .hasSize(4)
        .contains("revision,reason,PRICE,RESTATED: an audit,")
        .allMatch(line -> line.startsWith("revision,"));
  }

  @ParameterizedTest
  @CsvSource({
    "2022-06-30, '', has 1 revisions and no revision 0",
    "2022-06-30, --to-revision 7, has 1 revisions and no revision 7",
    "2022-06-29, '', has 0 revisions and no revision 0",
  })
  void a_revision_that_is_not_there_is_refused(String date, String options, String expected) {
    CommandRun run =
        world.command(
            ("diff --portfolio Growth --date " + date + " " + options).trim().split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'Growth' on " + date, expected, "snapshots --revisions");
  }

  @Test
  void a_portfolio_has_to_be_named_and_known() {
    assertThat(world.command("diff", "--date", "2022-06-30").exitCode()).isEqualTo(2);
    assertThat(world.command("diff", "--date", "2022-06-30", "--portfolio", "Grow").err())
        .contains("there is no portfolio 'Grow'");
  }

  @Test
  void inputs_that_cannot_be_read_back_are_warned_of_and_the_totals_still_compared() {
    world.prices().close("AAPL", D, "101.5");
    world.snapshots("Growth", List.of(D));
    world
        .sql()
        .sql("update portfolio_snapshots set read_snapshot = null where revision = 1")
        .update();
    try (LogLines log = new LogLines()) {
      assertThat(diff())
          .noneMatch(line -> line.startsWith("price,"))
          .contains("total,net_asset_value,2500.00,2515.00,15.00");
      assertThat(log.containing("the inputs of revision 1 cannot be read back")).hasSize(1);
    }
  }

  /** The lines of inputs and totals after the snapshot was made again. */
  private List<String> changed() {
    assertThat(world.snapshots("Growth", List.of(D))).isEqualTo(1);
    return diff().subList(4, diff().size());
  }

  private List<String> diff(String... options) {
    String[] arguments = new String[options.length + 7];
    List<String> common =
        List.of("diff", "--portfolio", "Growth", "--date", "2022-06-30", "-o", "csv");
    common.toArray(arguments);
    System.arraycopy(options, 0, arguments, 7, options.length);
    CommandRun run = world.command(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out().lines().skip(1).toList();
  }
}
