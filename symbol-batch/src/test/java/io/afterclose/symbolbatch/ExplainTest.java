package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command explain tells of an exposure. */
final class ExplainTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String D = "2026-01-08";

  @TempDir private Path folder;

  private Operator operator;
  private StoredRows stored;

  @BeforeEach
  void a_night_with_a_long_history_a_short_one_and_one_with_a_hole() {
    POSTGRES.reset();
    operator =
        Operator.in(
            POSTGRES.environment(), SettableClock.at(Instant.parse("2026-02-01T12:00:00Z")));
    stored = StoredRows.in(POSTGRES.dataSource());
    operator.types("universe", "add", "ALFA", "KILO", "ZULU").hasExitCode(0);
    String prices =
        PriceFile.ofFactorEtfs("2024-12-02", D)
            .sample("ALFA", "2024-12-02", D)
            .sample("KILO", "2025-12-29", D)
            .sample("ZULU", "2024-12-02", "2025-12-15")
            .sample("ZULU", "2025-12-17", D)
            .in(folder, "prices.csv");
    operator.types("run", "--date", D, "--provider", "csv", "--prices", prices).hasExitCode(0);
  }

  private List<String> explained(String symbol, String factor) {
    return operator
        .types("explain", symbol, factor, "--date", D, "-o", "csv")
        .hasExitCode(0)
        .out()
        .lines()
        .toList();
  }

  @Test
  void the_figures_are_the_stored_ones_and_the_prices_still_give_them() {
    List<String> lines = explained("ALFA", "market_beta");
    String beta =
        stored.text(
            "select beta from symbol_factor_exposures where symbol = 'ALFA' and factor_code = 'MARKET_BETA'");
    assertThat(lines.get(0))
        .isEqualTo("section,factor,item,date,value,close,status,source,execution,detail");
    assertThat(lines)
        .contains(
            "exposure,MARKET_BETA,beta,," + beta + ",,FITTED,,,",
            "exposure,MARKET_BETA,observations,,90,,FITTED,,,",
            "exposure,MARKET_BETA,quality,,FULL_HISTORY,,FITTED,,,",
            "exposure,MARKET_BETA,today,,"
                + beta
                + ",,SAME,,,the prices as they are now give the same beta",
            "window,,model,,market-beta,,,,,",
            "window,,regressors,,SPY,,,,,",
            "window,,last_session,2026-01-08,,,,,,");
  }

  @Test
  void each_session_of_the_window_is_told_with_its_return_price_provider_and_run() {
    List<String> sessions =
        explained("ALFA", "MARKET_BETA").stream()
            .filter(line -> line.startsWith("session,"))
            .toList();
    assertThat(sessions)
        .hasSize(90)
        .allMatch(line -> line.contains(",USED,csv,1,"))
        .last()
        .asString()
        .startsWith("session,MARKET_BETA,ALFA,2026-01-08,");
    assertThat(explained("ALFA", "MARKET_BETA"))
        .contains(
            "prices,,ALFA,,91,,,csv,1,2025-08-29 to 2026-01-08",
            "prices,,SPY,,91,,,csv,1,2025-08-29 to 2026-01-08");
  }

  @Test
  void a_hole_takes_two_returns_and_both_sessions_say_so() {
    assertThat(explained("ZULU", "MARKET_BETA"))
        .contains(
            "exposure,MARKET_BETA,observations,,88,,FITTED,,,",
            "session,MARKET_BETA,ZULU,2025-12-16,,,UNUSED,,,no return of ZULU")
        .filteredOn(line -> line.contains(",UNUSED,"))
        .hasSize(2);
  }

  @Test
  void what_was_not_fitted_says_why() {
    assertThat(explained("KILO", "spread-factors"))
        .filteredOn(line -> line.contains(",why,"))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("exposure,GROWTH_VALUE_SPREAD,why,,,,INSUFFICIENT_DATA,,,7 of the 180")
        .contains("60 are needed");
    assertThat(explained("KILO", "size_spread"))
        .contains("exposure,SIZE_SPREAD,beta,,,,INSUFFICIENT_DATA,,,");
  }

  @Test
  void a_model_whose_factors_share_their_sessions_tells_them_once() {
    assertThat(explained("ALFA", "ridge-style-factors"))
        .filteredOn(line -> line.startsWith("session,"))
        .hasSize(90)
        .allMatch(line -> line.startsWith("session,ridge-style-factors,ALFA,"));
    assertThat(explained("ALFA", "spread-factors"))
        .filteredOn(line -> line.startsWith("session,"))
        .hasSize(4 * 180);
  }

  @Test
  void a_price_that_was_corrected_after_the_fit_shows_and_so_does_a_split() {
    stored.execute(
        """
        insert into market_data_history (symbol, price_date, close, source, fetched_at,
          job_execution_id, replaced_at)
        select symbol, price_date, close, source, fetched_at, job_execution_id,
          '2026-01-09T02:00:00Z'
        from market_data_cache where symbol = 'ALFA' and price_date = '2026-01-05'
        """);
    stored.execute(
        "update market_data_cache set close = 77, source = 'fmp', job_execution_id = 9"
            + " where symbol = 'ALFA' and price_date = '2026-01-05'");
    stored.execute(
        "insert into corporate_actions (symbol, ex_date, kind, value, source, fetched_at)"
            + " values ('ALFA', '2026-01-06', 'SPLIT', 2, 'fmp', now())");
    assertThat(explained("ALFA", "MARKET_BETA"))
        .anyMatch(line -> line.matches("exposure,MARKET_BETA,today,,.*,CHANGED,.*rerun.*"))
        .anyMatch(
            line ->
                line.matches(
                    "correction,,ALFA,2026-01-05,,.*,REPLACED,csv,1,"
                        + "replaced_utc 2026-01-09T02:00 by 77.00000000"))
        .contains("prices,,ALFA,,1,,,fmp,9,2026-01-05 to 2026-01-05")
        .contains("action,,ALFA,2026-01-06,2,,SPLIT,fmp,,");
  }

  @Test
  void json_has_numbers_and_nulls() {
    assertThat(
            operator
                .types("explain", "ALFA", "IR_BETA", "--date", D, "-o", "json")
                .hasExitCode(0)
                .out())
        .contains("\"exposure\" : {", "\"IR_BETA\" : {", "\"status\" : ", "\"observations\" : 90")
        .contains("\"unchanged\" : true")
        .contains("\"window\" : {", "\"model\" : \"interest-rate-beta\"", "\"session\" : [ {");
  }

  @ParameterizedTest
  @CsvSource({
    "NOSUCH, MARKET_BETA, 2026-01-08, 2, NOSUCH is unknown",
    "ALFA, beta, 2026-01-08, 2, is neither a factor (MARKET_BETA",
    "ALFA, MARKET_BETA, 2026-01-07, 2, no run of 2026-01-07 has fitted ALFA",
    "ALFA, MARKET_BETA, 2026-01-10, 6, 2026-01-10 is no NYSE session",
    "AAPL260116C00100000, MARKET_BETA, 2026-01-08, 2, is an option",
    "A B, MARKET_BETA, 2026-01-08, 2, A B",
  })
  void what_there_is_not_is_refused(
      String symbol, String factor, String date, int exitCode, String told) {
    assertThat(
            operator.types("explain", symbol, factor, "--date", date).hasExitCode(exitCode).err())
        .contains(told);
  }

  @Test
  void a_symbol_that_was_out_that_night_is_told_with_the_reason() {
    stored.execute(
        "update symbol_batch_universe set included = false, reason = 'DEACTIVATED'"
            + " where symbol = 'KILO'");
    stored.execute("delete from symbol_factor_exposures where symbol = 'KILO'");
    assertThat(operator.types("explain", "KILO", "IR_BETA", "--date", D).hasExitCode(2).err())
        .contains("KILO was out of the universe on 2026-01-08: DEACTIVATED", "universe show KILO");
  }
}
