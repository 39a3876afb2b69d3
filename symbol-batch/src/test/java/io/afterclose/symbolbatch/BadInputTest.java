package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a command is told in one message, and nothing is written. */
final class BadInputTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final SettableClock CLOCK = SettableClock.at("2022-07-01T12:00:00Z");
  private static final String CREDENTIAL = "s3cretWord";

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private SortedMap<String, String> before = rows.versions();

  @BeforeEach
  void a_member_is_there() {
    types("universe", "add", "ALFA").hasExitCode(0);
    before = rows.versions();
  }

  @Test
  void a_file_that_is_not_there() {
    String missing = folder.resolve("none.csv").toString();
    refused(night("--prices", missing), missing, "no such file");
  }

  @Test
  void a_folder_in_the_place_of_a_file() {
    refused(night("--prices", folder.toString()), folder.toString(), "cannot be read");
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 900, 2500})
  void a_gzip_file_that_was_cut_short(int bytes) {
    String cut =
        PriceFile.ofFactorEtfs("2022-05-02", "2022-06-30").cutShort(folder, "cut.csv.gz", bytes);
    refused(night("--prices", cut), cut, "nothing of it was used");
  }

  @Test
  void a_second_file_that_is_damaged_keeps_the_first_one_out_too() {
    String good = etfs();
    String cut = PriceFile.ofFactorEtfs("2022-06-01", "2022-06-30").cutShort(folder, "cut.gz", 500);
    refused(night("--prices", good, cut), cut, "nothing of it was used");
  }

  @Test
  void a_provider_order_without_any_credential() {
    Map<String, String> environment = new TreeMap<>(POSTGRES.environment());
    environment.put("AFTERCLOSE_PROVIDERS_LISTED", "polygon");
    environment.put("AFTERCLOSE_PROVIDERS_OPTION", "polygon");
    CommandRun run = Operator.in(environment, CLOCK).types("run", "--date", "2022-06-30");
    refused(run, "provider");
    assertThat(run.log()).doesNotContain("\tat ");
  }

  @Test
  void a_missing_column() throws IOException {
    Path file = Files.writeString(folder.resolve("p.csv"), "symbol,date,open\nALFA,2022-06-30,1\n");
    refused(night("--prices", file.toString()), file.toString(), "close", "adj_close", "volume");
  }

  @Test
  void a_dividend_that_is_no_number() throws IOException {
    Path actions =
        Files.writeString(
            folder.resolve("a.csv"), "symbol,date,dividend,split\nALFA,2022-06-30,much,\n");
    refused(
        night("--prices", etfs(), "--actions", actions.toString()), actions.toString(), "line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-2", "1e-12", "1e9", "1e308", "1e999999999"})
  void a_split_that_cannot_be(String split) throws IOException {
    Path actions =
        Files.writeString(
            folder.resolve("a.csv"),
            "symbol,date,dividend,split\nALFA,2022-06-30,0," + split + "\n");
    refused(night("--prices", etfs(), "--actions", actions.toString()), "line 2", "SPLIT");
  }

  @Test
  void an_unknown_option() {
    refused(night("--prices", etfs(), "--colour", "red"), "--colour");
  }

  @Test
  void an_unknown_command() {
    refused(types("walk"), "walk");
  }

  @Test
  void the_csv_provider_without_files() {
    refused(night(), "--prices");
  }

  @Test
  void the_sample_provider_with_files() {
    refused(
        types("run", "--date", "2022-06-30", "--provider", "sample", "--prices", etfs()),
        "--provider sample takes no --prices");
  }

  @Test
  void split_adjusted_prices_without_the_splits() {
    refused(night("--prices", etfs(), "--basis", "split-adjusted"), "--actions");
  }

  @Test
  void an_unknown_basis_or_provider() {
    refused(night("--prices", etfs(), "--basis", "yesterday"), "yesterday", "as-traded");
    refused(types("run", "--provider", "crystal-ball"), "crystal-ball", "csv");
  }

  @Test
  void a_day_that_the_year_does_not_have() {
    refused(types("run", "--date", "2022-02-30", "--provider", "sample"), "2022-02-30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100001", "many"})
  void a_chunk_size_out_of_range(String size) {
    refused(night("--prices", etfs(), "--chunk-size", size), size);
  }

  @Test
  void a_symbol_that_no_exposure_is_of() {
    refused(types("exposures", "--date", "2022-06-30", "--symbol", "NOSUCH"), "NOSUCH", "unknown");
    refused(types("metrics", "--date", "2022-06-30", "--symbol", "NOSUCH"), "NOSUCH", "unknown");
  }

  @Test
  void hostile_symbols_are_all_named_and_none_is_added() {
    CommandRun answer =
        types("universe", "add", "GOOD", "a;drop table x", "'--", "=1+1", "\u001b[31mRED", "Ａ");
    refused(
        answer, "nothing was added", "'a;drop table x'", "''--'", "'=1+1'", "'?[31mRED'", "'?'");
    assertThat(answer.err()).doesNotContain("\u001b").doesNotContain("GOOD");
  }

  @Test
  void a_wrong_symbol_in_a_file_is_named_with_its_line() throws IOException {
    Path file = Files.writeString(folder.resolve("u.csv"), "symbol,name\nAAA,A\nB B,B\n../x,C\n");
    refused(types("universe", "add", "--file", file.toString()), "line 3", "B B", "line 4", "../x");
  }

  @Test
  void a_wrong_calendar_override_is_named() {
    CommandRun answer =
        Operator.in(with("AFTERCLOSE_CALENDAR_CLOSURES", "2022-06-32"), CLOCK)
            .types("run", "--provider", "sample");
    refused(answer, "2022-06-32");
  }

  @Test
  void a_database_that_does_not_answer_is_a_passing_failure() {
    CommandRun answer = at("postgresql://u:" + CREDENTIAL + "@127.0.0.1:1/none").hasExitCode(75);
    assertThat(answer.err()).contains("127.0.0.1:1").hasLineCount(1);
    assertThat(answer.everything()).doesNotContain(CREDENTIAL);
  }

  @Test
  void a_wrong_password_is_refused_without_showing_it() {
    String url = Objects.requireNonNull(POSTGRES.environment().get("DATABASE_URL"));
    String right = url.replaceAll("postgresql://[^:]*:([^@]*)@.*", "$1");
    CommandRun answer = at(url.replace(":" + right + "@", ":" + CREDENTIAL + "@"));
    refused(answer, "password");
    assertThat(answer.everything()).doesNotContain(CREDENTIAL).doesNotContain(right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:" + CREDENTIAL + "@host/db",
        "postgresql://u:" + CREDENTIAL + "@host:port/db",
        CREDENTIAL
      })
  void a_malformed_address_is_refused_without_showing_it(String address) {
    CommandRun answer = at(address);
    refused(answer, "DATABASE_URL");
    assertThat(answer.everything()).doesNotContain(CREDENTIAL);
  }

  @Test
  void a_home_that_cannot_be_written() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    CommandRun answer =
        Operator.in(Map.of(), CLOCK)
            .types("run", "--provider", "sample", "--home", file.resolve("home").toString());
    refused(answer, file.toString());
  }

  /** Exit 2, a message that says so, no exception's trace anywhere, and the tables untouched. */
  private void refused(CommandRun answer, String... message) {
    answer.hasExitCode(2);
    assertThat(answer.err()).contains(message);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.log()).doesNotContain("\tat ");
    assertThat(rows.versions()).isEqualTo(before);
  }

  private String etfs() {
    return PriceFile.ofFactorEtfs("2022-06-01", "2022-06-30").in(folder, "etfs.csv");
  }

  private static CommandRun night(String... more) {
    String[] words = new String[5 + more.length];
    System.arraycopy(
        new String[] {"run", "--date", "2022-06-30", "--provider", "csv"}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return types(words);
  }

  private static CommandRun types(String... words) {
    return Operator.in(POSTGRES.environment(), CLOCK).types(words);
  }

  private static CommandRun at(String databaseUrl) {
    return Operator.in(Map.of("DATABASE_URL", databaseUrl), CLOCK)
        .types("run", "--date", "2022-06-30", "--provider", "sample");
  }

  private static Map<String, String> with(String variable, String value) {
    Map<String, String> environment = new java.util.HashMap<>(POSTGRES.environment());
    environment.put(variable, value);
    return environment;
  }
}
