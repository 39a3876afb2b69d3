package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a price file may hold and what becomes of it: stored, quarantined or ignored. */
final class PriceDoorTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final PriceFile file = PriceFile.ofFactorEtfs("2022-06-21", "2022-06-30");

  @BeforeEach
  void a_member_is_there() {
    POSTGRES.reset();
    operator().types("universe", "add", "ACME").hasExitCode(0);
  }

  @Test
  void a_volume_of_any_size_is_quarantined_by_itself() {
    file.line("ACME,2022-06-29,10,10,10,10,10,1e2147483647");
    file.line("ACME,2022-06-30,10,10,10,10,10,-1e-2147483647");
    night().hasExitCode(0);
    assertThat(quarantine())
        .containsExactly("ACME 2022-06-29 BAD_VOLUME", "ACME 2022-06-30 BAD_VOLUME");
    assertThat(dates()).containsExactly("2022-06-29", "2022-06-30");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NOT_A_NUMBER",
    "N/A, NOT_A_NUMBER",
    "null, NOT_A_NUMBER",
    "'', NOT_A_NUMBER",
    "Infinity, NOT_A_NUMBER",
    "12x, NOT_A_NUMBER",
    "0, NOT_POSITIVE",
    "0.000000001, NOT_POSITIVE",
    "-3, NOT_POSITIVE",
    "1e9, TOO_LARGE",
    "999999999.999999999, TOO_LARGE",
    "1e308, TOO_LARGE",
    "1e999999999, TOO_LARGE",
    "1e-999999999, NOT_POSITIVE",
  })
  void a_close_that_is_no_price_is_quarantined_and_the_days_beside_it_are_stored(
      String close, String reason) {
    file.line("ACME,2022-06-28,10,10,10,10,10,100");
    file.line("ACME,2022-06-29,10,10,10," + close + ",10,100");
    file.line("ACME,2022-06-30,10,10,10,10,10,100");
    night().hasExitCode(0);
    assertThat(quarantine()).containsExactly("ACME 2022-06-29 " + reason);
    assertThat(dates()).containsExactly("2022-06-28", "2022-06-30");
    assertThat(rows.count("corporate_actions where symbol = 'ACME'")).isZero();
  }

  @Test
  void an_odd_open_high_or_low_is_quarantined_and_the_close_is_kept() {
    file.line("ACME,2022-06-29,abc,-1,2e9,10,10,-5");
    file.line("ACME,2022-06-30,10,1e12,0,10,10,NaN");
    night().hasExitCode(0);
    assertThat(dates()).containsExactly("2022-06-29", "2022-06-30");
    assertThat(quarantine())
        .containsExactlyInAnyOrder(
            "ACME 2022-06-29 NOT_A_NUMBER",
            "ACME 2022-06-29 NOT_POSITIVE",
            "ACME 2022-06-29 TOO_LARGE",
            "ACME 2022-06-29 BAD_VOLUME",
            "ACME 2022-06-30 TOO_LARGE",
            "ACME 2022-06-30 NOT_POSITIVE",
            "ACME 2022-06-30 NOT_A_NUMBER");
    assertThat(
            rows.count(
                "market_data_cache where symbol = 'ACME' and high is null and low is null"
                    + " and volume is null"))
        .isEqualTo(2);
  }

  @Test
  void a_date_that_is_none_is_quarantined_as_it_was_written() {
    file.close("ACME", "30/06/2022", "10").close("ACME", "2022-06-31", "10");
    file.close("ACME", "2022-06-30", "10");
    night().hasExitCode(0);
    assertThat(quarantine())
        .containsExactlyInAnyOrder("ACME 30/06/2022 NOT_A_DATE", "ACME 2022-06-31 NOT_A_DATE");
  }

  @Test
  void a_sunday_is_quarantined() {
    file.close("ACME", "2022-06-26", "10").close("ACME", "2022-06-30", "10");
    night().hasExitCode(0);
    assertThat(quarantine()).containsExactly("ACME 2022-06-26 NOT_A_SESSION");
    assertThat(dates()).containsExactly("2022-06-30");
  }

  @Test
  void rows_after_the_night_are_ignored_and_counted_whatever_they_hold() {
    file.close("ACME", "2022-06-30", "10");
    file.close("ACME", "2022-07-01", "99").close("ACME", "2022-07-05", "N/A");
    CommandRun answer = night().hasExitCode(0);
    assertThat(dates()).containsExactly("2022-06-30");
    assertThat(quarantine()).isEmpty();
    assertThat(answer.logged("2 later bars")).hasSize(1);
  }

  @Test
  void rows_of_a_symbol_that_nobody_asked_for_are_ignored() {
    file.close("ACME", "2022-06-30", "10").close("OTHER", "2022-06-30", "10");
    file.close("not a symbol!", "2022-06-30", "10");
    night().hasExitCode(0);
    assertThat(rows.count("market_data_cache where symbol not in ('ACME', 'SPY')"))
        .isEqualTo(7 * 8);
    assertThat(quarantine()).isEmpty();
  }

  @Test
  void duplicates_become_the_same_row_in_whatever_order_they_come() {
    file.line("ACME,2022-06-30,10,11,9,10.5,10.5,100");
    file.line("ACME,2022-06-30,10,11,9,10.6,10.6,200");
    file.line("ACME,2022-06-30,10,11,9,10.4,10.4,");
    CommandRun answer = night().hasExitCode(0);
    String stored = bar();
    assertThat(stored).startsWith("10.60000000 200");
    assertThat(answer.logged("2 duplicates")).hasSize(1);
    a_member_is_there();
    file.reversed();
    night().hasExitCode(0);
    assertThat(bar()).isEqualTo(stored);
  }

  @Test
  void a_duplicate_that_is_no_price_does_not_displace_one_that_is() {
    file.line("ACME,2022-06-30,10,11,9,0,10.5,900");
    file.line("ACME,2022-06-30,10,11,9,10.6,10.6,200");
    night().hasExitCode(0);
    assertThat(bar()).startsWith("10.60000000 200");
    assertThat(quarantine()).containsExactly("ACME 2022-06-30 NOT_POSITIVE");
  }

  @Test
  void symbols_are_read_in_any_spelling_and_stored_in_one() {
    operator().types("universe", "add", "brk-b").hasExitCode(0);
    file.close("ACME", "2022-06-30", "10").close(" brk-b ", "2022-06-30", "300");
    night().hasExitCode(0);
    assertThat(rows.texts("select symbol from market_data_cache where close = 300"))
        .containsExactly("BRK.B");
  }

  @Test
  void a_class_share_and_a_preferred_one_are_read_in_the_spellings_of_price_files() {
    operator().types("universe", "add", "BRK.B", "BACpL").hasExitCode(0);
    file.close("ACME", "2022-06-30", "10")
        .close("BRK/B", "2022-06-30", "300")
        .close("BAC/PRL", "2022-06-30", "1200");
    night().hasExitCode(0);
    assertThat(rows.texts("select symbol from market_data_cache where close in (300, 1200)"))
        .containsExactlyInAnyOrder("BRK.B", "BAC.PL");
  }

  @Test
  void rows_of_other_symbols_are_counted_and_those_of_none_are_named() {
    file.close("ACME", "2022-06-30", "10")
        .close("OTHER", "2022-06-29", "11")
        .close("OTHER", "2022-06-30", "11")
        .close("EUR/USD", "2022-06-30", "12")
        .close("EUR/USD", "2022-06-29", "12")
        .close("A B", "2022-06-30", "13");
    CommandRun answer = night().hasExitCode(0);
    assertThat(
            answer.logged(
                "2 rows of other symbols ignored, and 3 rows of what is no symbol:"
                    + " 'EUR/USD', 'A B'"))
        .hasSize(1);
  }

  @Test
  void a_price_file_adds_its_symbols_and_names_the_lines_of_what_is_none() {
    file.close("ACME", "2022-06-29", "10")
        .close("EUR/USD", "2022-06-29", "12")
        .close("BRK/B", "2022-06-29", "300");
    String prices = file.in(folder, "prices.csv");
    CommandRun answer = operator().types("universe", "add", "--from-prices", prices).hasExitCode(0);
    assertThat(rows.texts("select symbol from symbol_universe")).contains("BRK.B");
    assertThat(answer.logged("no symbols, left out: " + prices + " line "))
        .singleElement()
        .asString()
        .endsWith(": 'EUR/USD'");
  }

  private String bar() {
    return rows.text(
        "select close || ' ' || volume || ' ' || open || ' ' || high || ' ' || low"
            + " from market_data_cache where symbol = 'ACME'");
  }

  private List<String> quarantine() {
    return rows.texts(
        "select symbol || ' ' || price_date || ' ' || reason from market_data_quarantine");
  }

  private List<String> dates() {
    return rows.texts(
        "select price_date from market_data_cache where symbol = 'ACME' order by price_date");
  }

  private CommandRun night() {
    return operator()
        .types(
            "run",
            "--date",
            "2022-06-30",
            "--provider",
            "csv",
            "--prices",
            file.in(folder, "prices.csv"));
  }

  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));
  }
}
