package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What commands say to a person when a night failed, is missing, or a name is mistyped. */
final class OperatorQuestionsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir private Path folder;

  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private final PriceFile file = PriceFile.ofFactorEtfs("2022-05-02", "2022-06-30");
  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());

  @BeforeEach
  void one_symbol_is_followed() {
    POSTGRES.reset();
    types("universe", "add", "KILO").hasExitCode(0);
    file.sample("KILO", "2022-05-02", "2022-06-30");
  }

  @Test
  void missing_names_a_run_that_failed_with_its_phase_and_reason() {
    file.without("VUG", "2022-06-30");
    night("2022-06-30").hasExitCode(1);
    assertThat(types("missing", "--date", "2022-06-30", "-o", "csv").hasExitCode(0).lines().get(1))
        .startsWith("1,all,prices,(the run),FAILED,")
        .contains("no price of 2022-06-30 for the factor ETFs [VUG]");
  }

  @Test
  void missing_says_that_a_date_has_no_run() {
    assertThat(types("missing", "--date", "2022-06-30", "-o", "csv").hasExitCode(0).lines())
        .containsExactly(
            "execution,scope,phase,item,reason,detail",
            ",all,,(the run),NO_RUN,'symbol-batch run --date 2022-06-30' makes it");
  }

  @Test
  void missing_is_empty_once_the_night_is_complete() {
    file.without("VUG", "2022-06-30");
    night("2022-06-30").hasExitCode(1);
    file.sample("VUG", "2022-06-30", "2022-06-30");
    night("2022-06-30").hasExitCode(0);
    assertThat(types("missing", "--date", "2022-06-30", "-o", "csv").lines()).hasSize(1);
  }

  @Test
  void a_phase_that_failed_counts_nothing_as_done() {
    file.without("VUG", "2022-06-30");
    night("2022-06-30").hasExitCode(1);
    assertThat(types("history", "-o", "csv").lines().get(1)).contains(",FAILED,");
    assertThat(rows.texts("select write_count from batch_step_execution")).containsExactly("0");
  }

  @Test
  void a_failure_that_is_no_defect_is_told_once_without_a_trace_or_the_name_of_a_class() {
    file.without("VUG", "2022-06-30");
    CommandRun failed = night("2022-06-30").hasExitCode(1);
    assertThat(failed.logged("no price of 2022-06-30 for the factor ETFs")).hasSize(1);
    assertThat(failed.logged("\tat ")).isEmpty();
    assertThat(types("status", "-o", "csv").out()).contains("VUG").doesNotContain("Exception");
    assertThat(types("show", "--date", "2022-06-30", "-o", "csv").out())
        .doesNotContain("Exception", "io.afterclose");
  }

  @Test
  void files_without_the_factor_etfs_are_refused_before_anything_starts() {
    String shares =
        PriceFile.empty().sample("KILO", "2022-05-02", "2022-06-30").in(folder, "shares.csv");
    assertThat(
            types("run", "--date", "2022-06-30", "--provider", "csv", "--prices", shares)
                .hasExitCode(2)
                .refusal())
        .contains("[SPY, TLT, VTV, VUG, MTUM, QUAL, IWM, USMV]", "--prices A --prices B");
    assertThat(rows.count("batch_job_instance")).isZero();
    String etfs = PriceFile.ofFactorEtfs("2022-05-02", "2022-06-30").in(folder, "etfs.csv");
    types("run", "--date", "2022-06-30", "--provider", "csv", "--prices", shares, "--prices", etfs)
        .hasExitCode(0);
    assertThat(types("missing", "--date", "2022-06-30", "-o", "csv").lines()).hasSize(1);
  }

  @Test
  void after_a_long_gap_a_run_says_how_many_sessions_are_left_and_which_command_makes_them() {
    night("2022-05-10").hasExitCode(0);
    String prices = file.in(folder, "prices.csv");
    CommandRun caughtUp = types("run", "--provider", "csv", "--prices", prices).hasExitCode(0);
    // 36 sessions from 2022-05-10 to 2022-06-30: one was complete, the latest and ten more are now
    assertThat(caughtUp.logged("no complete run yet"))
        .singleElement()
        .asString()
        .contains(
            "24 sessions of 2022-05-11 to ", "'symbol-batch backfill --from 2022-05-11 --to ");
    String last =
        rows.text(
            "select max(d)::date from generate_series(date '2022-05-11', date '2022-06-30', '1 day') d"
                + " where extract(isodow from d) < 6 and d not in (date '2022-05-30', date '2022-06-20')"
                + " and d::date::text not in (select parameter_value from batch_job_execution_params)");
    assertThat(caughtUp.logged("--to " + last + "' makes them")).hasSize(1);
    types("backfill", "--from", "2022-05-11", "--to", last, "--provider", "csv", "--prices", prices)
        .hasExitCode(0);
    assertThat(
            types("run", "--provider", "csv", "--prices", prices)
                .hasExitCode(0)
                .logged("no complete run yet"))
        .isEmpty();
  }

  @Test
  void a_date_without_a_night_is_another_answer_than_no_rows() {
    for (String command : new String[] {"exposures", "metrics"}) {
      assertThat(types(command, "--date", "2022-06-30").hasExitCode(2).refusal())
          .contains("there was no run of symbol-batch 2022-06-30");
    }
  }

  @Test
  void a_mistyped_name_is_answered_with_the_one_that_may_be_meant() {
    night("2022-06-30").hasExitCode(0);
    assertThat(types("exposures", "--date", "2022-06-30", "--symbol", "KILOO").refusal())
        .contains("did you mean 'KILO'?");
    assertThat(types("metrics", "--date", "2022-06-30", "--symbol", "KLIO").refusal())
        .contains("did you mean 'KILO'?");
    assertThat(types("universe", "show", "KIL").refusal()).contains("did you mean 'KILO'?");
    assertThat(types("explain", "KILO", "MARKT_BETA", "--date", "2022-06-30").refusal())
        .contains("did you mean 'MARKET_BETA'");
    assertThat(types("run", "--date", "2022-06-30", "--symbols", "KILOX").refusal())
        .contains("did you mean 'KILO'?");
    rows.execute("insert into portfolios (name, created_at) values ('Growth', now())");
    assertThat(types("run", "--date", "2022-06-30", "--portfolio", "Growht").refusal())
        .contains("there is no portfolio 'Growht'; did you mean 'Growth'?");
  }

  @Test
  void a_range_that_ends_on_a_day_without_a_session_ends_with_the_session_before() {
    types(
            "backfill",
            "--from",
            "2022-06-16",
            "--to",
            "2022-06-20",
            "--provider",
            "csv",
            "--prices",
            file.in(folder, "prices.csv"))
        .hasExitCode(0);
    assertThat(types("history", "-o", "csv", "--columns", "date").lines())
        .containsExactly("date", "2022-06-17", "2022-06-16");
  }

  @Test
  void doctor_says_of_late_prices_what_the_alert_says() {
    clock.set(Instant.parse("2022-07-18T12:00:00Z"));
    night("2022-06-30").hasExitCode(0);
    assertThat(types("doctor", "-o", "csv").hasExitCode(1).out())
        .contains(
            "newest price,FAIL,\"prices are 10 sessions late: the newest one of SPY is of 2022-06-30,"
                + " the latest completed session is 2022-07-15\",'symbol-batch backfill --from"
                + " 2022-07-01 --to 2022-07-15' brings them");
    clock.set(Instant.parse("2022-07-01T12:00:00Z"));
    assertThat(types("doctor", "-o", "csv").out())
        .contains("newest price,OK,\"2022-06-30, due 2022-06-30\"");
  }

  private CommandRun night(String date) {
    return types(
        "run", "--date", date, "--provider", "csv", "--prices", file.in(folder, "prices.csv"));
  }

  private CommandRun types(String... words) {
    return Operator.in(POSTGRES.environment(), clock).types(words);
  }
}
