package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Renames, reuse of tickers, mergers and spin-offs: in the universe, prices and returns. */
final class RenamesTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String WHY = "the company says so";

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-08-01T12:00:00Z");
  private PriceFile file = PriceFile.empty();

  @BeforeEach
  void prices_of_factor_etfs_are_there() {
    POSTGRES.reset();
    file = PriceFile.ofFactorEtfs("2022-06-21", "2022-06-30");
  }

  private void renamedTicker() {
    closes("FB", "2022-06-27", "100", "2022-06-28", "100");
    // another company's until the rename
    closes("META", "2022-06-24", "10", "2022-06-27", "10", "2022-06-28", "10");
    closes("META", "2022-06-29", "110", "2022-06-30", "121");
  }

  @Test
  void a_history_goes_on_through_a_rename() {
    renamedTicker();
    types("universe", "add", "FB").hasExitCode(0);
    night("2022-06-28");
    types("universe", "rename", "FB", "META", "--date", "2022-06-29", "--reason", WHY)
        .hasExitCode(0);
    night("2022-06-29");
    night("2022-06-30");
    assertThat(universe("2022-06-28")).containsExactly("FB MEMBER");
    assertThat(universe("2022-06-29")).containsExactly("FB ENDED", "META MEMBER");
    assertThat(stored("FB")).containsExactly("2022-06-27 100", "2022-06-28 100");
    assertThat(stored("META")).containsExactly("2022-06-29 110", "2022-06-30 121");
    assertThat(returns("META")).containsExactly("2022-06-29 0.1", "2022-06-30 0.1");
    assertThat(rows.count("market_data_cache where flags <> ''")).isZero();
  }

  @Test
  void a_rename_that_is_told_late_makes_the_sessions_since_then_again() {
    renamedTicker();
    types("universe", "add", "FB", "META").hasExitCode(0);
    night("2022-06-28");
    night("2022-06-29");
    assertThat(returns("META")).contains("2022-06-29 10");
    types("universe", "rename", "FB", "META", "--date", "2022-06-29", "--reason", WHY)
        .hasExitCode(0);
    night("2022-06-30");
    assertThat(returns("META")).contains("2022-06-29 0.1", "2022-06-30 0.1");
  }

  @Test
  void a_backfill_of_the_night_before_a_rename_sees_the_old_symbol_only() {
    renamedTicker();
    types("universe", "add", "FB").hasExitCode(0);
    types("universe", "rename", "FB", "META", "--date", "2022-06-29", "--reason", WHY)
        .hasExitCode(0);
    night("2022-06-28");
    assertThat(universe("2022-06-28")).containsExactly("FB MEMBER");
    assertThat(stored("META")).isEmpty();
    assertThat(stored("FB")).hasSize(2);
  }

  @Test
  void a_ticker_that_another_company_takes_over_starts_anew() {
    closes(
        "ACME", "2022-06-27", "10", "2022-06-28", "10", "2022-06-29", "100", "2022-06-30", "101");
    types("universe", "add", "ACME").hasExitCode(0);
    act("ACME", "2022-06-29", "--kind", "LISTING");
    night("2022-06-30");
    assertThat(stored("ACME")).containsExactly("2022-06-29 100", "2022-06-30 101");
    assertThat(returns("ACME")).containsExactly("2022-06-30 0.01");
    assertThat(rows.count("market_data_cache where flags <> ''")).isZero();
  }

  @Test
  void no_return_crosses_a_listing_that_is_told_after_the_bars_were_stored() {
    closes("ACME", "2022-06-27", "10", "2022-06-28", "10", "2022-06-29", "100");
    types("universe", "add", "ACME").hasExitCode(0);
    night("2022-06-29");
    assertThat(returns("ACME")).containsExactly("2022-06-29 9");
    act("ACME", "2022-06-29", "--kind", "LISTING");
    assertThat(rows.count("market_data_cache where flags <> ''")).as("flags").isZero();
    closes("ACME", "2022-06-30", "101");
    night("2022-06-30");
    assertThat(returns("ACME")).containsExactly("2022-06-29 none", "2022-06-30 0.01");
  }

  /** 100 before; 80 and half a child of 40 after: nothing was gained. */
  @Test
  void the_return_of_a_spin_off_counts_the_first_close_of_the_child() {
    closes("GE", "2022-06-28", "100", "2022-06-29", "80", "2022-06-30", "88");
    closes("GEHC", "2022-06-29", "40", "2022-06-30", "50");
    types("universe", "add", "GE", "GEHC").hasExitCode(0);
    act("GE", "2022-06-29", "--kind", "SPINOFF", "--to", "GEHC", "--ratio", "0.5");
    night("2022-06-29");
    night("2022-06-30");
    assertThat(returns("GE")).containsExactly("2022-06-29 0", "2022-06-30 0.1");
  }

  @Test
  void a_spin_off_whose_child_has_no_close_yet_has_no_return() {
    closes("GE", "2022-06-28", "100", "2022-06-29", "80", "2022-06-30", "88");
    closes("GEHC", "2022-06-30", "50");
    types("universe", "add", "GE", "GEHC").hasExitCode(0);
    act("GE", "2022-06-29", "--kind", "SPINOFF", "--to", "GEHC", "--ratio", "0.5");
    night("2022-06-29");
    assertThat(returns("GE")).containsExactly("2022-06-29 none");
    night("2022-06-30");
    assertThat(returns("GE"))
        .as("nothing of a later day is used")
        .containsExactly("2022-06-29 none", "2022-06-30 0.1");
  }

  @Test
  void a_symbol_is_not_wanted_after_its_merger() {
    closes("TWTR", "2022-06-28", "53", "2022-06-29", "54");
    types("universe", "add", "TWTR").hasExitCode(0);
    act("TWTR", "2022-06-30", "--kind", "CASH_MERGER", "--amount", "54.2");
    night("2022-06-29");
    night("2022-06-30");
    assertThat(universe("2022-06-29")).containsExactly("TWTR MEMBER");
    assertThat(universe("2022-06-30")).containsExactly("TWTR ENDED");
    assertThat(rows.count("run_item_failures where item = 'TWTR'")).isZero();
  }

  @Test
  void a_rename_of_unknown_symbols_or_on_a_holiday_is_refused() {
    assertThat(
            types("universe", "rename", "FB", "META", "--date", "2022-06-29", "--reason", WHY)
                .hasExitCode(2)
                .err())
        .contains("neither FB nor META is a member or held");
    types("universe", "add", "FB").hasExitCode(0);
    assertThat(
            types("universe", "rename", "FB", "META", "--date", "2022-06-20", "--reason", WHY)
                .hasExitCode(2)
                .err())
        .contains("2022-06-20 is no session");
    assertThat(rows.count("corporate_action_reports")).isZero();
  }

  private void closes(String symbol, String... daysAndCloses) {
    for (int at = 0; at < daysAndCloses.length; at += 2) {
      file.close(symbol, daysAndCloses[at], daysAndCloses[at + 1]);
    }
  }

  private void act(String symbol, String date, String... words) {
    Operator.in(POSTGRES.environment(), clock)
        .types(
            Stream.concat(
                    Stream.of("actions", "add", symbol, date, "--reason", WHY), Stream.of(words))
                .toArray(String[]::new))
        .hasExitCode(0);
  }

  private void night(String date) {
    clock.advance(Duration.ofHours(1));
    types("run", "--date", date, "--provider", "csv", "--prices", file.in(folder, "prices.csv"))
        .hasExitCode(0);
  }

  private List<String> universe(String date) {
    return rows.texts(
        "select symbol || ' ' || reason from symbol_batch_universe where session = '"
            + date
            + "' and reason <> 'FACTOR_ETF' order by symbol");
  }

  private List<String> stored(String symbol) {
    return rows.texts(
        "select price_date || ' ' || trim_scale(close) from market_data_cache where symbol = '"
            + symbol
            + "' order by price_date");
  }

  private List<String> returns(String symbol) {
    return rows.texts(
        "select metrics_date || ' ' || coalesce(trim_scale(round(return_1d::numeric, 10))::text,"
            + " 'none') from symbol_daily_metrics where symbol = '"
            + symbol
            + "' order by metrics_date");
  }

  private CommandRun types(String... words) {
    return Operator.in(POSTGRES.environment(), clock).types(words);
  }
}
