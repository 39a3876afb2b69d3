package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which symbols a night works on, written down with the reason, and how new ones become known. */
final class UniverseOfTheNightTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());

  @BeforeEach
  void a_portfolio_is_there() {
    POSTGRES.reset();
    rows.execute("insert into portfolios (name, created_at) values ('Growth', now())");
    operator().types("universe", "add", "GOLF").hasExitCode(0);
  }

  @Test
  void an_expired_option_is_out_and_a_living_one_is_in_without_factors() {
    holds("ALFA220617C00100000", "OPTIONS");
    holds("ALFA220630C00100000", "OPTIONS");
    night("2022-06-30").hasExitCode(0);
    assertThat(reason("ALFA220617C00100000")).isEqualTo("false EXPIRED_OPTION");
    assertThat(reason("ALFA220630C00100000")).isEqualTo("true HELD");
    assertThat(rows.count("symbol_factor_exposures where symbol like 'ALFA2%'")).isZero();
    assertThat(rows.count("market_data_cache where symbol = 'ALFA220630C00100000'")).isPositive();
    assertThat(rows.count("market_data_cache where symbol = 'ALFA220617C00100000'")).isZero();
  }

  @Test
  void the_share_under_an_option_is_priced_for_its_settlement_and_becomes_no_member() {
    holds("ALFA220630C00100000", "OPTIONS");
    night("2022-06-30").hasExitCode(0);
    assertThat(reason("ALFA")).isEqualTo("true UNDERLYING");
    assertThat(rows.count("market_data_cache where symbol = 'ALFA' and price_date = '2022-06-30'"))
        .isEqualTo(1);
    assertThat(rows.count("symbol_universe where symbol = 'ALFA'")).isZero();
  }

  @Test
  void an_option_is_named_in_any_of_its_forms_and_stored_in_one() {
    operator()
        .types("universe", "add", "O:ALFA220715C00100000", "ALFA  220715P00100000")
        .hasExitCode(0);
    assertThat(
            rows.texts("select symbol from symbol_universe where asset_kind = 'OPTION' order by 1"))
        .containsExactly("ALFA220715C00100000", "ALFA220715P00100000");
    CommandRun explained =
        operator()
            .types("explain", "O:ALFA220715C00100000", "MARKET_BETA", "--date", "2022-06-30")
            .hasExitCode(2);
    assertThat(explained.everything()).contains("ALFA220715C00100000 is an option");
    operator()
        .types(
            "run",
            "--date",
            "2022-06-30",
            "--provider",
            "sample",
            "--symbols",
            "ALFA  220715C00100000")
        .hasExitCode(0);
    assertThat(reason("ALFA220715C00100000")).isEqualTo("true MEMBER");
  }

  @Test
  void a_private_position_is_never_in() {
    holds("ZULU", "PRIVATE");
    night("2022-06-30").hasExitCode(0);
    assertThat(rows.count("symbol_batch_universe where symbol = 'ZULU'")).isZero();
    assertThat(rows.count("market_data_cache where symbol = 'ZULU'")).isZero();
  }

  @Test
  void a_deactivated_member_is_out_from_its_date_on() {
    rows.execute("update symbol_universe set deactivated_on = '2022-06-29'");
    night("2022-06-28").hasExitCode(0);
    assertThat(reason("GOLF")).isEqualTo("true MEMBER");
    night("2022-06-30").hasExitCode(0);
    assertThat(reason("GOLF")).isEqualTo("false DEACTIVATED");
    operator().types("universe", "add", "GOLF").hasExitCode(2);
    assertThat(rows.text("select deactivated_on from symbol_universe where symbol = 'GOLF'"))
        .isEqualTo("2022-06-29");
  }

  @Test
  void a_held_symbol_becomes_known_with_its_first_price_and_its_onboarding_is_completed() {
    holds("ALFA", "PUBLIC");
    holds("NOSUCH", "PUBLIC");
    rows.execute(
        "insert into symbol_onboarding_queue (symbol, status, requested_at, updated_at)"
            + " values ('ALFA', 'PENDING', now(), now()), ('NOSUCH', 'PENDING', now(), now())");
    night("2022-06-30").hasExitCode(0);
    assertThat(
            rows.rows(
                "select origin, first_seen_date::text as seen from symbol_universe"
                    + " where symbol = 'ALFA'"))
        .containsExactly(java.util.Map.of("origin", "POSITION", "seen", "2022-06-30"));
    assertThat(rows.texts("select symbol || ' ' || status from symbol_onboarding_queue order by 1"))
        .containsExactly("ALFA COMPLETED", "NOSUCH PENDING");
    assertThat(rows.count("symbol_universe where symbol = 'NOSUCH'")).isZero();
  }

  @Test
  void a_symbol_first_seen_later_is_not_in_an_earlier_night() {
    holds("ALFA", "PUBLIC");
    night("2022-06-30").hasExitCode(0);
    rows.execute("delete from positions");
    night("2022-07-01").hasExitCode(0);
    assertThat(reason("ALFA")).isEqualTo("true MEMBER");
    night("2022-06-29").hasExitCode(0);
    assertThat(
            rows.count(
                "symbol_batch_universe where symbol = 'ALFA' and job_instance_id ="
                    + " (select max(job_instance_id) from batch_job_instance)"))
        .isZero();
  }

  @Test
  void the_factor_funds_are_in_although_nobody_named_them() {
    night("2022-06-30").hasExitCode(0);
    assertThat(
            rows.texts(
                "select symbol from symbol_batch_universe where reason = 'FACTOR_ETF'"
                    + " order by symbol"))
        .containsExactly("IWM", "MTUM", "QUAL", "SPY", "TLT", "USMV", "VTV", "VUG");
  }

  /** In the newest night: whether it is in, and why. */
  private String reason(String symbol) {
    return rows.text(
        "select included || ' ' || reason from symbol_batch_universe where symbol = '"
            + symbol
            + "' order by job_instance_id desc limit 1");
  }

  private void holds(String symbol, String investmentClass) {
    rows.execute(
        "insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,"
            + " quantity_as_of, entry_date, entry_price, multiplier) values (1, '"
            + symbol
            + "', '"
            + investmentClass
            + "', 'LONG', 1, '2022-01-03', '2022-01-03', 10, 1)");
  }

  private static CommandRun night(String date) {
    return operator().types("run", "--date", date, "--provider", "sample");
  }

  private static Operator operator() {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2022-08-01T12:00:00Z"));
  }
}
