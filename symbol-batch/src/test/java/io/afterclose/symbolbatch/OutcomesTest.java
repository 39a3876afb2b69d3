package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How a night ends when some symbols, many or the wrong ones have no price. */
final class OutcomesTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private final PriceFile file = PriceFile.ofFactorEtfs("2022-06-27", "2022-06-30");

  @BeforeEach
  void nothing_has_run() {
    POSTGRES.reset();
  }

  @Test
  void one_symbol_without_a_price_is_a_listed_failure_of_a_complete_night() {
    members(12, 1);
    CommandRun answer = night().hasExitCode(0);
    assertThat(failures()).containsExactly("prices M01 NO_PRICE");
    assertThat(job()).startsWith("COMPLETED ").doesNotContain("WARNINGS");
    assertThat(answer.logged("ALERT symbol-batch 2022-06-30")).isEmpty();
    assertThat(rows.text("select close || reasons from symbol_daily_metrics where symbol = 'M02'"))
        .startsWith("10.");
    assertThat(rows.text("select reasons from symbol_daily_metrics where symbol = 'M01'"))
        .contains("close=NO_PRICE", "market_beta=INSUFFICIENT_DATA");
  }

  @Test
  void ten_percent_is_not_yet_an_alert() {
    members(12, 2);
    CommandRun answer = night().hasExitCode(0);
    assertThat(failures()).hasSize(2);
    assertThat(answer.logged("ALERT symbol-batch 2022-06-30")).isEmpty();
    assertThat(job()).doesNotContain("WARNINGS");
  }

  @Test
  void more_than_ten_percent_is_an_alert_and_the_night_goes_on() {
    members(12, 3);
    CommandRun answer = night().hasExitCode(0);
    assertThat(answer.logged("ALERT symbol-batch 2022-06-30"))
        .singleElement()
        .asString()
        .contains("phase prices", "3 of 20", "15.0 %", "M01");
    assertThat(
            rows.text("select exit_message from batch_step_execution where step_name = 'prices'"))
        .contains("COMPLETED_WITH_WARNINGS");
    assertThat(job()).startsWith("COMPLETED ").contains("COMPLETED_WITH_WARNINGS", "3 of 20");
    assertThat(rows.count("symbol_daily_metrics")).isEqualTo(20);
  }

  @Test
  void fifty_percent_still_goes_on() {
    members(8, 8); // and eight funds with one
    assertThat(night().hasExitCode(0).logged("ALERT symbol-batch 2022-06-30")).hasSize(1);
    assertThat(job()).startsWith("COMPLETED ");
  }

  @Test
  void more_than_fifty_percent_fails_the_night() {
    members(10, 10);
    night().hasExitCode(1);
    assertThat(job()).startsWith("FAILED ").contains("10 of 18 symbols failed");
    assertThat(failures()).hasSize(10);
    assertThat(rows.count("symbol_factor_exposures")).isZero();
    assertThat(rows.texts("select step_name || ' ' || status from batch_step_execution"))
        .containsExactly("prices FAILED");
  }

  @Test
  void a_factor_fund_without_a_price_fails_the_prices_and_a_restart_fetches_only_what_is_missing() {
    members(4, 0);
    file.without("VUG", "2022-06-30");
    assertThat(night().hasExitCode(1).logged("VUG")).isNotEmpty();
    assertThat(job()).startsWith("FAILED ").contains("VUG");

    file.sample("VUG", "2022-06-30", "2022-06-30");
    night().hasExitCode(0);
    assertThat(rows.count("batch_job_instance")).isEqualTo(1);
    assertThat(
            rows.texts(
                "select read_count from batch_step_execution where step_name = 'prices'"
                    + " order by step_execution_id"))
        .containsExactly("12", "1");
    assertThat(rows.texts("select status from batch_job_execution order by job_execution_id"))
        .containsExactly("FAILED", "COMPLETED");
  }

  @Test
  void symbols_listed_after_the_night_do_not_count() {
    members(4, 0);
    String[] symbols = numbered("NEW%d", 15);
    add(symbols);
    for (String symbol : symbols) {
      file.close(symbol, "2022-07-05", "10");
    }
    CommandRun answer = night().hasExitCode(0);
    assertThat(failures()).isEmpty();
    assertThat(answer.logged("ALERT symbol-batch 2022-06-30")).isEmpty();
    assertThat(rows.count("symbol_batch_universe where reason = 'NOT_YET_LISTED'")).isEqualTo(15);
    assertThat(rows.count("symbol_daily_metrics")).isEqualTo(12);
  }

  @Test
  void a_file_that_starts_later_does_not_unlist_a_symbol_that_has_prices() {
    members(4, 0);
    add("OLDCO");
    file.close("OLDCO", "2022-06-29", "10");
    night("2022-06-29").hasExitCode(0);
    file.without("OLDCO", "2022-06-29").close("OLDCO", "2022-07-05", "10");
    night().hasExitCode(0);
    assertThat(rows.count("symbol_batch_universe where reason = 'NOT_YET_LISTED'")).isZero();
    assertThat(failures()).anyMatch(failed -> failed.startsWith("prices OLDCO"));
  }

  @Test
  void options_without_a_price_are_listed_and_do_not_count() {
    members(4, 0);
    add(numbered("ACME220715C%08d", 15));
    night().hasExitCode(0);
    assertThat(failures()).hasSize(15).allMatch(row -> row.endsWith(" NO_PRICE"));
    assertThat(rows.count("symbol_daily_metrics")).isEqualTo(12 + 15);
  }

  /** Members M01, M02 … with prices, but the first ones without that of the night. */
  private void members(int count, int withoutPrice) {
    String[] symbols = numbered("M%02d", count);
    add(symbols);
    for (int index = 0; index < count; index++) {
      file.close(symbols[index], "2022-06-28", "10").close(symbols[index], "2022-06-29", "10.1");
      if (index >= withoutPrice) {
        file.close(symbols[index], "2022-06-30", "10.2");
      }
    }
  }

  private static String[] numbered(String format, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(format::formatted).toArray(String[]::new);
  }

  private static void add(String... symbols) {
    operator()
        .types(
            Stream.concat(Stream.of("universe", "add"), Stream.of(symbols)).toArray(String[]::new))
        .hasExitCode(0);
  }

  private List<String> failures() {
    return rows.texts(
        "select phase || ' ' || item || ' ' || reason from run_item_failures order by 1");
  }

  /** The newest execution's status and exit message. */
  private String job() {
    return rows.text(
        "select status || ' ' || exit_message from batch_job_execution"
            + " order by job_execution_id desc limit 1");
  }

  private CommandRun night() {
    return night("2022-06-30");
  }

  private CommandRun night(String date) {
    return operator()
        .types(
            "run", "--date", date, "--provider", "csv", "--prices", file.in(folder, "prices.csv"));
  }

  /** By the real clock, as the job repository's times are. */
  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), Clock.systemUTC());
  }
}
