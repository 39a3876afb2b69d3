package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions as an owner keeps them. */
final class PositionCommandTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-21");
  private static final List<LocalDate> HELD = sessions("2022-06-21", "2022-06-30");

  private static final String LOTS =
      """
      select concat_ws(' ', position_id, symbol, trim_scale(quantity), exit_date,
        trim_scale(exit_price), divided_from)
      from positions where deleted_at is null order by position_id
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private long growth;

  @BeforeEach
  void a_portfolio() {
    growth = world.portfolios().empty("Growth");
    world.prices().closes("SPY", HELD, "377");
    world.prices().closes("AAPL", HELD, "100");
  }

  @Test
  void a_position_is_added_with_the_usual_defaults_and_its_unknown_symbol_is_queued() {
    assertThat(
            run("position add --portfolio Growth --symbol brk-b --quantity 3 --entry-date 2022-06-21"
                    + " --entry-price 300.25 --reference T-1 --reason bought")
                .exitCode())
        .isZero();
    assertThat(rows("position list --portfolio Growth"))
        .containsExactly(
            "BRK.B@2022-06-21#1,BRK.B,PUBLIC,LONG,3,2022-06-21,1,2022-06-21,300.25,TRADE,T-1,,,,,,,,,");
    assertThat(texts("select symbol from symbol_onboarding_queue")).containsExactly("BRK.B");
    assertThat(rows("portfolio history Growth"))
        .last()
        .asString()
        .contains("position add,POSITION,BRK.B@2022-06-21#1,ADDED,,")
        .endsWith("bought");
  }

  @Test
  void the_multiplier_and_class_of_an_option_follow_from_its_symbol() {
    assertThat(
            run("position add --portfolio Growth --symbol AAPL220715C00100000 --quantity 2"
                    + " --type SHORT --entry-date 2022-06-21 --entry-price 3")
                .exitCode())
        .isZero();
    assertThat(
            texts(
                "select investment_class || position_type || trim_scale(multiplier) from positions"))
        .containsExactly("OPTIONSSHORT100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--symbol AAPL --quantity 0 --entry-date 2022-06-21 --entry-price 1 | a quantity above 0",
        "--symbol AAPL --quantity 1 --entry-date 2022-06-21 --entry-price -1 | entry price of 0",
        "--symbol CASH --quantity 1 --entry-date 2022-06-21 --entry-price 1 | expected a security: 'cash add' records",
        "--symbol usd --quantity 1 --entry-date 2022-06-21 --entry-price 1 | expected a security: 'cash add' records",
        "--symbol AAPL --quantity 1 --entry-date 2190-01-02 --entry-price 1 | to today, 2022-06-30",
        "--symbol AAPL --quantity 1 --entry-date 1950-01-02 --entry-price 1 | expected a day from",
        "--symbol AAPL --quantity 1 --entry-date 2022-06-21 | --entry-price is missing",
        "--quantity 1 --entry-date 2022-06-21 --entry-price 1 | --symbol is missing",
        "--symbol AAPL --class OPTIONS --quantity 1 --entry-date 2022-06-21 --entry-price 1 | an OCC"
            + " option symbol",
        "--symbol AAPL220715C00100000 --class PUBLIC --quantity 1 --entry-date 2022-06-21"
            + " --entry-price 1 | OPTIONS for an option's symbol",
        "--symbol AAPL220617C00100000 --quantity 1 --entry-date 2022-06-21 --entry-price 1 | on or"
            + " before the expiry",
        "--symbol AAPL --quantity 1 --entry-date 2022-06-21 --entry-price 1 --exit-date 2022-06-22"
            + " | both or neither",
        "--symbol AAPL --quantity 1 --entry-date 2022-06-21 --entry-price 1 --exit-date 2022-06-20"
            + " --exit-price 1 | an exit on or after the entry",
      })
  void what_cannot_be_a_position_is_refused_with_what_was_expected(String options, String told) {
    CommandRun run = run("position add --portfolio Growth " + options);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(world.tables().count("positions")).isZero();
  }

  @Test
  void a_corrected_position_restates_its_days_and_the_history_has_both_values() {
    world.portfolios().position(growth, Lot.shares("AAPL", "10", ENTRY, "90"));
    world.snapshots("Growth", HELD);
    assertThat(
            run("position edit --portfolio Growth --position AAPL --quantity 20 --entry-price 95"
                    + " --reason typo")
                .exitCode())
        .isZero();
    assertThat(world.snapshots("Growth", HELD)).isEqualTo(HELD.size());
    assertThat(
            texts(
                "select distinct total_value || ' ' || total_cost from portfolio_snapshots_latest"))
        .containsExactly("2000.00 1900.00");
    assertThat(rows("portfolio history Growth"))
        .last()
        .asString()
        .endsWith(
            "position edit,POSITION,AAPL@2022-06-21#1,CHANGED,entry_price=90 quantity=10,"
                + "entry_price=95 quantity=20,typo");
  }

  @Test
  void a_correction_that_contradicts_the_rest_is_refused_and_nothing_is_stored() {
    world.portfolios().position(growth, Lot.shares("AAPL", "10", ENTRY, "90"));
    for (String wrong :
        List.of(
            "--quantity 0",
            "--exit-date 2022-06-22",
            "--exit-date 2022-06-20 --exit-price 1",
            "--class OPTIONS",
            "")) {
      CommandRun run = run("position edit --portfolio Growth --position AAPL --reason x " + wrong);
      assertThat(run.exitCode()).as(wrong).isEqualTo(2);
      assertThat(run.err()).doesNotContain("\tat ");
    }
    assertThat(texts(LOTS)).containsExactly("1 AAPL 10");
  }

  @Test
  void a_sale_that_never_was_is_taken_back() {
    world
        .portfolios()
        .position(growth, Lot.shares("AAPL", "10", ENTRY, "90").sold(day("2022-06-28"), "99"));
    assertThat(
            run("position edit --portfolio Growth --position AAPL --reopen --reason x").exitCode())
        .isZero();
    assertThat(texts(LOTS)).containsExactly("1 AAPL 10");
  }

  @Test
  void a_deleted_position_counts_as_never_held() {
    world.portfolios().position(growth, Lot.shares("AAPL", "10", ENTRY, "90"));
    world.portfolios().position(growth, Lot.shares("AAPL", "1", ENTRY, "90"));
    world.snapshots("Growth", HELD);
    assertThat(run("position delete --portfolio Growth --position AAPL#1 --reason x").exitCode())
        .isZero();
    assertThat(rows("position list --portfolio Growth")).hasSize(1);
    world.snapshots("Growth", HELD);
    assertThat(texts("select distinct total_value from portfolio_snapshots_latest"))
        .containsExactly("100.00");
  }

  @Test
  void a_whole_lot_is_sold_and_keeps_its_key() {
    world.portfolios().position(growth, Lot.shares("AAPL", "10", ENTRY, "90"));
    assertThat(close("--position AAPL --date 2022-06-28 --price 101.5").exitCode()).isZero();
    assertThat(texts(LOTS)).containsExactly("1 AAPL 10 2022-06-28 101.5");
    CommandRun again = close("--position AAPL --date 2022-06-28 --price 101.5");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("no such position is open then");
  }

  @Test
  void a_part_that_is_sold_leaves_every_earlier_snapshot_as_it_was_byte_for_byte() {
    world.prices().split("AAPL", day("2022-06-24"), "2");
    long lot = world.portfolios().position(growth, Lot.shares("AAPL", "3", ENTRY, "100"));
    world.portfolios().position(growth, Lot.shares("AAPL", "1", ENTRY, "100"));
    explicit(lot, "TRADE", "ENTRY", null, "2022-06-21", "-301.01");
    explicit(lot, "DIVIDEND", "DIVIDEND", "2022-06-23", "2022-06-23", "0.55");
    world.snapshots("Growth", HELD);
    List<String> before = texts("select s::text from portfolio_snapshots s order by 1");
    List<LocalDate> earlier = sessions("2022-06-21", "2022-06-28");

    assertThat(close("--position AAPL#1 --quantity 4 --date 2022-06-29 --price 60").exitCode())
        .isZero();

    assertThat(texts(LOTS)).containsExactly("1 AAPL 1", "2 AAPL 1", "3 AAPL 2 2022-06-29 60 1");
    assertThat(world.snapshots("Growth", earlier)).isZero();
    assertThat(world.fingerprintsNow("Growth", earlier))
        .isEqualTo(
            new java.util.TreeMap<>(world.fingerprints("Growth")).headMap(day("2022-06-29")));
    assertThat(world.snapshots("Growth", HELD)).isEqualTo(2);
    assertThat(texts("select s::text from portfolio_snapshots s where revision = 1 order by 1"))
        .isEqualTo(before);
    assertThat(
            texts(
                "select trim_scale(sum(amount)) || ' ' || count(*) from cash_movements group by kind order by 1"))
        .containsExactly("-301.01 2", "0.55 2");
    assertThat(
            texts("select position_id || ' ' || trim_scale(amount) from cash_movements order by 1"))
        .containsExactly("1 -100.34", "1 0.18", "3 -200.67", "3 0.37");
    assertThat(
            texts(
                "select position_count || ' ' || total_value from portfolio_snapshots_latest where snapshot_date >= '2022-06-28' order by snapshot_date"))
        .containsExactly("2 800.00", "2 400.00", "2 400.00");
  }

  @Test
  void a_third_of_a_share_that_was_split_is_sold_to_the_share() {
    world.prices().split("AAPL", day("2022-06-24"), "3");
    world.portfolios().position(growth, Lot.shares("AAPL", "1", ENTRY, "100"));
    assertThat(close("--position AAPL --quantity 1 --date 2022-06-28 --price 30").exitCode())
        .isZero();
    assertThat(close("--symbol AAPL --quantity 2 --date 2022-06-29 --price 31").exitCode())
        .isZero();
    assertThat(texts(LOTS))
        .containsExactly(
            "1 AAPL 0.6666666667 2022-06-29 31", "2 AAPL 0.3333333333 2022-06-28 30 1");
  }

  @Test
  void lots_of_a_symbol_are_sold_the_oldest_first_and_given_ones_in_their_order() {
    world.portfolios().position(growth, Lot.shares("AAPL", "5", ENTRY.plusDays(1), "100"));
    world.portfolios().position(growth, Lot.shares("AAPL", "5", ENTRY, "100"));
    world.portfolios().position(growth, Lot.shares("AAPL", "5", ENTRY, "100").shorted());
    assertThat(close("--symbol AAPL --quantity 6 --date 2022-06-28 --price 99").exitCode())
        .isZero();
    assertThat(texts(LOTS))
        .containsExactly(
            "1 AAPL 4", "2 AAPL 5 2022-06-28 99", "3 AAPL 5", "4 AAPL 1 2022-06-28 99 1");
    assertThat(
            close("--position AAPL#3 --position AAPL#1 --quantity 7 --date 2022-06-29 --price 98")
                .exitCode())
        .isZero();
    assertThat(texts(LOTS))
        .containsExactly(
            "1 AAPL 2",
            "2 AAPL 5 2022-06-28 99",
            "3 AAPL 5 2022-06-29 98",
            "4 AAPL 1 2022-06-28 99 1",
            "5 AAPL 2 2022-06-29 98 1");
  }

  @Test
  void a_dry_run_says_what_would_be_sold_and_stores_nothing() {
    world.portfolios().position(growth, Lot.shares("AAPL", "5", ENTRY, "100"));
    CommandRun run = close("--symbol AAPL --quantity 2 --date 2022-06-28 --price 99 --dry-run");
    assertThat(run.exitCode()).isZero();
    assertThat(texts(LOTS)).containsExactly("1 AAPL 5");
    assertThat(world.tables().count("portfolio_audit")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--symbol AAPL --quantity 11 --date 2022-06-28 --price 99 | at most what is held on"
            + " 2022-06-28, 10: AAPL@2022-06-21#1 10",
        "--symbol AAPL --quantity 1 --date 2022-06-20 --price 99 | no such position is open then",
        "--symbol MSFT --date 2022-06-28 --price 99 | no such position is open then",
        "--symbol AAPL --type SHORT --date 2022-06-28 --price 99 | no such position is open then",
        "--symbol AAPL --quantity -1 --date 2022-06-28 --price 99 | a number above 0",
        "--symbol AAPL --quantity 1 --date 2022-06-28 --price -1 | 0 or more",
        "--symbol AAPL --quantity 1 --date 2022-07-01 --price 1 | to today, 2022-06-30",
        "--position GOLD --date 2022-06-28 --price 1 | expected one, found none; there is AAPL",
      })
  void more_than_is_held_cannot_be_sold(String options, String told) {
    world.portfolios().position(growth, Lot.shares("AAPL", "10", ENTRY, "100"));
    CommandRun run = close(options);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(texts(LOTS)).containsExactly("1 AAPL 10");
  }

  @Test
  void a_sale_of_one_reference_is_recorded_once() {
    world.portfolios().position(growth, Lot.shares("AAPL", "10", ENTRY, "100"));
    String sale = "--symbol AAPL --quantity 4 --date 2022-06-28 --price 99 --reference S-1";
    assertThat(close(sale).exitCode()).isZero();
    assertThat(close(sale).exitCode()).isZero();
    assertThat(texts(LOTS)).containsExactly("1 AAPL 6", "2 AAPL 4 2022-06-28 99 1");
  }

  @Test
  void a_part_of_a_private_position_keeps_the_value_of_a_unit() {
    long fund =
        world.portfolios().position(growth, Lot.shares("FUND", "4", ENTRY, "100").of("PRIVATE"));
    world.portfolios().valuation(fund, day("2022-06-22"), "500");
    world.snapshots("Growth", HELD);
    assertThat(close("--symbol FUND --quantity 1 --date 2022-06-29 --price 130").exitCode())
        .isZero();
    assertThat(world.snapshots("Growth", HELD)).isEqualTo(2);
    assertThat(
            texts(
                "select distinct total_value from portfolio_snapshots_latest where snapshot_date >= '2022-06-28' order by 1"))
        .containsExactly("375.00", "500.00");
  }

  private void explicit(
      long position,
      String kind,
      String replaces,
      @Nullable String exDate,
      String date,
      String amount) {
    world
        .sql()
        .sql(
            """
            insert into cash_movements (portfolio_id, movement_date, kind, amount, position_id,
              replaces, ex_date, recorded_at)
            values (?, cast(? as date), ?, cast(? as numeric), ?, ?, cast(? as date), now())
            """)
        .param(1, growth)
        .param(2, date)
        .param(3, kind)
        .param(4, amount)
        .param(5, position)
        .param(6, replaces)
        .param(7, exDate)
        .update();
  }

  private CommandRun close(String options) {
    return run("position close --portfolio Growth " + options);
  }

  private CommandRun run(String words) {
    return world.command(words.strip().split(" +"));
  }

  private List<String> rows(String words) {
    List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
    arguments.addAll(List.of("-o", "csv"));
    CommandRun run = world.command(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out().lines().skip(1).toList();
  }

  private List<String> texts(String sql) {
    return world.sql().sql(sql).query(String.class).list();
  }
}
