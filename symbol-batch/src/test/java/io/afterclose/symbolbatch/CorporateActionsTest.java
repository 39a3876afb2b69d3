package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Splits, dividends and what adjusted closes imply: in the tables, and in the returns. */
final class CorporateActionsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private PriceFile file = PriceFile.empty();

  @BeforeEach
  void a_member_is_there() {
    POSTGRES.reset();
    operator().types("universe", "add", "ACME").hasExitCode(0);
    file = PriceFile.ofFactorEtfs("2022-06-21", "2022-06-30");
  }

  @Test
  void without_actions_the_return_is_that_of_the_adjusted_close() {
    adjusted("2022-06-28", "100", "98.9");
    adjusted("2022-06-29", "101", "99.889");
    adjusted("2022-06-30", "100.5", "100.39"); // a dividend of about a dollar
    night().hasExitCode(0);
    assertThat(rows.texts("select ex_date || ' ' || kind from corporate_actions"))
        .containsExactly("2022-06-30 IMPLIED");
    // d = 101 x 100.39/99.889 - 100.5
    assertThat(rows.number("select value from corporate_actions"))
        .isCloseTo(101 * 100.39 / 99.889 - 100.5, within(1e-10));
    assertThat(returnOfTheNight()).isCloseTo(100.39 / 99.889 - 1, within(1e-12));
  }

  @Test
  void a_ratio_that_differs_by_rounding_only_implies_nothing() {
    adjusted("2022-06-29", "100", "99");
    adjusted("2022-06-30", "101", "99.9995"); // ratios 1.01 and 1.010096
    night().hasExitCode(0);
    assertThat(rows.count("corporate_actions")).isZero();
    assertThat(returnOfTheNight()).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void an_implied_amount_looks_back_to_the_session_before_and_not_to_a_sunday() {
    adjusted("2022-06-24", "100", "98");
    adjusted("2022-06-26", "50", "50");
    adjusted("2022-06-27", "100", "100");
    adjusted("2022-06-28", "100", "100");
    night().hasExitCode(0);
    assertThat(rows.texts("select ex_date from corporate_actions where symbol = 'ACME'"))
        .containsExactly("2022-06-27");
    assertThat(rows.number("select value from corporate_actions where symbol = 'ACME'"))
        .isCloseTo(100.0 * 100 / 98 - 100, within(1e-10));
  }

  @Test
  void rows_that_differ_in_the_adjusted_close_only_give_one_amount_in_whatever_order() {
    adjusted("2022-06-29", "100", "98");
    adjusted("2022-06-30", "100", "99");
    adjusted("2022-06-30", "100", "100");
    night().hasExitCode(0);
    String amount = rows.text("select value from corporate_actions");
    POSTGRES.reset();
    operator().types("universe", "add", "ACME").hasExitCode(0);
    file.reversed();
    night().hasExitCode(0);
    assertThat(rows.text("select value from corporate_actions")).isEqualTo(amount);
  }

  @Test
  void with_an_actions_file_the_adjusted_close_is_not_used() throws IOException {
    adjusted("2022-06-29", "100", "50");
    adjusted("2022-06-30", "100", "100");
    night("--actions", actions("ACME,2022-06-30,1.5,0")).hasExitCode(0);
    assertThat(rows.texts("select kind || ' ' || value from corporate_actions"))
        .containsExactly("DIVIDEND 1.500000000000");
    assertThat(returnOfTheNight()).isCloseTo(0.015, within(1e-12));
  }

  @Test
  void a_split_and_a_dividend_give_the_same_rows_from_both_bases() throws IOException {
    // As traded: 400 and a dividend of 2, then 4:1 on the 28th, then a dividend of 1.
    close("2022-06-23", "400", 1000);
    close("2022-06-24", "398", 1000);
    close("2022-06-27", "404", 1000);
    close("2022-06-28", "102", 8000);
    close("2022-06-29", "103", 8000);
    close("2022-06-30", "104", 8000);
    night("--actions", actions("ACME,2022-06-24,2,0", "ACME,2022-06-28,0,4", "ACME,2022-06-29,1,"))
        .hasExitCode(0);
    List<String> asTraded = stored();
    List<String> exposures = metrics();

    a_member_is_there();
    close("2022-06-23", "100", 4000);
    close("2022-06-24", "99.5", 4000);
    close("2022-06-27", "101", 4000);
    close("2022-06-28", "102", 8000);
    close("2022-06-29", "103", 8000);
    close("2022-06-30", "104", 8000);
    night(
            "--basis",
            "split-adjusted",
            "--actions",
            actions("ACME,2022-06-24,0.5,0", "ACME,2022-06-28,0,4", "ACME,2022-06-29,1,"))
        .hasExitCode(0);
    assertThat(stored()).isEqualTo(asTraded);
    assertThat(metrics()).isEqualTo(exposures);
    assertThat(asTraded)
        .contains("2022-06-23 400.00000000 1000", "2022-06-24 DIVIDEND 2.000000000000");
    assertThat(rows.count("market_data_cache where flags <> ''")).isZero();
  }

  @Test
  void a_split_after_the_night_turns_the_price_back_all_the_same() throws IOException {
    close("2022-06-29", "100", 4000);
    close("2022-06-30", "101", 4000);
    night("--basis", "split-adjusted", "--actions", actions("ACME,2022-07-15,0,4")).hasExitCode(0);
    assertThat(stored())
        .containsExactly("2022-06-29 400.00000000 1000", "2022-06-30 404.00000000 1000");
  }

  @Test
  void a_split_makes_no_return_and_no_jump() throws IOException {
    close("2022-06-29", "400", 1000);
    close("2022-06-30", "101", 4000);
    night("--actions", actions("ACME,2022-06-30,0,4")).hasExitCode(0);
    assertThat(returnOfTheNight()).isCloseTo(0.01, within(1e-12));
    assertThat(rows.count("market_data_cache where flags <> ''")).isZero();
    assertThat(rows.texts("select first_date from market_data_changes where kind = 'ACTION'"))
        .containsExactly("2022-06-30");
  }

  @Test
  void an_action_that_two_files_tell_counts_once() throws IOException {
    close("2022-06-29", "100", 4000);
    close("2022-06-30", "101", 4000);
    String file = actions("ACME,2022-07-15,0,4");
    night("--basis", "split-adjusted", "--actions", file, file).hasExitCode(0);
    assertThat(stored())
        .containsExactly("2022-06-29 400.00000000 1000", "2022-06-30 404.00000000 1000");
  }

  @Test
  void a_dividend_takes_the_place_of_the_amount_that_was_implied_for_its_day() throws IOException {
    adjusted("2022-06-28", "100", "95");
    adjusted("2022-06-29", "95", "95");
    adjusted("2022-06-30", "95", "95");
    night().hasExitCode(0);
    assertThat(rows.texts("select kind || ' ' || value from corporate_actions"))
        .containsExactly("IMPLIED 5.000000000000");
    assertThat(returnOf("2022-06-29")).isEqualTo("0.0");
    again("--actions", actions("ACME,2022-06-29,5,0")).hasExitCode(0);
    assertThat(rows.texts("select kind from corporate_actions order by kind"))
        .as("with an actions file adjusted closes imply nothing any more")
        .containsExactly("DIVIDEND");
    assertThat(returnOf("2022-06-29")).as("5 once, not twice").isEqualTo("0.0");
    assertThat(explained()).contains("action,,ACME,2022-06-29,5").doesNotContain("IMPLIED");
  }

  @Test
  void a_split_that_is_told_before_the_history_is_divided_overwrites_nothing() throws IOException {
    List<String> days =
        List.of("2022-06-22", "2022-06-23", "2022-06-24", "2022-06-27", "2022-06-28");
    days.forEach(day -> close(day, "400", 1000));
    evening("2022-06-28").hasExitCode(0);

    String split = actions("ACME,2022-06-29,0,4");
    close("2022-06-29", "100", 4000);
    evening("2022-06-29", "--basis", "split-adjusted", "--actions", split).hasExitCode(0);
    assertThat(stored()).filteredOn(row -> row.contains(" 1600.")).as("400 x 4").isEmpty();
    assertThat(rows.texts("select distinct reason from market_data_quarantine"))
        .containsExactly("CHANGED_BASIS");

    file = PriceFile.ofFactorEtfs("2022-06-21", "2022-06-30");
    days.forEach(day -> close(day, "100", 4000));
    close("2022-06-29", "100", 4000);
    close("2022-06-30", "101", 4000);
    evening("2022-06-30", "--basis", "split-adjusted", "--actions", split).hasExitCode(0);
    assertThat(
            rows.texts(
                "select close::int::text from market_data_cache where symbol = 'ACME'"
                    + " order by price_date"))
        .containsExactly("400", "400", "400", "400", "400", "100", "101");
    assertThat(rows.count("market_data_cache where flags <> ''")).isZero();
    assertThat(returnOf("2022-06-29")).isEqualTo("0.0");
  }

  @Test
  void a_history_that_was_stored_on_a_wrong_basis_is_corrected_by_one_that_makes_sense()
      throws IOException {
    String split = actions("ACME,2022-06-29,0,4");
    close("2022-06-28", "400", 1000); // not divided yet, so that it is taken for 1600
    close("2022-06-27", "400", 1000);
    close("2022-06-29", "100", 4000);
    evening("2022-06-29", "--basis", "split-adjusted", "--actions", split).hasExitCode(0);
    assertThat(stored()).contains("2022-06-28 1600.00000000 250");
    assertThat(rows.texts("select price_date from market_data_cache where flags <> ''"))
        .containsExactly("2022-06-29");

    file = PriceFile.ofFactorEtfs("2022-06-21", "2022-06-30");
    close("2022-06-27", "100", 4000);
    close("2022-06-28", "100", 4000);
    close("2022-06-29", "100", 4000);
    close("2022-06-30", "101", 4000);
    evening("2022-06-30", "--basis", "split-adjusted", "--actions", split).hasExitCode(0);
    assertThat(stored()).contains("2022-06-27 400.00000000 1000", "2022-06-28 400.00000000 1000");
    assertThat(returnOf("2022-06-29")).isEqualTo("0.0");
  }

  @Test
  void a_split_that_its_source_withdraws_is_gone_and_so_is_its_return() throws IOException {
    close("2022-06-27", "100", 1000);
    close("2022-06-28", "100", 1000);
    close("2022-06-29", "100", 1000);
    evening("2022-06-29", "--actions", actions("ACME,2022-06-29,0,10")).hasExitCode(0);
    close("2022-06-30", "100", 1000);
    evening("2022-06-30", "--actions", actions("BOLT,2022-06-29,1,0")).hasExitCode(0);
    assertThat(rows.count("corporate_actions where symbol = 'ACME'")).isZero();
    assertThat(List.of(returnOf("2022-06-28"), returnOf("2022-06-29"), returnOf("2022-06-30")))
        .containsOnly("0.0");
    assertThat(rows.texts("select kind || ' ' || value from corporate_actions_history"))
        .containsExactly("SPLIT 10.000000000000");
    assertThat(rows.texts("select first_date from market_data_changes where kind = 'ACTION'"))
        .as("told, and withdrawn: both outdate what used it")
        .containsExactly("2022-06-29", "2022-06-29");
  }

  @Test
  void a_dividend_whose_ex_date_is_moved_is_paid_once() throws IOException {
    close("2022-06-27", "100", 1000);
    close("2022-06-28", "100", 1000);
    close("2022-06-29", "95", 1000);
    evening("2022-06-29", "--actions", actions("ACME,2022-06-28,5,0")).hasExitCode(0);
    close("2022-06-30", "95", 1000);
    evening("2022-06-30", "--actions", actions("ACME,2022-06-29,5,0")).hasExitCode(0);
    assertThat(stored()).filteredOn(row -> row.contains("DIVIDEND")).hasSize(1);
    assertThat(List.of(returnOf("2022-06-28"), returnOf("2022-06-29"), returnOf("2022-06-30")))
        .containsOnly("0.0");
  }

  @Test
  void an_action_older_than_the_provisional_sessions_is_withdrawn_too() throws IOException {
    close("2022-06-21", "100", 1000);
    close("2022-06-22", "100", 1000);
    close("2022-06-30", "100", 1000);
    evening("2022-06-29", "--actions", actions("ACME,2022-06-22,1,0")).hasExitCode(0);
    evening("2022-06-30", "--actions", actions("BOLT,2022-06-22,1,0")).hasExitCode(0);
    assertThat(rows.count("corporate_actions where symbol = 'ACME'")).isZero();
  }

  @Test
  void amounts_that_a_typo_implied_go_with_it() {
    adjusted("2022-06-24", "95", "95");
    adjusted("2022-06-27", "95", "95");
    adjusted("2022-06-28", "9.5", "95");
    adjusted("2022-06-29", "95", "95");
    evening("2022-06-29").hasExitCode(0);
    assertThat(rows.texts("select value::int::text from corporate_actions order by ex_date"))
        .containsExactly("86", "-86");
    file.without("ACME", "2022-06-28");
    adjusted("2022-06-28", "95", "95");
    adjusted("2022-06-30", "95", "95");
    evening("2022-06-30").hasExitCode(0);
    assertThat(rows.count("corporate_actions")).isZero();
    assertThat(List.of(returnOf("2022-06-28"), returnOf("2022-06-29"), returnOf("2022-06-30")))
        .containsOnly("0.0");
  }

  @Test
  void two_payments_of_a_day_add_up() throws IOException {
    close("2022-06-29", "100", 1000);
    close("2022-06-30", "94.5", 1000);
    night("--actions", actions("ACME,2022-06-30,0.5,0", "ACME,2022-06-30,5,0")).hasExitCode(0);
    assertThat(rows.texts("select kind || ' ' || value from corporate_actions"))
        .containsExactly("DIVIDEND 5.500000000000");
    assertThat(returnOfTheNight()).isCloseTo(0, within(1e-12));
  }

  @Test
  void two_splits_of_a_day_that_differ_are_refused() throws IOException {
    close("2022-06-30", "100", 1000);
    CommandRun run =
        night("--actions", actions("ACME,2022-06-30,0,2", "ACME,2022-06-30,0,4")).hasExitCode(2);
    assertThat(run.err()).contains("line 3", "one split of ACME on 2022-06-30", "2 and 4");
  }

  @Test
  void two_files_that_disagree_on_a_day_are_refused() throws IOException {
    close("2022-06-30", "100", 1000);
    String first = actions("ACME,2022-06-30,1,0");
    String second =
        Files.writeString(
                folder.resolve("more.csv"), "symbol,date,dividend,split\nACME,2022-06-30,1.5,0\n")
            .toString();
    assertThat(night("--actions", first, second).hasExitCode(2).err())
        .contains("more.csv", "ACME on 2022-06-30 has the DIVIDEND 1.5, another file has 1");
  }

  @Test
  void an_ex_date_that_is_no_session_counts_on_the_next_one() throws IOException {
    close("2022-06-24", "400", 1000);
    close("2022-06-27", "100", 4000);
    close("2022-06-28", "95", 4000);
    CommandRun run =
        night("--actions", actions("ACME,2022-06-25,0,4", "ACME,2022-06-26,0.5,0")).hasExitCode(0);
    assertThat(run.logged("2022-06-25 is no session, counted on 2022-06-27")).hasSize(1);
    assertThat(stored())
        .contains("2022-06-27 SPLIT 4.000000000000", "2022-06-27 DIVIDEND 0.500000000000");
    // (100 + 0.5) x 4 / 400 - 1
    assertThat(Double.parseDouble(returnOf("2022-06-27"))).isCloseTo(0.005, within(1e-12));
    assertThat(rows.count("market_data_cache where flags <> ''")).isZero();
  }

  @Test
  void a_dividend_on_the_day_of_a_split_is_per_new_share() throws IOException {
    close("2022-06-29", "100", 1000);
    close("2022-06-30", "49.5", 2000);
    night("--actions", actions("ACME,2022-06-30,0.5,2")).hasExitCode(0);
    // (49.5 + 0.5) x 2 / 100 - 1
    assertThat(returnOfTheNight()).isCloseTo(0, within(1e-12));
  }

  @Test
  void adjusted_closes_that_tell_nonsense_imply_nothing_and_stop_nothing() {
    adjusted("2022-06-28", "999999999", "0.00000001");
    adjusted("2022-06-29", "1", "999999999");
    adjusted("2022-06-30", "1", "1e999999999");
    night().hasExitCode(0);
    assertThat(rows.count("corporate_actions")).isZero();
    assertThat(rows.count("market_data_cache where symbol = 'ACME'")).isEqualTo(3);
  }

  private void adjusted(String date, String close, String adjustedClose) {
    file.line("ACME,%s,,,,%s,%s,1000".formatted(date, close, adjustedClose));
  }

  private void close(String date, String close, long volume) {
    file.line("ACME,%s,,,,%s,,%d".formatted(date, close, volume));
  }

  private String actions(String... lines) throws IOException {
    return Files.writeString(
            folder.resolve("actions.csv"),
            "symbol,date,dividend,split\n" + String.join("\n", lines) + "\n")
        .toString();
  }

  private CommandRun evening(String date, String... more) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("run", "--date", date, "--provider", "csv", "--prices"));
    words.add(file.in(folder, "prices.csv"));
    words.addAll(List.of(more));
    return operator().types(words.toArray(String[]::new));
  }

  private CommandRun again(String... more) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("rerun", "--date", "2022-06-30", "--force", "--reason", "a test"));
    words.addAll(List.of("--provider", "csv", "--prices", file.in(folder, "prices.csv")));
    words.addAll(List.of(more));
    return operator().types(words.toArray(String[]::new));
  }

  private String explained() {
    return operator()
        .types("explain", "ACME", "MARKET_BETA", "--date", "2022-06-30", "-o", "csv")
        .hasExitCode(0)
        .out();
  }

  private String returnOf(String date) {
    String row = "session,MARKET_BETA,ACME," + date + ",";
    return explained()
        .lines()
        .filter(line -> line.startsWith(row))
        .map(line -> line.substring(row.length()).split(",", -1)[0])
        .findFirst()
        .orElseThrow();
  }

  private double returnOfTheNight() {
    return rows.number("select return_1d from symbol_daily_metrics where symbol = 'ACME'");
  }

  private List<String> metrics() {
    return rows.texts("select return_1d || ' ' || return_mtd || reasons from symbol_daily_metrics");
  }

  private List<String> stored() {
    List<String> all =
        new ArrayList<>(
            rows.texts(
                "select price_date || ' ' || close || ' ' || volume from market_data_cache"
                    + " where symbol = 'ACME' order by price_date"));
    all.addAll(
        rows.texts(
            "select ex_date || ' ' || kind || ' ' || value from corporate_actions"
                + " where symbol = 'ACME' order by ex_date, kind"));
    return all;
  }

  private CommandRun night(String... more) {
    return evening("2022-06-30", more);
  }

  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));
  }
}
