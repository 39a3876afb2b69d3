package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The onboarding queue, by a worker and by a night; providers on this machine. */
final class OnboardTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String STATES =
      "select concat_ws(' ', symbol, status, attempts) from symbol_onboarding_queue order by symbol";

  private final SampleProviders providers = new SampleProviders();
  private final SettableClock clock = SettableClock.at("2022-06-30T02:00:00Z");
  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());
  private Operator operator = Operator.in(POSTGRES.environment(), clock);

  /** Requests of the first night. */
  private int before;

  @BeforeEach
  void a_night_of_alfa_and_a_portfolio_of_unknown_symbols() {
    POSTGRES.reset();
    operator = Operator.in(providers.environment(POSTGRES.environment()), clock);
    operator.types("universe", "add", "ALFA").hasExitCode(0);
    operator.types("run", "--date", "2022-06-29").hasExitCode(0);
    before = providers.server().asked().size();
    rows.execute("insert into portfolios (name) values ('Growth')");
  }

  @AfterEach
  void stop() {
    providers.close();
  }

  @Test
  void what_waits_is_priced_since_anybody_held_it_and_fitted_and_nothing_else_is_touched() {
    hold("KILO", "2020-03-02");
    hold("ZULU", "2022-06-01");
    asked("KILO", "ZULU");
    operator.types("onboard").hasExitCode(0);
    assertThat(rows.texts(STATES)).containsExactly("KILO COMPLETED 1", "ZULU COMPLETED 1");
    assertThat(
            rows.texts(
                "select symbol || ' ' || min(price_date) || ' ' || max(price_date)"
                    + " from market_data_cache where symbol in ('ALFA', 'KILO', 'SPY', 'ZULU')"
                    + " group by symbol order by symbol"))
        .containsExactly(
            "ALFA 2021-05-25 2022-06-29",
            "KILO 2020-03-02 2022-06-29",
            "SPY 2020-03-02 2022-06-29",
            "ZULU 2020-03-02 2022-06-29");
    assertThat(
            rows.texts(
                "select symbol || ' ' || count(*) from symbol_factor_exposures"
                    + " where calculation_date = '2022-06-29' and symbol in ('KILO', 'ZULU')"
                    + " group by symbol order by symbol"))
        .containsExactly("KILO 12", "ZULU 12");
    assertThat(rows.count("symbol_daily_metrics where symbol in ('KILO', 'ZULU')")).isEqualTo(2);
    assertThat(
            rows.texts(
                "select symbol || ' ' || first_seen_date from symbol_universe"
                    + " where origin = 'POSITION' order by symbol"))
        .containsExactly("KILO 2022-06-29", "ZULU 2022-06-29");
    assertThat(
            rows.texts(
                "select concat_ws(' ', target_date, scope, source, state) from job_runs"
                    + " order by run_id desc limit 1"))
        .containsExactly("2022-06-29 symbols:KILO,ZULU onboarding COMPLETED");
    assertThat(requested()).doesNotContain("ALFA").contains("KILO", "ZULU", "SPY");
  }

  @Test
  void the_factor_etfs_are_asked_for_what_they_lack_alone() {
    hold("KILO", "2022-06-01");
    asked("KILO");
    operator.types("onboard").hasExitCode(0);
    assertThat(requested()).containsExactly("KILO");
  }

  @Test
  void a_symbol_that_nobody_knows_is_given_up_at_once_in_the_words_of_the_providers() {
    hold("NOSUCH", "2022-06-01");
    asked("KILO", "NOSUCH");
    operator.types("onboard").hasExitCode(3);
    assertThat(rows.texts(STATES)).containsExactly("KILO COMPLETED 1", "NOSUCH FAILED 1");
    assertThat(reason("NOSUCH")).startsWith("no provider knows it: yahoo: ").contains("fmp: ");
    operator.types("onboard").hasExitCode(0);
  }

  @Test
  void a_symbol_that_is_asked_for_again_is_done_again() {
    hold("KILO", "2022-06-01");
    asked("KILO");
    operator.types("onboard").hasExitCode(0);
    rows.execute("update symbol_onboarding_queue set status = 'PENDING', source = 'settings'");
    operator.types("onboard").hasExitCode(0);
    assertThat(rows.texts(STATES)).containsExactly("KILO COMPLETED 1");
    assertThat(
            rows.texts(
                "select concat_ws(' ', revision, source, state) from job_runs"
                    + " where scope = 'symbols:KILO' order by run_id"))
        .containsExactly("1 onboarding COMPLETED", "2 settings COMPLETED");
    assertThat(rows.count("market_data_history")).isZero();
  }

  @Test
  void a_symbol_that_is_held_from_tomorrow_on_or_by_nobody_is_priced_and_becomes_no_member() {
    hold("KILO", "2022-07-01");
    asked("KILO", "ZULU");
    operator.types("onboard").hasExitCode(0);
    assertThat(rows.texts(STATES)).containsExactly("KILO COMPLETED 1", "ZULU COMPLETED 1");
    assertThat(rows.count("symbol_factor_exposures where symbol in ('KILO', 'ZULU')"))
        .isEqualTo(24);
    assertThat(rows.texts("select symbol from symbol_universe")).containsExactly("ALFA");
  }

  @Test
  void an_expired_option_and_a_deactivated_symbol_are_given_up_with_their_reason() {
    rows.execute("update symbol_universe set deactivated_on = '2022-06-01'");
    asked("ALFA", "ALFA220617C00100000");
    operator.types("onboard").hasExitCode(3);
    assertThat(reason("ALFA")).contains("'symbol-batch universe reactivate SYMBOL --reason TEXT'");
    assertThat(reason("ALFA220617C00100000")).isEqualTo("the contract expired before 2022-06-29");
  }

  @Test
  void with_every_provider_down_it_waits_and_no_attempt_is_used_up() {
    hold("KILO", "2022-06-01");
    asked("KILO");
    providers.allAnswer(FakeProviderServer.status(503, ""));
    operator.types("onboard").hasExitCode(75);
    assertThat(rows.texts(STATES)).containsExactly("KILO PENDING 0");
    assertThat(reason("KILO")).contains("yahoo: ", "503");
    assertThat(rows.count("symbol_onboarding_queue where not_before > now() + interval '20 s'"))
        .isEqualTo(1);
    operator.types("onboard").hasExitCode(0);
    assertThat(rows.texts(STATES)).containsExactly("KILO PENDING 0");
  }

  @Test
  void a_symbol_whose_provider_fails_is_given_up_after_three_attempts() {
    asked("KILO");
    providers.yahooAnswers("KILO", FakeProviderServer.status(503, ""));
    providers.server().on(Bodies.FMP_PRICES, FakeProviderServer.json("[]"));
    for (int attempt = 1; attempt <= 2; attempt++) {
      operator.types("onboard").hasExitCode(75);
      assertThat(rows.texts(STATES)).containsExactly("KILO PENDING " + attempt);
      rows.execute("update symbol_onboarding_queue set not_before = now()");
    }
    operator.types("onboard").hasExitCode(3);
    assertThat(rows.texts(STATES)).containsExactly("KILO FAILED 3");
    assertThat(reason("KILO")).contains("yahoo: ");
  }

  @Test
  void what_a_worker_left_when_it_died_is_resumed_and_after_three_deaths_given_up() {
    asked("KILO", "ZULU");
    rows.execute(
        "update symbol_onboarding_queue set status = 'PROCESSING', claim = gen_random_uuid(),"
            + " heartbeat_at = now() - interval '3 min', attempts = 3 where symbol = 'KILO'");
    rows.execute(
        "update symbol_onboarding_queue set status = 'PROCESSING', claim = gen_random_uuid(),"
            + " heartbeat_at = now() - interval '4 min', attempts = 1 where symbol = 'ZULU'");
    operator.types("onboard").hasExitCode(3);
    assertThat(rows.texts(STATES)).containsExactly("KILO FAILED 4", "ZULU COMPLETED 2");
    assertThat(reason("KILO")).contains("died");
  }

  @Test
  void a_night_prices_what_nobody_holds_and_closes_its_row() {
    hold("KILO", "2020-03-02");
    asked("KILO", "NOSUCH", "ZULU");
    rows.execute("update symbol_onboarding_queue set status = 'FAILED' where symbol = 'KILO'");
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    operator.types("run", "--date", "2022-06-30").hasExitCode(0);
    assertThat(rows.texts(STATES))
        .containsExactly("KILO COMPLETED 0", "NOSUCH PENDING 0", "ZULU COMPLETED 0");
    assertThat(
            rows.texts(
                "select symbol || ' ' || reason from symbol_batch_universe"
                    + " where symbol in ('KILO', 'ZULU') and session = '2022-06-30' order by 1"))
        .containsExactly("KILO HELD", "ZULU REQUESTED");
    assertThat(rows.count("symbol_factor_exposures where symbol = 'ZULU'")).isEqualTo(12);
  }

  @Test
  void a_night_prices_a_queued_symbol_since_anybody_held_it() {
    hold("KILO", "2020-03-02");
    asked("KILO");
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    operator.types("run", "--date", "2022-06-30").hasExitCode(0);
    assertThat(
            rows.texts(
                "select symbol || ' ' || min(price_date) from market_data_cache"
                    + " where symbol in ('ALFA', 'KILO', 'SPY') group by symbol order by symbol"))
        .containsExactly("ALFA 2021-05-25", "KILO 2020-03-02", "SPY 2020-03-02");
  }

  @Test
  void a_night_prices_what_found_no_room_in_the_queue_since_anybody_held_it() {
    hold("KILO", "2020-03-02");
    hold("ZULU", "2022-06-01");
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    operator.types("run", "--date", "2022-06-30").hasExitCode(0);
    assertThat(rows.count("symbol_onboarding_queue")).isZero();
    assertThat(
            rows.texts(
                "select symbol || ' ' || min(price_date) from market_data_cache"
                    + " where symbol in ('ALFA', 'KILO', 'SPY', 'ZULU') group by symbol order by symbol"))
        .containsExactly("ALFA 2021-05-25", "KILO 2020-03-02", "SPY 2020-03-02", "ZULU 2020-03-02");
    clock.set(Instant.parse("2022-07-02T02:00:00Z"));
    int first = providers.server().asked().size();
    operator.types("run", "--date", "2022-07-01").hasExitCode(0);
    assertThat(
            rows.texts(
                "select distinct min(price_date) from market_data_cache where symbol = 'KILO'"))
        .containsExactly("2020-03-02");
    assertThat(providers.server().asked().size() - first).isLessThan(30);
  }

  @Test
  void a_symbol_that_is_imported_with_an_earlier_entry_while_it_is_worked_on_is_done_once_more() {
    hold("KILO", "2022-06-01");
    asked("KILO");
    AtomicBoolean imported = new AtomicBoolean();
    providers.yahooAnswers(
        "KILO",
        exchange -> {
          if (!imported.getAndSet(true)) {
            hold("KILO", "2020-03-02");
          }
          FakeProviderServer.json(SampleProviders.chart("KILO", providers.asked("KILO", exchange)))
              .give(exchange);
        });
    operator.types("onboard").hasExitCode(0);
    assertThat(rows.texts(STATES)).containsExactly("KILO COMPLETED 1");
    assertThat(
            rows.texts(
                "select symbol || ' ' || min(price_date) from market_data_cache"
                    + " where symbol in ('KILO', 'SPY') group by symbol order by symbol"))
        .containsExactly("KILO 2020-03-02", "SPY 2020-03-02");
  }

  @Test
  void a_request_that_comes_while_a_night_is_at_work_outlives_it() {
    hold("KILO", "2022-06-01");
    AtomicBoolean imported = new AtomicBoolean();
    providers.yahooAnswers(
        "KILO",
        exchange -> {
          if (!imported.getAndSet(true)) {
            hold("KILO", "2020-03-02");
            asked("KILO");
          }
          FakeProviderServer.json(SampleProviders.chart("KILO", providers.asked("KILO", exchange)))
              .give(exchange);
        });
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
    operator.types("run", "--date", "2022-06-30").hasExitCode(0);
    assertThat(rows.texts(STATES)).containsExactly("KILO PENDING 0");
    operator.types("onboard").hasExitCode(0);
    assertThat(rows.text("select min(price_date) from market_data_cache where symbol = 'KILO'"))
        .isEqualTo("2020-03-02");
  }

  @Test
  void a_past_night_does_not_see_what_is_asked_for_today() {
    asked("ZULU");
    operator.types("run", "--date", "2022-06-28").hasExitCode(0);
    assertThat(rows.texts(STATES)).containsExactly("ZULU PENDING 0");
    assertThat(rows.count("symbol_batch_universe where symbol = 'ZULU'")).isZero();
  }

  @Test
  void two_hundred_symbols_find_room_one_after_the_other() {
    providers.yahooAnswers(
        "N",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          FakeProviderServer.json(
                  SampleProviders.chart(
                      path.substring(Bodies.YAHOO.length()), providers.asked("KILO", exchange)))
              .give(exchange);
        });
    for (int number = 0; number < 200; number++) {
      hold("N" + (char) ('A' + number / 26) + (char) ('A' + number % 26), "2022-06-01");
    }
    OnboardingQueueStore queue = new OnboardingQueueStore(POSTGRES.dataSource(), clock);
    assertThat(queue.enqueueHeld()).isEqualTo(OnboardingQueueStore.MAX_PENDING);
    operator.types("onboard", "--at-a-time", "50").hasExitCode(0);
    assertThat(rows.count("symbol_onboarding_queue where status = 'COMPLETED'")).isEqualTo(200);
    assertThat(
            rows.count(
                "(select symbol from symbol_factor_exposures where symbol ~ '^N'"
                    + " group by symbol having count(*) = 12) done"))
        .isEqualTo(200);
  }

  @Test
  void wrong_options_are_refused() {
    operator.types("onboard", "--at-a-time", "0").hasExitCode(2);
    operator.types("onboard", "--watch", "--poll", "1ms").hasExitCode(2);
  }

  private void hold(String symbol, String entry) {
    rows.execute(
        """
        insert into positions (portfolio_id, symbol, quantity, entry_date, entry_price)
        select portfolio_id, '%s', 1, '%s', 100 from portfolios
        """
            .formatted(symbol, entry));
  }

  private void asked(String... symbols) {
    for (String symbol : symbols) {
      rows.execute("insert into symbol_onboarding_queue (symbol) values ('" + symbol + "')");
    }
  }

  private String reason(String symbol) {
    return rows.text("select reason from symbol_onboarding_queue where symbol = '" + symbol + "'");
  }

  /** The symbols that Yahoo was asked for since the first night, each once, in their order. */
  private List<String> requested() {
    return providers.server().asked().stream()
        .skip(before)
        .map(FakeProviderServer.Asked::path)
        .filter(path -> path.startsWith(Bodies.YAHOO))
        .map(path -> path.substring(Bodies.YAHOO.length()))
        .distinct()
        .sorted()
        .toList();
  }
}
