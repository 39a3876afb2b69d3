package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static io.afterclose.portfoliorefresh.RefreshWorld.sessions;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data decide what a run does, never what an earlier run says of itself. */
final class RunRecordTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_week_is_priced() {
    List<LocalDate> week = sessions("2022-06-13", "2022-06-30");
    world.prices().closes("SPY", week, "377.25");
    world.prices().closes("AAPL", week, "136.72");
    world.portfolios().holding("Growth", "AAPL", "10", day("2022-06-13"));
    sessions("2022-06-13", "2022-06-30").forEach(world.symbolNights()::completed);
  }

  @Test
  void a_snapshot_that_is_gone_is_made_again_by_the_next_revision_of_a_complete_run() {
    assertThat(world.runFor(D).exitCode()).isZero();
    world.sql().sql("delete from portfolio_snapshots").update();
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
    assertThat(history())
        .containsExactly("2022-06-30,all,2,COMPLETED", "2022-06-30,all,1,COMPLETED");
  }

  @Test
  void nothing_missing_is_nothing_to_do_and_no_execution() {
    assertThat(world.runFor(D).exitCode()).isZero();
    Map<String, List<String>> before = world.tables().rows();
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isZero();
      assertThat(log.containing("2022-06-30: nothing to do")).hasSize(1);
    }
    assertThat(world.tables().rows()).isEqualTo(before);
    assertThat(history()).hasSize(1);
  }

  @Test
  void nothing_to_do_does_not_ask_the_gate() {
    assertThat(world.runFor(D).exitCode()).isZero();
    world
        .sql()
        .sql(
            """
            update batch_job_execution set status = 'FAILED' where job_instance_id in (
              select job_instance_id from batch_job_instance where job_name = 'symbol-batch')
            """)
        .update();
    assertThat(world.runFor(D).exitCode()).isZero();
  }

  @Test
  void an_explicit_older_date_is_made_though_later_ones_exist() {
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.runFor(day("2022-06-24")).exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth")).isEqualTo(days("2022-06-24", "2022-06-30"));
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth"))
        .isEqualTo(sessions("2022-06-24", "2022-06-30"));
  }

  @Test
  void without_a_date_it_is_the_latest_completed_session() {
    assertThat(world.command("run", "--wait", "0s").exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
  }

  @Test
  void a_date_with_too_few_prices_is_skipped_with_a_warning_and_made_when_they_arrive() {
    assertThat(world.runFor(day("2022-06-27")).exitCode()).isZero();
    world.sql().sql("delete from market_data_cache where price_date = '2022-06-28'").update();
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isZero();
      assertThat(log.containing("WARN"))
          .singleElement()
          .asString()
          .contains(
              "1 dates are skipped and stay gaps: 2022-06-28: SPY has no price; 0 of 1 expected"
                  + " symbols have a price, not AAPL");
    }
    assertThat(world.tables().snapshotDates("Growth"))
        .isEqualTo(days("2022-06-27", "2022-06-29", "2022-06-30"));
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isZero();
      assertThat(log.containing("nothing to do; 1 dates stay gaps for lack of prices [2022-06-28]"))
          .hasSize(1);
    }
    world.prices().close("SPY", day("2022-06-28"), "380");
    world.prices().close("AAPL", day("2022-06-28"), "137.44");
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().snapshotDates("Growth"))
        .isEqualTo(sessions("2022-06-27", "2022-06-30"));
  }

  @Test
  void a_target_that_is_skipped_raises_an_alert_that_names_what_is_missing() {
    world.portfolios().holding("Drinks", "KO", "10", day("2022-06-13"));
    world.prices().closes("KO", sessions("2022-06-13", "2022-06-29"), "62");
    world
        .sql()
        .sql("delete from market_data_cache where price_date = :d and symbol = 'AAPL'")
        .param("d", D)
        .update();
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isZero();
      assertThat(log.containing("DATE_SKIPPED"))
          .singleElement()
          .asString()
          .contains(
              "no snapshots of 2022-06-30: 0 of 2 expected symbols have a price, not AAPL KO;",
              "CRITICAL");
    }
    assertThat(world.tables().count("portfolio_snapshots")).isZero();
    CommandRun doctor = world.command("doctor", "-o", "csv");
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out())
        .contains(
            "snapshots,FAIL,\"0 of 2 portfolios have one of 2022-06-30; 2022-06-30: 0 of 2 expected"
                + " symbols have a price, not AAPL KO");
  }

  @Test
  void a_night_that_made_its_snapshots_is_well_for_doctor() {
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.command("doctor", "-o", "csv").out())
        .contains("snapshots,OK,1 of 1 portfolios have one of 2022-06-30");
    world.portfolios().holding("Later", "KO", "10", day("2022-06-13"));
    assertThat(world.command("doctor", "-o", "csv").out())
        .contains("snapshots,WARN,1 of 2 portfolios have one of 2022-06-30");
  }

  @Test
  void a_symbol_without_a_price_is_told_by_the_report_the_log_and_missing() {
    world.portfolios().holding("G4", "MFST", "10", day("2022-06-13"));
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D).exitCode()).isZero();
      assertThat(log.containing("no price for MFST: NO_PRICE, unpriced on 2022-06-30, held by G4"))
          .hasSize(1);
      assertThat(log.containing("2 snapshots, 0 of them backfilled, 1 of them partial"))
          .singleElement()
          .asString()
          .contains(
              "portfolios: 2 processed, 2 succeeded, 0 failed",
              "of 2 planned 2 succeeded, 0 failed, 0 are left",
              "symbols without price: MFST");
    }
    assertThat(world.command("missing", "--date", D.toString(), "-o", "csv").out())
        .contains(",all,refreshPortfolios,MFST in G4,NO_PRICE,unpriced on 2022-06-30");
    assertThat(world.command("show", "--date", D.toString()).out())
        .contains("1 of 2 snapshots partial, symbols without price: MFST");
  }

  @Test
  void held_symbols_get_exposures_before_the_snapshots_and_those_without_are_told() {
    assertThat(world.runFor(D).exitCode()).isZero();
    assertThat(world.tables().count("symbol_factor_exposures")).isEqualTo(12);
    assertThat(world.command("missing", "--date", D.toString(), "-o", "csv").out())
        .contains(",all,fitMissingExposures,AAPL,INSUFFICIENT_DATA,")
        .contains("2022-06-30 MARKET_BETA: 12 of the 90 sessions");
    assertThat(world.tables().snapshotDates("Growth")).containsExactly(D);
  }

  @ParameterizedTest
  @CsvSource({
    "2022-07-01, is not complete yet",
    "2031-01-02, 2031",
    "2022-06-26, is no NYSE session",
    "2022-06-20, is no NYSE session",
    "2012-10-29, is no NYSE session",
    "1900-01-02, 1900",
  })
  void a_date_that_is_no_completed_session_is_refused(String date, String told) {
    Map<String, List<String>> before = world.tables().rows();
    long executions = world.tables().count("batch_job_execution");
    CommandRun run = world.command("run", "--date", date, "--wait", "0s");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err().lines()).singleElement().asString().contains(told);
    assertThat(world.tables().rows()).isEqualTo(before);
    assertThat(world.tables().count("batch_job_execution")).isEqualTo(executions);
  }

  /** Date, scope, revision and status of each run, newest first, as the command tells them. */
  private List<String> history() {
    return world
        .command("history", "-o", "csv")
        .out()
        .lines()
        .skip(1)
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 4)))
        .toList();
  }
}
