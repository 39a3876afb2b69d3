package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run for one portfolio or some symbols. */
final class ScopedNightTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String D = "2026-01-08";

  private Operator operator;
  private StoredRows stored;

  @BeforeEach
  void a_universe_of_three_and_a_portfolio_that_holds_one_of_them_and_another() {
    POSTGRES.reset();
    operator =
        Operator.in(
            POSTGRES.environment(), SettableClock.at(Instant.parse("2026-01-09T12:00:00Z")));
    stored = StoredRows.in(POSTGRES.dataSource());
    operator.types("universe", "add", "ALFA", "KILO", "ZULU").hasExitCode(0);
    stored.execute("insert into portfolios (name, created_at) values ('Held', now())");
    hold("KILO", "2024-03-01");
    hold("ECHO", "2026-01-02");
  }

  private void hold(String symbol, String entry) {
    hold(symbol, "PUBLIC", entry);
  }

  private void hold(String symbol, String investmentClass, String entry) {
    stored.execute(
        """
        insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
          quantity_as_of, entry_date, entry_price, multiplier)
        select portfolio_id, '%s', '%s', 'LONG', 1, '%s', '%s', 100, 1 from portfolios
        """
            .formatted(symbol, investmentClass, entry, entry));
  }

  private CommandRun run(String... words) {
    String[] all = new String[words.length + 5];
    System.arraycopy(new String[] {"run", "--date", D, "--provider", "sample"}, 0, all, 0, 5);
    System.arraycopy(words, 0, all, 5, words.length);
    return operator.types(all);
  }

  @Test
  void it_works_on_its_symbols_and_the_factor_etfs_only() {
    run("--symbols", "KILO,ZULU").hasExitCode(0);
    assertThat(stored.texts("select distinct symbol from symbol_factor_exposures order by 1"))
        .containsExactly("IWM", "KILO", "MTUM", "QUAL", "SPY", "TLT", "USMV", "VTV", "VUG", "ZULU");
  }

  @Test
  void a_portfolio_brings_the_symbols_it_holds_with_prices_since_its_earliest_entry() {
    run("--portfolio", "Held").hasExitCode(0);
    assertThat(stored.texts("select distinct symbol from symbol_daily_metrics order by 1"))
        .contains("ECHO", "KILO")
        .doesNotContain("ALFA", "ZULU");
    assertThat(stored.text("select min(price_date) from market_data_cache where symbol = 'KILO'"))
        .isEqualTo("2024-03-01");
  }

  @Test
  void a_portfolio_brings_what_it_has_sold() {
    stored.execute(
        """
        insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
          quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price)
        select portfolio_id, 'ZULU', 'PUBLIC', 'LONG', 1, '2025-11-03', '2025-11-03', 100, 1,
          '2025-12-01', 101
        from portfolios
        """);
    run("--portfolio", "Held").hasExitCode(0);
    assertThat(
            stored.count(
                "market_data_cache where symbol = 'ZULU' and price_date between '2025-11-03' and"
                    + " '2025-12-01'"))
        .isEqualTo(20);
  }

  @Test
  void an_entry_before_the_calendar_begins_is_clipped() {
    hold("KILO", "1987-06-01");
    run("--portfolio", "Held").hasExitCode(0);
    assertThat(stored.text("select min(price_date) from market_data_cache where symbol = 'KILO'"))
        .as("the first day of the simulated market")
        .isEqualTo("2018-01-02");
  }

  @Test
  void a_portfolio_brings_the_shares_that_its_options_are_on() {
    hold("ZULU260116C00100000", "OPTIONS", "2026-01-02");
    hold("GOLF260102C00100000", "OPTIONS", "2026-01-02");
    run("--portfolio", "Held").hasExitCode(0);
    assertThat(
            stored.texts(
                "select distinct symbol from market_data_cache"
                    + " where symbol in ('ALFA', 'GOLF', 'ZULU') order by 1"))
        .containsExactly("GOLF", "ZULU");
  }

  @Test
  void it_is_a_job_instance_of_its_own_and_leaves_the_night_to_be_done() {
    run("--symbols", "ZULU,KILO").hasExitCode(0);
    assertThat(run("--symbols", "KILO,ZULU").hasExitCode(0).logged("nothing to do")).hasSize(1);
    run().hasExitCode(0);
    assertThat(stored.count("batch_job_instance")).isEqualTo(2);
    assertThat(stored.count("symbol_factor_exposures where symbol = 'ALFA'")).isEqualTo(12);
  }

  @Test
  void its_numbers_are_those_of_the_whole_night() {
    run("--symbols", "KILO").hasExitCode(0);
    String alone =
        operator.types("exposures", "--date", D, "--symbol", "KILO").hasExitCode(0).out();
    run().hasExitCode(0);
    assertThat(operator.types("exposures", "--date", D, "--symbol", "KILO").out()).isEqualTo(alone);
  }

  @Test
  void an_unknown_symbol_or_portfolio_is_refused_and_nothing_starts() {
    assertThat(run("--symbols", "KILO,NOSUCH").hasExitCode(2).err()).contains("NOSUCH");
    assertThat(run("--portfolio", "Nobody's").hasExitCode(2).err()).contains("Nobody's");
    run("--portfolio", "Held", "--symbols", "KILO").hasExitCode(2);
    assertThat(stored.count("batch_job_instance")).isZero();
  }

  @Test
  void a_share_of_failed_symbols_fails_no_narrower_run() {
    operator.types("universe", "add", "NOPE1", "NOPE2", "NOPE3").hasExitCode(0);
    stored.execute(
        "insert into symbol_universe (symbol, asset_kind, origin, added_at)"
            + " select 'N' || n, 'LISTED', 'EXPLICIT', now() from generate_series(1, 20) n");
    String names =
        String.join(",", stored.texts("select symbol from symbol_universe where symbol ~ '^N'"));
    run("--symbols", names).hasExitCode(0);
    assertThat(stored.count("run_item_failures where reason = 'NO_PRICE'")).isEqualTo(23);
    run().hasExitCode(1);
  }
}
