package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What operators mend with documented commands, and what is left on record. */
final class RepairTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String FIRST = "2022-06-01";
  private static final String LAST = "2022-06-30";
  private static final String WHY = "the exchange says so";

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final SettableClock clock = SettableClock.at("2022-08-01T12:00:00Z");
  private PriceFile file = PriceFile.empty();

  @BeforeEach
  void a_member_is_there() {
    POSTGRES.reset();
    types("universe", "add", "ACME").hasExitCode(0);
    file = PriceFile.ofFactorEtfs(FIRST, LAST);
  }

  @Test
  void a_price_that_an_operator_set_stands_whatever_a_provider_answers_later() throws IOException {
    closes("100", "2022-06-24", "2022-06-27", "2022-06-28");
    close("2022-06-29", "9.5");
    evening("2022-06-29").hasExitCode(0);
    assertThat(flags()).containsExactly("2022-06-29 SUSPECT_JUMP");
    types("prices", "set", "ACME", "2022-06-29", "95", "--reason", WHY).hasExitCode(0);
    assertThat(flags()).isEmpty();
    close("2022-06-30", "96");
    evening("2022-06-30").hasExitCode(0);
    assertThat(stored())
        .contains(
            "2022-06-29 95.00000000 operator FINAL", "2022-06-30 96.00000000 csv PROVISIONAL");
    assertThat(flags()).isEmpty();
    assertThat(rows.texts("select close || ' ' || source from market_data_history"))
        .containsExactly("9.50000000 csv");
    CommandRun log = types("prices", "log", "ACME", "-o", "csv").hasExitCode(0);
    assertThat(log.out()).contains("prices set", "close 95 on 2022-06-29, before: 9.5", WHY);
  }

  @Test
  void a_price_without_a_reason_of_no_session_or_of_an_unknown_symbol_is_refused() {
    types("prices", "set", "ACME", "2022-06-29", "95").hasExitCode(2);
    types("prices", "set", "ACME", "2022-06-29", "95", "--reason", " ").hasExitCode(2);
    types("prices", "set", "ACME", "2022-06-26", "95", "--reason", WHY).hasExitCode(6);
    types("prices", "set", "ACME", "2022-06-29", "-1", "--reason", WHY).hasExitCode(2);
    assertThat(types("prices", "set", "ACME", "2022-06-29", "9", "--reason", WHY).err())
        .contains("no price of ACME is stored");
    types("actions", "add", "ACME", "2022-06-29", "--reason", WHY).hasExitCode(2);
    types("actions", "add", "ACME", "2022-06-29", "--split", "0", "--reason", WHY).hasExitCode(2);
  }

  @Test
  void a_split_that_is_added_takes_the_flag_and_none_that_is_withdrawn_brings_it_back()
      throws IOException {
    closes("400", "2022-06-24", "2022-06-27", "2022-06-28");
    closes("100", "2022-06-29", "2022-06-30");
    evening(LAST).hasExitCode(0);
    assertThat(flags()).containsExactly("2022-06-29 SUSPECT_JUMP", "2022-06-30 SUSPECT_JUMP");
    assertThat(types("missing", "--date", LAST, "-o", "csv").out())
        .contains("ACME,FLAGGED_PRICE,SUSPECT_JUMP: close 100 of 2022-06-30 from csv");
    assertThat(types("quarantine", "list", "--date", LAST, "-o", "csv").out())
        .contains("ACME,2022-06-30,SUSPECT_JUMP");
    types("actions", "add", "ACME", "2022-06-29", "--split", "4", "--reason", WHY).hasExitCode(0);
    assertThat(flags()).isEmpty();
    assertThat(types("actions", "list", "--symbol", "ACME", "-o", "csv").out())
        .contains("ACME,2022-06-29,SPLIT,4,,,,operator,true,false");
    types("actions", "withdraw", "ACME", "2022-06-29", "--reason", WHY).hasExitCode(0);
    assertThat(flags()).containsExactly("2022-06-29 SUSPECT_JUMP", "2022-06-30 SUSPECT_JUMP");
    assertThat(types("actions", "withdraw", "ACME", "2022-06-29", "--reason", WHY).err())
        .contains("there is no SPLIT of ACME on 2022-06-29");
  }

  @Test
  void an_action_that_an_operator_withdrew_stays_away_however_often_its_source_reports_it()
      throws IOException {
    closes("100", "2022-06-27", "2022-06-28", "2022-06-29");
    String bogus = actions("ACME,2022-06-29,0,10");
    evening("2022-06-29", "--actions", bogus).hasExitCode(0);
    types("actions", "withdraw", "ACME", "2022-06-29", "--reason", WHY).hasExitCode(0);
    closes("100", LAST);
    evening(LAST, "--actions", bogus).hasExitCode(0);
    assertThat(rows.count("corporate_actions")).isZero();
    assertThat(flags()).isEmpty();
    types("actions", "confirm", "ACME", "2022-06-29", "--reason", WHY).hasExitCode(0);
    assertThat(rows.texts("select value || ' ' || source from corporate_actions"))
        .containsExactly("10.000000000000 operator");
  }

  @Test
  void an_answer_is_judged_by_what_an_operator_states() throws IOException {
    closes("400", "2022-06-24", "2022-06-27", "2022-06-28");
    closes("100", "2022-06-29");
    evening("2022-06-29").hasExitCode(0);
    types("actions", "add", "ACME", "2022-06-29", "--split", "4", "--reason", WHY).hasExitCode(0);
    closes("101", LAST);
    CommandRun night = evening(LAST).hasExitCode(0);
    assertThat(night.logged("0 of them flagged")).hasSize(1);
    assertThat(flags()).isEmpty();
  }

  @Test
  void a_split_with_an_odd_ratio_waits_for_its_confirmation() throws IOException {
    closes("128.1", "2022-06-27", "2022-06-28");
    closes("100", "2022-06-29", LAST);
    evening(LAST, "--actions", actions("ACME,2022-06-29,0,1.281")).hasExitCode(0);
    assertThat(rows.texts("select value || ' ' || unconfirmed from corporate_actions"))
        .containsExactly("1.281000000000 true");
    types("actions", "confirm", "ACME", "2022-06-29", "--reason", WHY).hasExitCode(0);
    assertThat(rows.texts("select value || ' ' || unconfirmed from corporate_actions"))
        .containsExactly("1.281000000000 false");
  }

  @Test
  void final_prices_that_are_wrong_are_requested_again_and_replaced() throws IOException {
    closes("1600", "2022-06-15", "2022-06-16", "2022-06-17", "2022-06-21");
    closes("400", "2022-06-22", "2022-06-23", "2022-06-24", "2022-06-27", "2022-06-28");
    evening("2022-06-28").hasExitCode(0);
    file = PriceFile.ofFactorEtfs(FIRST, LAST);
    weekdays(FIRST, "2022-06-29").forEach(day -> close(day, "400"));
    evening("2022-06-29").hasExitCode(0);
    assertThat(stored()).as("final").contains("2022-06-16 1600.00000000 csv FINAL");
    CommandRun refetch =
        types(
                "prices",
                "refetch",
                "--symbol",
                "ACME",
                "--from",
                "2022-06-15",
                "--to",
                "2022-06-28",
                "--reason",
                WHY)
            .hasExitCode(0);
    assertThat(refetch.logged("'run --date 2022-07-29 --symbols ACME'")).hasSize(1);
    closes("400", LAST);
    evening(LAST).hasExitCode(0);
    assertThat(stored()).filteredOn(row -> row.contains("1600")).isEmpty();
    assertThat(stored())
        .contains("2022-06-16 400.00000000 csv FINAL", "2022-06-28 400.00000000 csv PROVISIONAL");
    assertThat(flags()).isEmpty();
    assertThat(types("prices", "list", "ACME", "--from", FIRST, "--to", LAST, "-o", "csv").out())
        .contains("STORED,2022-06-16,400,csv,FINAL", "REPLACED,2022-06-16,1600,csv");
  }

  @Test
  void a_value_in_quarantine_is_accepted_or_rejected_once() throws IOException {
    List<String> days = weekdays("2022-06-21", "2022-06-28");
    days.forEach(day -> close(day, "400"));
    evening("2022-06-28").hasExitCode(0);
    file = PriceFile.ofFactorEtfs(FIRST, LAST);
    days.forEach(day -> close(day, "800"));
    closes("400", "2022-06-29");
    evening("2022-06-29").hasExitCode(0);
    assertThat(rows.texts("select distinct reason from market_data_quarantine"))
        .containsExactly("CHANGED_BASIS");
    String id =
        rows.text(
            "select quarantine_id from market_data_quarantine where price_date = '2022-06-28'");
    types("quarantine", "accept", id, "--reason", WHY).hasExitCode(0);
    assertThat(stored()).contains("2022-06-28 800.00000000 operator FINAL");
    assertThat(types("quarantine", "reject", id, "--reason", WHY).hasExitCode(2).err())
        .contains("is ACCEPTED already");
    String other =
        rows.text(
            "select quarantine_id from market_data_quarantine where price_date = '2022-06-27'");
    types("quarantine", "reject", other, "--reason", WHY).hasExitCode(0);
    closes("400", LAST);
    evening(LAST).hasExitCode(0);
    assertThat(
            rows.texts(
                "select distinct decision from market_data_quarantine"
                    + " where price_date = '2022-06-27'"))
        .as("rejected in the next night too")
        .containsExactly("REJECTED");
    types("quarantine", "accept", "999", "--reason", WHY).hasExitCode(2);
  }

  @Test
  void a_close_outside_high_and_low_is_flagged_and_one_that_differs_by_noise_is_not() {
    file.line("ACME,2022-06-28,10,11,9,10.0000001,,1000");
    file.line("ACME,2022-06-29,10,11,9,11.000001,,1000");
    file.line("ACME,2022-06-30,10,11,9,11.2,,1000");
    evening(LAST).hasExitCode(0);
    assertThat(flags()).containsExactly("2022-06-30 ODD_RANGE");
  }

  private void closes(String close, String... days) {
    for (String day : days) {
      close(day, close);
    }
  }

  private void close(String day, String close) {
    file.close("ACME", day, close);
  }

  private static List<String> weekdays(String from, String to) {
    return NyseCalendar.standard().sessions(LocalDate.parse(from), LocalDate.parse(to)).stream()
        .map(LocalDate::toString)
        .toList();
  }

  private String actions(String... lines) throws IOException {
    return Files.writeString(
            folder.resolve("actions.csv"),
            "symbol,date,dividend,split\n" + String.join("\n", lines) + "\n")
        .toString();
  }

  private CommandRun evening(String date, String... more) {
    clock.advance(Duration.ofHours(1));
    List<String> words = new ArrayList<>();
    words.addAll(List.of("run", "--date", date, "--provider", "csv", "--prices"));
    words.add(file.in(folder, "prices.csv"));
    words.addAll(List.of(more));
    return types(words.toArray(String[]::new));
  }

  private List<String> stored() {
    return rows.texts(
        "select price_date || ' ' || close || ' ' || source || ' ' || status"
            + " from market_data_cache where symbol = 'ACME' order by price_date");
  }

  private List<String> flags() {
    return rows.texts(
        "select price_date || ' ' || flags from market_data_cache where flags <> ''"
            + " and symbol = 'ACME' order by price_date");
  }

  private CommandRun types(String... words) {
    return Operator.in(POSTGRES.environment(), clock).types(words);
  }
}
