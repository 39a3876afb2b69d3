package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The nights of a range, made up for later. */
final class BackfillTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @TempDir private Path folder;

  private Operator operator;
  private StoredRows stored;
  private String prices;

  @BeforeEach
  void a_file_that_knows_more_than_any_of_the_nights() {
    POSTGRES.reset();
    operator = at("2026-02-01T12:00:00Z");
    stored = StoredRows.in(POSTGRES.dataSource());
    prices =
        PriceFile.ofFactorEtfs("2025-01-02", "2026-01-30")
            .sample("KILO", "2025-01-02", "2026-01-30")
            .sample("ALFA", "2025-01-02", "2026-01-30")
            .in(folder, "prices.csv");
    operator.types("universe", "add", "KILO", "ALFA").hasExitCode(0);
  }

  private static Operator at(String instant) {
    return Operator.in(POSTGRES.environment(), SettableClock.at(Instant.parse(instant)));
  }

  private CommandRun backfill(String from, String to) {
    return operator.types(
        "backfill", "--from", from, "--to", to, "--provider", "csv", "--prices", prices);
  }

  private List<String> nights() {
    return stored.texts(
        "select p.parameter_value from batch_job_execution_params p"
            + " join batch_job_execution e on e.job_execution_id = p.job_execution_id"
            + " where p.parameter_name = 'targetDate' and e.status = 'COMPLETED'"
            + " order by e.job_execution_id");
  }

  private String exposures(String date) {
    return operator.types("exposures", "--date", date, "-o", "csv").hasExitCode(0).out();
  }

  @Test
  void each_session_of_the_range_is_a_night_of_its_own_oldest_first() {
    backfill("2026-01-01", "2026-01-07").hasExitCode(0);
    assertThat(nights()).containsExactly("2026-01-02", "2026-01-05", "2026-01-06", "2026-01-07");
  }

  @Test
  void complete_nights_are_left_alone_so_it_goes_on_where_it_stopped() {
    backfill("2026-01-05", "2026-01-05").hasExitCode(0);
    assertThat(backfill("2026-01-02", "2026-01-06").hasExitCode(0).logged("nothing to do"))
        .hasSize(1);
    assertThat(nights()).containsExactly("2026-01-05", "2026-01-02", "2026-01-06");
  }

  @Test
  void a_night_made_up_for_later_has_the_numbers_of_the_night() {
    at("2026-01-06T12:00:00Z")
        .types("run", "--date", "2026-01-05", "--provider", "csv", "--prices", prices)
        .hasExitCode(0);
    String onTheNight = exposures("2026-01-05");
    POSTGRES.reset();
    operator.types("universe", "add", "KILO", "ALFA").hasExitCode(0);
    operator
        .types("run", "--date", "2026-01-30", "--provider", "csv", "--prices", prices)
        .hasExitCode(0);
    backfill("2026-01-05", "2026-01-05").hasExitCode(0);
    assertThat(exposures("2026-01-05")).isEqualTo(onTheNight);
  }

  @Test
  void it_sees_the_universe_of_its_night_not_the_later_one() {
    stored.execute(
        "update symbol_universe set deactivated_on = '2026-01-07' where symbol = 'ALFA'");
    backfill("2026-01-06", "2026-01-07").hasExitCode(0);
    assertThat(
            stored.texts(
                "select calculation_date from symbol_factor_exposures where symbol = 'ALFA'"
                    + " group by 1"))
        .containsExactly("2026-01-06");
  }

  @Test
  void a_range_without_sense_is_refused() {
    backfill("2026-01-07", "2026-01-05").hasExitCode(6);
    backfill("2026-01-05", "2026-03-02").hasExitCode(6);
    assertThat(stored.count("batch_job_instance")).isZero();
  }
}
