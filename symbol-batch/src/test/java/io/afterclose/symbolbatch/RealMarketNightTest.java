package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import io.afterclose.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 673 real symbols on 2022-06-30 against the answer key of statsmodels and scikit-learn. */
final class RealMarketNightTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String HEADER =
      "symbol,factor,beta,raw_beta,alpha,r_squared,std_error,p_value,observations,window,quality";

  private static String etfs = "";
  private static String stocks = "";
  private static Map<String, List<String>> answers = Map.of();
  private static String printed = "";

  @BeforeAll
  static void the_night_has_run() throws IOException {
    Path answerKey = SharedData.required("answers/exposures_2022-06-30.csv");
    etfs = SharedData.required("market/etf_prices_2013-07-18_2022-12-30.csv.gz").toString();
    stocks = SharedData.required("market/stock_prices_2020-01-02_2022-12-30.csv.gz").toString();
    answers = byKey(Files.readString(answerKey));
    operator().types("universe", "add", "--from-prices", etfs, stocks).hasExitCode(0);
    night("250", etfs, stocks).hasExitCode(0);
    printed = exposures();
  }

  @Test
  void each_value_of_the_answer_key_is_there_and_not_one_more() {
    assertThat(answers).hasSize(8068);
    assertThat(byKey(printed)).containsOnlyKeys(answers.keySet());
  }

  @Test
  void the_csv_has_exactly_its_header_and_one_line_per_value() {
    assertThat(printed.lines().findFirst()).contains(HEADER);
    assertThat(printed.lines()).hasSize(1 + 8068);
  }

  @Test
  void statistics_agree_with_the_answer_key() {
    // key: beta alpha r_squared std_error p_value n; printed: beta raw alpha r_squared error p n
    assertThat(largestDifference(1, 0)).as("raw beta").isLessThan(1e-8);
    assertThat(largestDifference(2, 1)).as("alpha").isLessThan(1e-8);
    assertThat(largestDifference(3, 2)).as("R squared").isLessThan(1e-8);
    assertThat(largestDifference(4, 3)).as("standard error").isLessThan(1e-8);
    assertThat(largestDifference(5, 4)).as("p value").isLessThan(1e-8);
    assertThat(largestDifference(6, 5)).as("observations").isZero();
  }

  @Test
  void a_stored_beta_is_the_raw_one_within_five() {
    byKey(printed)
        .forEach(
            (key, found) -> {
              double raw = Double.parseDouble(found.get(1));
              assertThat(Double.parseDouble(found.get(0)))
                  .as(key)
                  .isCloseTo(Math.max(-5, Math.min(5, raw)), within(0.0));
            });
  }

  @Test
  void neither_the_order_of_the_files_nor_the_chunk_size_changes_a_bit() {
    POSTGRES.reset();
    operator().types("universe", "add", "--from-prices", stocks, etfs).hasExitCode(0);
    night("37", stocks, etfs).hasExitCode(0);
    assertThat(exposures()).isEqualTo(printed);
  }

  @Test
  void a_second_run_of_the_date_has_nothing_to_do_and_writes_nothing() {
    StoredRows rows = StoredRows.in(POSTGRES.dataSource());
    Map<String, String> before = rows.versions();
    CommandRun again = night("250", etfs, stocks).hasExitCode(0);
    assertThat(again.logged("nothing to do")).hasSize(1);
    assertThat(rows.versions()).isEqualTo(before);
    assertThat(rows.count("batch_job_execution")).isEqualTo(1);
  }

  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2023-01-03T12:00:00Z"));
  }

  private static CommandRun night(String chunkSize, String... files) {
    return operator()
        .types(
            "run",
            "--date",
            "2022-06-30",
            "--provider",
            "csv",
            "--chunk-size",
            chunkSize,
            "--prices",
            files[0],
            files[1]);
  }

  private static String exposures() {
    return operator().types("exposures", "--date", "2022-06-30", "-o", "csv").hasExitCode(0).out();
  }

  /** Cells after symbol and factor, by these two. */
  private static Map<String, List<String>> byKey(String csv) {
    Map<String, List<String>> rows = new TreeMap<>();
    csv.lines()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .forEach(
            cells ->
                assertThat(
                        rows.put(cells.get(0) + " " + cells.get(1), cells.subList(2, cells.size())))
                    .as("two rows of %s", cells)
                    .isNull());
    return rows;
  }

  /** Also checks that a cell is empty where the key's is. */
  private static double largestDifference(int column, int keyColumn) {
    Map<String, List<String>> found = byKey(printed);
    double largest = 0;
    for (Map.Entry<String, List<String>> answer : answers.entrySet()) {
      String expected = answer.getValue().get(keyColumn);
      String value = found.getOrDefault(answer.getKey(), List.of()).get(column);
      assertThat(value.isEmpty()).as("%s: %s", answer, value).isEqualTo(expected.isEmpty());
      if (!expected.isEmpty()) {
        largest =
            Math.max(largest, Math.abs(Double.parseDouble(value) - Double.parseDouble(expected)));
      }
    }
    System.out.printf("column %d: largest difference %.3e%n", column, largest);
    return largest;
  }
}
