package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
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

/** How options end: exercised, assigned, expired. */
final class OptionEndTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-21");
  private static final List<LocalDate> HELD = sessions("2022-06-21", "2022-06-30");
  private static final String LOTS =
      """
      select concat_ws(' ', position_id, symbol, position_type, trim_scale(quantity),
        trim_scale(entry_price), exit_date, trim_scale(exit_price))
      from positions order by position_id
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private long growth;

  @BeforeEach
  void a_portfolio_with_cash() {
    growth = world.portfolios().empty("Growth");
    world.prices().closes("SPY", HELD, "377");
    world.prices().closes("AAPL", HELD, "110");
    world.prices().closes("AAPL220624C00100000", HELD, "9");
    world.prices().closes("AAPL220624P00100000", HELD, "1");
    world.portfolios().cash(growth, ENTRY.minusDays(1), "BALANCE", "100000");
  }

  /**
   * Two contracts at a premium of 3 and a strike of 100: 200 shares, 20,000 USD at the strike; the
   * shares are at 110. Cash at first 100,000.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // paid 600 for the calls and 20,000 for shares worth 22,000: +1,400
        "exercise | AAPL220624C00100000 | LONG  | LONG 200 103 | 79400.00 | 101400.00",
        // received 600, sold 200 shares worth 22,000 for 20,000: -1,400
        "assign   | AAPL220624C00100000 | SHORT | SHORT 200 103 | 120600.00 | 98600.00",
        // paid 600, sold 200 shares worth 22,000 for 20,000: -2,600
        "exercise | AAPL220624P00100000 | LONG  | SHORT 200 97 | 119400.00 | 97400.00",
        // received 600, bought 200 shares worth 22,000 for 20,000: +2,600
        "assign   | AAPL220624P00100000 | SHORT | LONG 200 97 | 80600.00 | 102600.00",
      })
  void shares_trade_at_the_strike_and_the_settlement_is_void(
      String command, String option, String side, String shares, String cash, String nav) {
    Lot lot = Lot.shares(option, "2", ENTRY, "3").of("OPTIONS").times("100");
    world.portfolios().position(growth, side.equals("SHORT") ? lot.shorted() : lot);
    assertThat(run(command + " --portfolio Growth --position " + option).exitCode()).isZero();
    assertThat(texts(LOTS))
        .containsExactly("1 " + option + " " + side + " 2 3 2022-06-24 3", "2 AAPL " + shares);
    world.snapshots("Growth", HELD);
    assertThat(
            texts(
                "select cash_value || ' ' || net_asset_value from portfolio_snapshots_latest"
                    + " where snapshot_date = '2022-06-30'"))
        .containsExactly(cash + " " + nav);
  }

  @Test
  void an_assigned_call_takes_the_shares_that_are_held_the_oldest_first() {
    world.portfolios().position(growth, Lot.shares("AAPL", "150", ENTRY, "90"));
    world.portfolios().position(growth, call().shorted());
    assertThat(
            run("assign --portfolio Growth --position AAPL220624C00100000 --quantity 1"
                    + " --date 2022-06-23 --reason early")
                .exitCode())
        .isZero();
    assertThat(texts(LOTS))
        .containsExactly(
            "1 AAPL LONG 50 90",
            "2 AAPL220624C00100000 SHORT 1 3",
            "3 AAPL220624C00100000 SHORT 1 3 2022-06-23 3",
            "4 AAPL LONG 100 90 2022-06-23 103");
  }

  @Test
  void an_option_that_expires_exits_at_nothing_on_its_last_session() {
    world.portfolios().position(growth, call());
    assertThat(run("expire --portfolio Growth --position AAPL220624C00100000").exitCode()).isZero();
    assertThat(texts(LOTS)).containsExactly("1 AAPL220624C00100000 LONG 2 3 2022-06-24 0");
  }

  @Test
  void a_dry_run_stores_nothing() {
    world.portfolios().position(growth, call());
    assertThat(
            run("exercise --portfolio Growth --position AAPL220624C00100000 --dry-run").exitCode())
        .isZero();
    assertThat(texts(LOTS)).containsExactly("1 AAPL220624C00100000 LONG 2 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "assign --position AAPL220624C00100000 | expected a SHORT one, found LONG; see 'position",
        "exercise --position AAPL220624C00100000 --date 2022-06-27 | a day up to the expiry",
        "exercise --position AAPL220624C00100000 --quantity 3 | at most what is held on 2022-06-24, 2",
        "exercise --position AAPL@2022-06-21 | expected OPTIONS, found PUBLIC",
        "exercise --position SPXW220624C00100000 | no shares are delivered for the root SPXW",
      })
  void what_cannot_happen_to_an_option_is_refused(String options, String told) {
    world.portfolios().position(growth, call());
    world.portfolios().position(growth, Lot.shares("AAPL", "1", ENTRY, "90"));
    world
        .portfolios()
        .position(
            growth, Lot.shares("SPXW220624C00100000", "1", ENTRY, "3").of("OPTIONS").times("100"));
    List<String> before = texts(LOTS);
    CommandRun run = run(options.strip() + " --portfolio Growth");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(texts(LOTS)).isEqualTo(before);
  }

  @Test
  void a_contract_whose_shares_were_split_is_not_guessed() {
    world.portfolios().position(growth, call());
    world.prices().split("AAPL", day("2022-06-23"), "2");
    CommandRun run = run("exercise --portfolio Growth --position AAPL220624C00100000");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("AAPL was split since 2022-06-21");
  }

  private static Lot call() {
    return Lot.shares("AAPL220624C00100000", "2", ENTRY, "3").of("OPTIONS").times("100");
  }

  private CommandRun run(String words) {
    return world.command(("position " + words).split(" +"));
  }

  private List<String> texts(String sql) {
    return world.sql().sql(sql).query(String.class).list();
  }
}
