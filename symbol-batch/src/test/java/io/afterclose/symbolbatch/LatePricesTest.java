package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Prices that come late, come differently, or were missing when they were asked for. */
final class LatePricesTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final List<String> SESSIONS =
      List.of(
          "2022-06-21",
          "2022-06-22",
          "2022-06-23",
          "2022-06-24",
          "2022-06-27",
          "2022-06-28",
          "2022-06-29",
          "2022-06-30",
          "2022-07-01");

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-08-01T12:00:00Z");
  private final PriceFile file = PriceFile.ofFactorEtfs("2022-06-21", "2022-07-01");

  @BeforeEach
  void two_members_have_prices() {
    POSTGRES.reset();
    operator().types("universe", "add", "ACME", "BOLT").hasExitCode(0);
    SESSIONS.forEach(day -> file.close("ACME", day, "10").close("BOLT", day, "20"));
  }

  @Test
  void the_night_and_five_sessions_before_it_are_provisional_and_older_ones_final() {
    night("2022-06-30");
    assertThat(status("ACME"))
        .containsExactly(
            "06-21 FINAL",
            "06-22 FINAL",
            "06-23 PROVISIONAL",
            "06-24 PROVISIONAL",
            "06-27 PROVISIONAL",
            "06-28 PROVISIONAL",
            "06-29 PROVISIONAL",
            "06-30 PROVISIONAL");
  }

  @Test
  void a_price_becomes_final_when_five_sessions_have_passed() {
    night("2022-06-30");
    night("2022-07-01");
    assertThat(status("ACME")).contains("06-23 FINAL", "06-24 PROVISIONAL");
    assertThat(rows.count("market_data_history")).isZero();
  }

  @Test
  void a_hole_in_the_middle_is_filled_by_the_next_run_that_has_the_price() {
    file.without("ACME", "2022-06-22");
    night("2022-06-30");
    assertThat(status("ACME")).noneMatch(row -> row.startsWith("06-22"));
    file.close("ACME", "2022-06-22", "10.5");
    night("2022-07-01");
    assertThat(status("ACME")).contains("06-22 FINAL");
    assertThat(close("ACME", "2022-06-22")).isEqualTo("10.50000000");
    assertThat(changes()).contains("ACME 2022-06-22 PRICE_ARRIVED");
  }

  @Test
  void a_symbol_that_is_ahead_does_not_hide_what_another_lacks() {
    file.without("BOLT", "2022-06-29").without("BOLT", "2022-06-28");
    night("2022-06-30");
    file.close("BOLT", "2022-06-28", "21").close("BOLT", "2022-06-29", "22");
    night("2022-07-01");
    assertThat(status("BOLT")).hasSize(9);
    assertThat(close("BOLT", "2022-06-28")).isEqualTo("21.00000000");
  }

  @Test
  void a_late_correction_updates_keeps_the_old_row_and_is_logged_from_its_first_date() {
    night("2022-06-30");
    file.without("ACME", "2022-06-28").close("ACME", "2022-06-28", "10.0001");
    file.without("ACME", "2022-06-29").close("ACME", "2022-06-29", "10.2");
    night("2022-07-01");
    assertThat(close("ACME", "2022-06-28")).isEqualTo("10.00010000");
    assertThat(close("ACME", "2022-06-29")).isEqualTo("10.20000000");
    assertThat(
            rows.texts(
                "select symbol || ' ' || price_date || ' ' || close from market_data_history"
                    + " order by price_date"))
        .containsExactly("ACME 2022-06-28 10.00000000", "ACME 2022-06-29 10.00000000");
    assertThat(changes()).containsOnlyOnce("ACME 2022-06-28 PRICE_CORRECTED");
    assertThat(changes()).doesNotContain("BOLT 2022-06-28 PRICE_CORRECTED");
  }

  @Test
  void the_noise_of_short_floats_is_no_correction() {
    night("2022-06-30");
    file.without("ACME", "2022-06-29").close("ACME", "2022-06-29", "10.0000038");
    night("2022-07-01");
    assertThat(close("ACME", "2022-06-29")).isEqualTo("10.00000000");
    assertThat(rows.count("market_data_history")).isZero();
    assertThat(changes()).noneMatch(change -> change.endsWith("CORRECTED"));
  }

  @Test
  void a_final_price_is_never_overwritten() {
    night("2022-06-30");
    file.without("ACME", "2022-06-22").close("ACME", "2022-06-22", "17");
    night("2022-07-01");
    assertThat(close("ACME", "2022-06-22")).isEqualTo("10.00000000");
    assertThat(rows.count("market_data_history")).isZero();
  }

  @Test
  void a_final_price_is_not_judged_again_and_only_bars_that_are_written_are_counted() {
    night("2022-06-30");
    file.without("ACME", "2022-06-22").close("ACME", "2022-06-22", "-1");
    CommandRun answer = night("2022-07-01");
    assertThat(rows.count("market_data_quarantine")).isZero();
    assertThat(answer.everything())
        .as("of ten symbols the date, and the session that is final now")
        .contains("20 bars merged, 0 of them flagged, 0 values quarantined");
  }

  @Test
  void a_corrected_volume_is_kept_in_history_but_changes_no_value_of_a_portfolio() {
    night("2022-06-30");
    file.without("ACME", "2022-06-29").line("ACME,2022-06-29,,,,10,,2000");
    night("2022-07-01");
    assertThat(rows.texts("select volume from market_data_history")).containsExactly("1000");
    assertThat(changes()).noneMatch(change -> change.endsWith("CORRECTED"));
  }

  @Test
  void a_jump_is_stored_with_a_flag_and_a_smaller_move_without() {
    file.without("ACME", "2022-06-29").close("ACME", "2022-06-29", "14.1");
    file.without("ACME", "2022-06-30").close("ACME", "2022-06-30", "14.2");
    file.without("BOLT", "2022-06-29").close("BOLT", "2022-06-29", "27.9");
    night("2022-06-30");
    assertThat(flags())
        .as("the second day too, since the first is no reference")
        .containsExactly("ACME 2022-06-29 SUSPECT_JUMP", "ACME 2022-06-30 SUSPECT_JUMP");
    assertThat(
            rows.texts(
                "select symbol from symbol_daily_metrics where not unflagged_21 order by symbol"))
        .containsExactly("ACME");
  }

  @Test
  void a_fall_of_more_than_forty_percent_is_flagged_on_the_first_new_session_too() {
    night("2022-06-30");
    file.without("ACME", "2022-07-01").close("ACME", "2022-07-01", "5.9");
    night("2022-07-01");
    assertThat(flags()).containsExactly("ACME 2022-07-01 SUSPECT_JUMP");
  }

  @Test
  void a_repeated_close_without_trade_is_flagged_and_one_with_trade_is_not() {
    file.without("ACME", "2022-06-29").line("ACME,2022-06-29,,,,10,,0");
    file.without("ACME", "2022-06-30").line("ACME,2022-06-30,,,,10.1,,0");
    night("2022-06-30");
    assertThat(flags()).containsExactly("ACME 2022-06-29 REPEATED");
  }

  private CommandRun night(String date) {
    clock.advance(Duration.ofHours(1));
    return operator()
        .types(
            "run", "--date", date, "--provider", "csv", "--prices", file.in(folder, "prices.csv"))
        .hasExitCode(0);
  }

  private List<String> status(String symbol) {
    return rows.texts(
        "select to_char(price_date, 'MM-DD ') || status from market_data_cache where symbol = '"
            + symbol
            + "' order by price_date");
  }

  private String close(String symbol, String date) {
    return rows.text(
        "select close from market_data_cache where symbol = '%s' and price_date = '%s'"
            .formatted(symbol, date));
  }

  private List<String> changes() {
    return rows.texts("select symbol || ' ' || first_date || ' ' || kind from market_data_changes");
  }

  private List<String> flags() {
    return rows.texts(
        "select symbol || ' ' || price_date || ' ' || flags from market_data_cache"
            + " where flags <> ''");
  }

  private Operator operator() {
    return Operator.in(POSTGRES.environment(), clock);
  }
}
