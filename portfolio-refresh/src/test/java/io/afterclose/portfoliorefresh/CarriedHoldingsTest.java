package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Lots whose shares became others, as an owner sees and sells them; figures by hand. */
final class CarriedHoldingsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<LocalDate> SESSIONS = sessions("2022-06-21", "2022-06-30");
  private static final LocalDate ENTRY = SESSIONS.get(0);

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private long growth;

  @TempDir private Path folder;

  @BeforeEach
  void a_portfolio() {
    growth = world.portfolios().empty("Growth");
    world.prices().closes("SPY", SESSIONS, "377");
  }

  /** 8 parents at 100; two children at 80 come to each eight when the parent falls to 80. */
  private void spinOff() {
    world.portfolios().cash(growth, ENTRY, "DEPOSIT", "1000");
    world.portfolios().position(growth, Lot.shares("PAR", "8", ENTRY, "100"));
    world.prices().closes("PAR", sessions("2022-06-21", "2022-06-22"), "100");
    world.prices().closes("PAR", sessions("2022-06-23", "2022-06-30"), "80");
    world.prices().closes("KID", sessions("2022-06-23", "2022-06-27"), "80");
    world.prices().closes("KID", sessions("2022-06-28", "2022-06-30"), "84");
    action("PAR", "2022-06-23", Kind.SPINOFF, "0.25", ActionTerms.child(Symbol.of("KID"), null));
  }

  @Test
  void a_child_is_held_beside_its_parent_with_its_share_of_the_cost() {
    spinOff();
    world.snapshots("Growth", SESSIONS);
    assertThat(days("net_asset_value || ' ' || position_count || ' ' || total_cost"))
        .containsExactly(
            "1000.00 1 800.00",
            "1000.00 1 800.00",
            "1000.00 2 800.00",
            "1000.00 2 800.00",
            "1000.00 2 800.00",
            "1008.00 2 800.00",
            "1008.00 2 800.00",
            "1008.00 2 800.00");
    assertThat(explained("2022-06-28"))
        .contains(
            "position,1 PAR,2022-06-28,8.0000000000,80.00000000,640.00,640.00,0.00,PRICED,test,",
            "position,1 KID,2022-06-28,2.0000000000,84.00000000,168.00,160.00,8.00,PRICED,test,",
            "\"LONG PUBLIC, spun off of PAR\"");
  }

  @Test
  void a_child_is_sold_in_part_and_the_days_before_stay_what_they_are() {
    spinOff();
    world.snapshots("Growth", SESSIONS);
    List<String> before = days("revision || ' ' || net_asset_value").subList(0, 5);
    CommandRun sale =
        run(
            "position close --portfolio Growth --symbol KID --quantity 1 --date 2022-06-28"
                + " --price 90");
    assertThat(sale.exitCode()).as(sale.err()).isZero();
    assertThat(world.planned())
        .containsExactly(
            "Growth,2022-06-30,POSITION",
            "Growth,2022-06-29,POSITION",
            "Growth,2022-06-28,POSITION");
    world.snapshots("Growth", SESSIONS);
    assertThat(days("revision || ' ' || net_asset_value").subList(0, 5)).isEqualTo(before);
    // cash 200 + 90, parents 640, one child at 84
    assertThat(days("net_asset_value || ' ' || cash_value || ' ' || cumulative_external_flows"))
        .endsWith("1014.00 290.00 1000.00", "1014.00 290.00 1000.00", "1014.00 290.00 1000.00");
    assertThat(
            texts(
                "select symbol || ' ' || trim_scale(quantity) || ' ' || trim_scale(entry_price)"
                    + " || ' ' || coalesce(exit_date::text, 'held') from positions order by position_id"))
        .containsExactly("PAR 8 100 held", "KID 1 80 held", "KID 1 80 2022-06-28");
    assertThat(profits())
        .containsExactly("0.00", "0.00", "0.00", "0.00", "0.00", "14.00", "0.00", "0.00");
  }

  @Test
  void what_was_spun_off_stays_when_the_parent_is_sold() {
    spinOff();
    CommandRun sale =
        run("position close --portfolio Growth --symbol PAR --date 2022-06-28 --price 85");
    assertThat(sale.exitCode()).as(sale.err()).isZero();
    world.snapshots("Growth", List.of(ENTRY));
    assertThat(world.planned())
        .startsWith("Growth,2022-06-30,MISSING", "Growth,2022-06-29,MISSING");
    world.snapshots("Growth", SESSIONS);
    // cash 200 + 680, two children at 84
    assertThat(days("net_asset_value || ' ' || position_count || ' ' || total_cost"))
        .endsWith("1048.00 1 160.00", "1048.00 1 160.00", "1048.00 1 160.00");
    assertThat(
            run("position close --portfolio Growth --symbol KID --date 2022-06-30 --price 84")
                .exitCode())
        .isZero();
    world.snapshots("Growth", SESSIONS);
    assertThat(days("net_asset_value || ' ' || position_count || ' ' || cash_value"))
        .endsWith("1048.00 1 880.00", "1048.00 0 1048.00");
  }

  @Test
  void who_bought_after_a_spin_off_has_no_child_whatever_day_the_quantity_is_of() {
    spinOff();
    long late =
        world.portfolios().position(growth, Lot.shares("PAR", "3", day("2022-06-27"), "80"));
    world
        .sql()
        .sql("update positions set quantity_as_of = date '2022-06-22' where position_id = ?")
        .param(late)
        .update();
    world.snapshots("Growth", SESSIONS);
    // 1000 as above; three more parents at 80 for 240
    assertThat(days("net_asset_value || ' ' || position_count || ' ' || cash_value"))
        .startsWith(
            "1000.00 1 200.00",
            "1000.00 1 200.00",
            "1000.00 2 200.00",
            "1000.00 2 200.00",
            "1000.00 3 -40.00");
  }

  @Test
  void a_renamed_share_goes_on_is_paid_and_sold_under_its_new_symbol() {
    world.portfolios().cash(growth, ENTRY, "DEPOSIT", "2000");
    world.portfolios().position(growth, Lot.shares("FB", "10", ENTRY, "200"));
    world.prices().closes("FB", sessions("2022-06-21", "2022-06-23"), "200");
    world.prices().closes("META", sessions("2022-06-27", "2022-06-30"), "201");
    action("FB", "2022-06-24", Kind.RENAME, "1", ActionTerms.renamedTo(Symbol.of("META")));
    world.prices().dividend("META", day("2022-06-28"), "1");
    world.snapshots("Growth", SESSIONS);
    assertThat(days("net_asset_value || ' ' || stale_count"))
        .as("the old symbol's close stands in for the day of the change")
        .containsExactly(
            "2000.00 0",
            "2000.00 0",
            "2000.00 0",
            "2000.00 1",
            "2010.00 0",
            "2020.00 0",
            "2020.00 0",
            "2020.00 0");
    CommandRun sale =
        run(
            "position close --portfolio Growth --symbol META --quantity 4 --date 2022-06-29"
                + " --price 210");
    assertThat(sale.exitCode()).as(sale.err()).isZero();
    CommandRun paid =
        run(
            "cash add --portfolio Growth --kind DIVIDEND --symbol META --ex-date 2022-06-28"
                + " --date 2022-06-30 --amount 9");
    assertThat(paid.exitCode()).as(paid.err()).isZero();
    world.snapshots("Growth", SESSIONS);
    // 06-29: 10 to come + 840 + 6 × 201; 06-30: one less came than was to come
    assertThat(days("net_asset_value")).endsWith("2020.00", "2056.00", "2055.00");
    assertThat(explained("2022-06-30"))
        .contains("position,1 META,2022-06-30,6.0000000000,", "stated as FB");
  }

  @Test
  void a_lot_that_is_counted_after_a_rename_is_followed_back_to_the_old_symbol() {
    world.prices().closes("FB", sessions("2022-06-21", "2022-06-23"), "200");
    world.prices().closes("META", sessions("2022-06-24", "2022-06-30"), "201");
    action("FB", "2022-06-24", Kind.RENAME, "1", ActionTerms.renamedTo(Symbol.of("META")));
    CommandRun added =
        run(
            "position add --portfolio Growth --symbol META --quantity 10 --entry-date 2022-06-21"
                + " --entry-price 200 --quantity-as-of 2022-06-28");
    assertThat(added.exitCode()).as(added.err()).isZero();
    world.snapshots("Growth", SESSIONS);
    assertThat(days("total_value || ' ' || status"))
        .startsWith("2000.00 COMPLETE", "2000.00 COMPLETE", "2000.00 COMPLETE", "2010.00 COMPLETE");
  }

  @Test
  void a_file_that_lists_the_acquirer_s_shares_after_a_merger_changes_nothing() {
    world.portfolios().position(growth, Lot.shares("TGT", "10", ENTRY, "29"));
    world.prices().closes("TGT", sessions("2022-06-21", "2022-06-23"), "30");
    world.prices().closes("ACQ", SESSIONS, "60");
    action(
        "TGT",
        "2022-06-24",
        Kind.STOCK_MERGER,
        "0.5",
        ActionTerms.mergedInto(Symbol.of("ACQ"), BigDecimal.ZERO));
    CommandRun update =
        world.imported(
            folder,
            "Growth",
            "symbol,quantity,cost\nACQ,5,290\n",
            "--update",
            "--as-of",
            "2022-06-28",
            "--dry-run");
    assertThat(update.exitCode()).as(update.err()).isZero();
    assertThat(update.out()).doesNotContain("ACQ").doesNotContain("TGT");
    CommandRun less =
        world.imported(
            folder,
            "Growth",
            "symbol,quantity,cost\nACQ,3,174\n",
            "--update",
            "--as-of",
            "2022-06-28");
    assertThat(less.exitCode()).as(less.err()).isZero();
    world.snapshots("Growth", SESSIONS);
    assertThat(days("total_value"))
        .containsExactly(
            "300.00", "300.00", "300.00", "300.00", "300.00", "180.00", "180.00", "180.00");
  }

  @Test
  void an_option_on_a_renamed_share_is_quoted_under_the_new_root_and_settled_by_the_new_symbol() {
    world
        .portfolios()
        .position(
            growth, Lot.shares("FB220624C00190000", "1", ENTRY, "5").of("OPTIONS").times("100"));
    world.prices().closes("FB220624C00190000", sessions("2022-06-21", "2022-06-22"), "6");
    world.prices().close("META220624C00190000", day("2022-06-23"), "12");
    world.prices().closes("FB", sessions("2022-06-21", "2022-06-22"), "195");
    world.prices().closes("META", sessions("2022-06-23", "2022-06-30"), "201");
    action("FB", "2022-06-23", Kind.RENAME, "1", ActionTerms.renamedTo(Symbol.of("META")));
    world.snapshots("Growth", SESSIONS);
    assertThat(days("total_value || ' ' || position_count"))
        .startsWith("600.00 1", "600.00 1", "1200.00 1", "0.00 0");
    assertThat(profits()).startsWith("100.00", "0.00", "600.00", "-100.00");
  }

  @Test
  void a_merger_that_is_told_late_restates_its_days_and_diff_names_it() {
    world.portfolios().position(growth, Lot.shares("TGT", "11", ENTRY, "30"));
    world.prices().closes("TGT", sessions("2022-06-21", "2022-06-23"), "30");
    world.prices().closes("ACQ", SESSIONS, "60");
    world.snapshots("Growth", SESSIONS);
    action(
        "TGT",
        "2022-06-24",
        Kind.STOCK_MERGER,
        "0.5",
        ActionTerms.mergedInto(Symbol.of("ACQ"), new BigDecimal("3")));
    assertThat(world.planned())
        .containsExactly(
            "Growth,2022-06-30,ACTION",
            "Growth,2022-06-29,ACTION",
            "Growth,2022-06-28,ACTION",
            "Growth,2022-06-27,ACTION",
            "Growth,2022-06-24,ACTION");
    world.snapshots("Growth", SESSIONS);
    // five shares at 60; 33 and half a share at 60 go to the owner, since cash is not tracked
    assertThat(days("total_value || ' ' || cumulative_external_flows || ' ' || status"))
        .endsWith("300.00 267.00 COMPLETE", "300.00 267.00 COMPLETE");
    CommandRun diff = run("diff --portfolio Growth --date 2022-06-30 -o csv");
    assertThat(diff.out())
        .contains("TGT 2022-06-24 STOCK_MERGER")
        .contains("0.500000000000 ACQ 3.000000000000");
  }

  private void action(String symbol, String exDate, Kind kind, String value, ActionTerms terms) {
    world
        .prices()
        .action(
            new CorporateAction(
                Symbol.of(symbol), day(exDate), kind, new BigDecimal(value), terms, false));
  }

  private CommandRun run(String arguments) {
    return world.command(arguments.split(" "));
  }

  private String explained(String date) {
    return run("explain --portfolio Growth --date " + date + " -o csv").out();
  }

  private List<String> days(String columns) {
    return texts("select " + columns + " from portfolio_snapshots_latest order by snapshot_date");
  }

  private List<String> profits() {
    return texts(
        "select coalesce(daily_pnl::text, '-') from portfolio_daily_performance"
            + " order by snapshot_date");
  }

  private List<String> texts(String sql) {
    return world.sql().sql(sql).query(String.class).list();
  }
}
