package io.afterclose.symbolbatch;

import static io.afterclose.symbolbatch.SampleProviders.bytes;
import static io.afterclose.symbolbatch.SampleProviders.chart;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.body;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.drip;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.hang;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.FakeProviderServer.Asked;
import io.afterclose.symbolbatch.provider.ProviderBar.RawBar;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a night makes of whatever Yahoo answers for one symbol, after a night that went well. */
@Timeout(120)
final class NightOverHttpTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String SYMBOL = "KILO";
  private static final String YAHOO = Bodies.YAHOO + SYMBOL;
  private static final Path TABLE = Path.of("target", "provider-behaviours.txt");

  private static final String SOURCES =
      "select source || ' ' || count(*) from market_data_cache where price_date = '2022-06-30'"
          + " group by source order by 1";

  private static final String PRICES_OF_JUNE =
      "select string_agg(price_date || ' ' || close, ',' order by price_date)"
          + " from market_data_cache where symbol = 'KILO' and price_date <= '2022-06-30'";

  private final SampleProviders providers = new SampleProviders();

  /** Requests that the first night sent. */
  private int before;

  private final SettableClock clock = SettableClock.at("2022-06-30T02:00:00Z");
  private final StoredRows stored = StoredRows.in(POSTGRES.dataSource());
  private Operator operator = Operator.in(POSTGRES.environment(), clock);

  @BeforeEach
  void a_night_that_went_well() {
    POSTGRES.reset();
    operator = Operator.in(providers.environment(POSTGRES.environment()), clock);
    operator.types("universe", "add", SYMBOL).hasExitCode(0);
    operator.types("run", "--date", "2022-06-29").hasExitCode(0);
    clock.set(Instant.parse("2022-07-01T02:00:00Z"));
  }

  @AfterEach
  void stop() {
    providers.close();
  }

  /**
   * @param source the provider that answered for the last session in the end
   * @param quarantined reasons, of all sessions
   * @param corrected bars that were stored before and are now different
   * @param requests to Yahoo for the symbol, at most
   */
  private record Behaviour(
      String name,
      FakeProviderServer.CommandRun answer,
      String source,
      List<String> quarantined,
      int corrected,
      int requests) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Behaviour falls(String name, FakeProviderServer.CommandRun answer, int requests) {
    return new Behaviour(name, answer, "fmp", List.of(), 0, requests);
  }

  /** An answer made from the true bars of the window that is asked for. */
  private static FakeProviderServer.CommandRun spoiled(
      BiFunction<List<LocalDate>, List<String>, String> spoil) {
    return exchange -> {
      try (SampleProviders market = new SampleProviders()) {
        List<RawBar> bars = market.asked(SYMBOL, exchange);
        List<LocalDate> days = new ArrayList<>(bars.stream().map(RawBar::date).toList());
        List<String> closes =
            new ArrayList<>(bars.stream().map(bar -> bar.close().toPlainString()).toList());
        bytes(spoil.apply(days, closes)).give(exchange);
      }
    };
  }

  private static FakeProviderServer.CommandRun lastClose(String text) {
    return spoiled(
        (days, closes) -> {
          closes.set(closes.size() - 1, text);
          return chart(SYMBOL, days, closes);
        });
  }

  private static Stream<Behaviour> behaviours() {
    List<String> none = List.of();
    return Stream.of(
        falls("429", status(429, "Too Many Requests"), 3),
        falls("429, Retry-After: 1", status(429, "", "Retry-After", "1"), 3),
        falls("429, Retry-After: 3600", status(429, "", "Retry-After", "3600"), 1),
        falls("500", status(500, "oops"), 3),
        falls("503", status(503, ""), 3),
        falls("hangs", hang(), 3),
        falls("slow drip", drip(), 3),
        falls("truncated JSON", bytes("{\"chart\":{\"result\":[{\"meta\""), 1),
        falls("HTML with 200", body(200, "text/html", "<html>sign in".getBytes(UTF_8)), 1),
        falls("empty 200", json(""), 1),
        falls("body of 1 GB", new FakeProviderServer().gigabyte(), 1),
        falls("another symbol", spoiled((days, closes) -> chart("QQQX", days, closes)), 1),
        falls(
            "last session left out",
            spoiled(
                (days, closes) ->
                    chart(
                        SYMBOL,
                        days.subList(0, days.size() - 1),
                        closes.subList(0, closes.size() - 1))),
            1),
        falls("unknown symbol", status(404, Bodies.unknownToYahoo()), 1),
        new Behaviour("close NaN", lastClose("NaN"), "fmp", List.of("NOT_A_NUMBER"), 0, 1),
        new Behaviour("close null", lastClose("null"), "fmp", List.of("NOT_A_NUMBER"), 0, 1),
        new Behaviour("close \"N/A\"", lastClose("\"N/A\""), "fmp", List.of("NOT_A_NUMBER"), 0, 1),
        new Behaviour("close 0", lastClose("0"), "fmp", List.of("NOT_POSITIVE"), 0, 1),
        new Behaviour("close -1", lastClose("-1"), "fmp", List.of("NOT_POSITIVE"), 0, 1),
        new Behaviour("close 1e9", lastClose("1e9"), "fmp", List.of("TOO_LARGE"), 0, 1),
        new Behaviour(
            "close × 100",
            spoiled(
                (days, closes) -> {
                  int last = closes.size() - 1;
                  closes.set(
                      last, new BigDecimal(closes.get(last)).movePointRight(2).toPlainString());
                  return chart(SYMBOL, days, closes);
                }),
            "fmp",
            List.of("CONTRADICTED"),
            0,
            1),
        new Behaviour(
            "float32 noise",
            spoiled(
                (days, closes) ->
                    chart(
                        SYMBOL,
                        days,
                        closes.stream()
                            .map(close -> Double.toString(Float.parseFloat(close)))
                            .toList())),
            "yahoo",
            none,
            0,
            1),
        new Behaviour(
            "each day twice",
            spoiled(
                (days, closes) -> {
                  days.addAll(List.copyOf(days));
                  closes.addAll(List.copyOf(closes));
                  return chart(SYMBOL, days, closes);
                }),
            "yahoo",
            none,
            0,
            1),
        new Behaviour(
            "a corrected close",
            spoiled(
                (days, closes) -> {
                  int last = closes.size() - 2;
                  closes.set(
                      last, new BigDecimal(closes.get(last)).add(BigDecimal.ONE).toPlainString());
                  return chart(SYMBOL, days, closes);
                }),
            "yahoo",
            none,
            1,
            1),
        falls(
            "dates a week later",
            spoiled(
                (days, closes) ->
                    chart(SYMBOL, days.stream().map(day -> day.plusDays(7)).toList(), closes)),
            1));
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void yahoo_answers(Behaviour behaviour) throws IOException {
    int before = providers.server().askedFor(YAHOO);
    providers.yahooAnswers(SYMBOL, behaviour.answer());

    operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    String row =
        stored.text(
            "select source || ' ' || trim_scale(close) from market_data_cache where symbol = '"
                + SYMBOL
                + "' and price_date = '2022-06-30'");
    List<String> quarantined =
        stored.texts(
            "select reason from market_data_quarantine where symbol = '" + SYMBOL + "' order by 1");
    long corrected = stored.count("market_data_history where symbol = '" + SYMBOL + "'");
    int requests = providers.server().askedFor(YAHOO) - before;
    tell(behaviour, row, quarantined, corrected, requests);
    assertThat(row).startsWith(behaviour.source() + " ");
    assertThat(quarantined).isEqualTo(behaviour.quarantined());
    assertThat(corrected).isEqualTo(behaviour.corrected());
    assertThat(requests).isBetween(1, behaviour.requests());
    assertThat(
            stored.number(
                "select count(*) from symbol_factor_exposures where symbol = '"
                    + SYMBOL
                    + "' and calculation_date = '2022-06-30' and status = 'FITTED'"))
        .isEqualTo(12);
  }

  private static void tell(
      Behaviour behaviour, String row, List<String> quarantined, long corrected, int requests)
      throws IOException {
    Files.writeString(
        TABLE,
        "%-24s | %-14s | %-22s | %d corrected | %d requests%n"
            .formatted(behaviour.name(), row, quarantined, corrected, requests),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void what_the_night_will_ask_for_is_told_before_it_does() {
    assertThat(operator.types("run", "--date", "2022-06-30").logged("Provider yahoo: about"))
        .singleElement()
        // Eight factor ETFs and the symbol, on the evening of the day.
        .satisfies(line -> assertThat(line).contains("about 9 requests (9 symbols x 1)"));
  }

  @Test
  void a_symbol_that_is_listed_after_a_past_night_is_known_to_it() {
    clock.set(Instant.parse("2022-07-08T02:00:00Z"));
    // 2022-07-05, half past nine.
    String listed = Bodies.chart("NEWCO", "2022-07-05", "20").replace("345479400", "1657027800");
    providers.server().on(Bodies.YAHOO + "NEWCO", json(listed));
    operator = Operator.in(with("AFTERCLOSE_PROVIDERS_LISTED", "yahoo"), clock);
    operator.types("universe", "add", "NEWCO").hasExitCode(0);

    operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(
            stored.texts(
                "select reason || ' ' || included from symbol_batch_universe"
                    + " where symbol = 'NEWCO'"))
        .containsExactly("NOT_YET_LISTED false");
  }

  @Test
  void what_a_symbol_stands_for_is_asked_for_once() {
    assertThat(
            stored.texts(
                "select concat_ws(', ', symbol, name, sector, industry, source, valid_from)"
                    + " from symbol_profiles"))
        .containsExactly("KILO, KILO Corp, Energy, Oil, fmp, 2022-06-29");
    operator.types("run", "--date", "2022-06-30").hasExitCode(0);
    assertThat(providers.server().askedFor("/stable/profile")).isEqualTo(1);
  }

  @Test
  void sixty_profiles_take_two_requests_which_come_after_the_prices() {
    addSixty();

    CommandRun night = operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(profileRequests()).hasSize(2);
    assertThat(providers.server().asked().stream().skip(before).map(Asked::path))
        .endsWith("/stable/profile", "/stable/profile");
    assertThat(stored.count("symbol_profiles where sector = 'Energy'")).isEqualTo(61);
    assertThat(
            stored.count(
                "symbol_daily_metrics where metrics_date = '2022-06-30' and sector is null"))
        .as("the first metrics of a symbol have its profile; the factor ETFs have none")
        .isEqualTo(8);
    assertThat(night.logged("2 profile lists x 1")).hasSize(1);
    assertThat(night.logged("profiles from fmp: 60 of 60 known, 0 left")).hasSize(1);
  }

  @Test
  void where_the_plan_answers_no_lists_profiles_are_requested_one_by_one() {
    addSixty();
    providers
        .server()
        .on(
            "/stable/profile",
            exchange ->
                json(exchange.getRequestURI().getQuery().contains(",")
                        ? "[]"
                        : SampleProviders.profile(exchange))
                    .give(exchange));

    operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(profileRequests()).hasSize(1 + 60);
    assertThat(stored.count("symbol_profiles where sector = 'Energy'")).isEqualTo(61);
  }

  @Test
  void a_symbol_that_the_plan_refuses_keeps_no_other_from_its_profile() {
    addSixty();
    providers
        .server()
        .on(
            "/stable/profile",
            exchange -> {
              String query = exchange.getRequestURI().getQuery();
              (query.contains(",") || query.endsWith("=NAAA")
                      ? status(402, "Premium Query Parameter: 'Special Endpoint : This value set")
                      : json(SampleProviders.profile(exchange)))
                  .give(exchange);
            });

    operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(stored.count("symbol_profiles where sector = 'Energy'")).isEqualTo(60);
    assertThat(
            stored.texts(
                "select symbol from symbol_universe u where profile_requested_on is not null"
                    + " and not exists (select from symbol_profiles p where p.symbol = u.symbol)"))
        .as("requested again after 30 days, not first thing every night")
        .containsExactly("NAAA");
  }

  @Test
  void a_refused_key_ends_the_profiles_after_five_requests_and_no_night() {
    addSixty();
    providers
        .server()
        .on("/stable/profile", status(401, "{\"Error Message\":\"Invalid API KEY.\"}"));

    CommandRun night = operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(profileRequests()).hasSizeLessThanOrEqualTo(1 + 5);
    assertThat(night.logged("no more profiles in this run")).hasSize(1);
    assertThat(stored.count("symbol_universe where profile_requested_on is not null"))
        .as("the key may be right tomorrow")
        .isEqualTo(1);
  }

  private void addSixty() {
    operator
        .types(
            Stream.concat(
                    Stream.of("universe", "add"),
                    IntStream.range(0, 60).mapToObj(NightOverHttpTest::symbolOf))
                .toArray(String[]::new))
        .hasExitCode(0);
    providers.yahooAnswers(
        "NA",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          bytes(chart(path.substring(Bodies.YAHOO.length()), providers.asked(SYMBOL, exchange)))
              .give(exchange);
        });
    before = providers.server().asked().size();
  }

  private static String symbolOf(int number) {
    return "NA" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
  }

  private List<Asked> profileRequests() {
    return providers.server().asked().stream()
        .skip(before)
        .filter(asked -> asked.path().equals("/stable/profile"))
        .toList();
  }

  @Test
  void with_every_provider_down_the_run_is_to_be_tried_again() {
    providers.allAnswer(status(503, ""));

    CommandRun answer = operator.types("run", "--date", "2022-06-30").hasExitCode(75);

    assertThat(answer.logged("no provider can be reached")).isNotEmpty();
    assertThat(stored.count("market_data_cache where price_date = '2022-06-30'")).isZero();
    assertThat(stored.count("symbol_batch_universe where unknown")).isZero();
  }

  @Test
  void a_factor_fund_that_yahoo_leaves_out_comes_from_fmp() {
    providers.yahooAnswers(
        "QUAL",
        exchange -> {
          try (SampleProviders market = new SampleProviders()) {
            List<RawBar> bars = market.asked("QUAL", exchange);
            bytes(chart("QUAL", bars.subList(0, bars.size() - 1))).give(exchange);
          }
        });

    operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(stored.texts(SOURCES)).containsExactly("fmp 1", "yahoo 8");
  }

  @Test
  void a_session_that_no_provider_can_fill_is_a_failure_that_names_them() {
    stored.execute("delete from market_data_cache where symbol = 'KILO'");
    providers.yahooAnswers(
        SYMBOL,
        spoiled(
            (days, closes) ->
                chart(
                    SYMBOL,
                    days.subList(0, days.size() - 1),
                    closes.subList(0, closes.size() - 1).stream()
                        .map(close -> new BigDecimal(close).multiply(new BigDecimal("1.02")))
                        .map(BigDecimal::toPlainString)
                        .toList())));

    operator.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(
            operator
                .types("missing", "--date", "2022-06-30", "-o", "csv")
                .hasExitCode(0)
                .everything())
        .contains("prices,KILO,NO_PRICE")
        .contains("yahoo has no usable price of 2022-06-30; fmp does not agree");
  }

  @Test
  void an_outage_of_the_first_provider_changes_no_stored_price() {
    providers.yahooAnswers(
        SYMBOL,
        spoiled(
            (days, closes) ->
                chart(
                    SYMBOL,
                    days,
                    closes.stream()
                        .map(close -> new BigDecimal(close).multiply(new BigDecimal("1.002")))
                        .map(BigDecimal::toPlainString)
                        .toList())));
    operator.types("run", "--date", "2022-06-30").hasExitCode(0);
    String prices = stored.text(PRICES_OF_JUNE);
    long corrected = stored.count("market_data_history");
    providers.yahooAnswers(SYMBOL, status(503, ""));
    clock.set(Instant.parse("2022-07-02T02:00:00Z"));

    operator.types("run", "--date", "2022-07-01").hasExitCode(0);

    assertThat(stored.text(PRICES_OF_JUNE)).isEqualTo(prices);
    assertThat(stored.count("market_data_history")).isEqualTo(corrected);
    assertThat(
            stored.texts(
                "select source || ' ' || source_rank from market_data_cache where symbol = 'KILO'"
                    + " and price_date >= '2022-06-30' order by price_date"))
        .containsExactly("yahoo 1", "fmp 2");
  }

  @Test
  void options_without_any_provider_are_told_at_once_and_listed_and_do_not_count() {
    Map<String, String> environment = with("AFTERCLOSE_PROVIDERS_OPTION", "polygon");
    environment.put("POLYGON_API_KEY", "");
    Operator without = Operator.in(environment, clock);
    without.types("universe", "add", "SPY220715C00400000", "SPY220715P00400000").hasExitCode(0);

    CommandRun answer = without.types("run", "--date", "2022-06-30").hasExitCode(0);

    assertThat(answer.logged("No price provider of the kind OPTION can be used")).hasSize(1);
    assertThat(
            without
                .types("missing", "--date", "2022-06-30", "-o", "csv")
                .hasExitCode(0)
                .everything())
        .contains("prices,SPY220715C00400000,NO_PROVIDER", "prices,SPY220715P00400000,NO_PROVIDER");
    assertThat(stored.count("symbol_batch_universe where unknown")).isZero();
    assertThat(stored.text("select exit_message from batch_job_execution order by 1 desc limit 1"))
        .doesNotContain("failed");
  }

  @Test
  void keys_are_in_no_row_and_no_line() {
    providers.allAnswer(status(403, SampleProviders.FMP_KEY + " " + SampleProviders.POLYGON_KEY));

    CommandRun answer = operator.types("run", "--date", "2022-06-30").hasExitCode(1);

    assertThat(answer.everything())
        .doesNotContain(SampleProviders.FMP_KEY, SampleProviders.POLYGON_KEY);
    String everything =
        String.join(
            "\n",
            stored.texts(
                "select query_to_xml('select * from ' || quote_ident(tablename), true, false,"
                    + " '')::text from pg_tables where schemaname = current_schema()"));
    assertThat(everything)
        .contains("403")
        .doesNotContain(SampleProviders.FMP_KEY, SampleProviders.POLYGON_KEY);
  }

  @Test
  void whole_sessions_are_asked_for_at_once_where_many_symbols_lack_them() {
    providers.tellingSessionsOf(
        List.of("IWM", "MTUM", "QUAL", "SPY", "TLT", "USMV", "VTV", "VUG", SYMBOL));
    int before = providers.server().asked().size();

    Operator.in(with("AFTERCLOSE_PROVIDERS_GROUPED_FETCH_THRESHOLD", "9"), clock)
        .types("run", "--date", "2022-06-30")
        .hasExitCode(0);

    assertThat(stored.texts(SOURCES)).containsExactly("polygon 9");
    assertThat(stored.count("market_data_history")).isZero();
    // Seven sessions: bars, splits, dividends.
    assertThat(providers.server().asked().size() - before).isEqualTo(21);
  }

  @Test
  void who_is_not_told_with_the_whole_session_is_asked_for_by_himself() {
    providers.tellingSessionsOf(List.of("IWM", "MTUM", "QUAL", "SPY", "TLT", "USMV", "VTV", "VUG"));

    Operator.in(with("AFTERCLOSE_PROVIDERS_GROUPED_FETCH_THRESHOLD", "9"), clock)
        .types("run", "--date", "2022-06-30")
        .hasExitCode(0);

    assertThat(stored.texts(SOURCES)).containsExactly("polygon 8", "yahoo 1");
  }

  @Test
  void a_later_split_changes_no_stored_row_and_no_past_exposure() {
    operator.types("run", "--date", "2022-06-30").hasExitCode(0);
    String prices = stored.text(PRICES_OF_JUNE);
    String exposures = exposures();
    // From now on Yahoo tells a quarter of every close before the split, and the split.
    providers.yahooAnswers(
        SYMBOL,
        spoiled(
            (days, closes) ->
                chart(
                        SYMBOL,
                        days,
                        closes.stream()
                            .map(close -> new BigDecimal(close).divide(new BigDecimal(4)))
                            .map(BigDecimal::toPlainString)
                            .toList())
                    .replace(
                        "\"indicators\"",
                        "\"events\":{" + Bodies.split("2022-07-06", 4, 1) + "},\"indicators\"")
                    .replaceAll("(?<=[\\[,])4000(?=[,\\]])", "16000")));
    clock.set(Instant.parse("2022-07-07T02:00:00Z"));

    operator.types("run", "--date", "2022-07-06").hasExitCode(0);
    operator.types("run", "--date", "2022-06-30", "--symbols", SYMBOL).hasExitCode(0);

    assertThat(stored.texts("select ex_date || ' ' || trim_scale(value) from corporate_actions"))
        .containsExactly("2022-07-06 4");
    assertThat(stored.text(PRICES_OF_JUNE)).isEqualTo(prices);
    assertThat(stored.count("market_data_history")).isZero();
    assertThat(stored.count("market_data_cache where flags <> ''")).isZero();
    assertThat(exposures()).isEqualTo(exposures);
  }

  private String exposures() {
    return operator
        .types("exposures", "--date", "2022-06-30", "--symbol", SYMBOL, "-o", "csv")
        .hasExitCode(0)
        .out();
  }

  @Test
  void a_run_that_broke_asks_only_for_what_is_missing() {
    stored.execute(
        "create function refuse() returns trigger language plpgsql as $$ begin"
            + " if new.symbol = 'QUAL' then raise exception 'no room'; end if;"
            + " return new; end $$");
    stored.execute(
        "create trigger refusing before insert on market_data_cache"
            + " for each row execute function refuse()");
    Operator careful =
        Operator.in(
            with("AFTERCLOSE_PROVIDERS_COMMIT_SIZE", "1"),
            SettableClock.at("2022-08-01T12:00:00Z"));
    careful.types("run", "--date", "2022-06-30").hasExitCode(1);
    stored.execute("drop trigger refusing on market_data_cache");
    stored.execute("drop function refuse()");
    List<String> missing =
        stored.texts(
            "select symbol from market_data_cache group by symbol"
                + " having max(price_date) < '2022-06-30' order by symbol");
    assertThat(missing).contains("QUAL");
    int before = providers.server().asked().size();

    careful.types("run", "--date", "2022-06-30").hasExitCode(0);

    List<FakeProviderServer.Asked> asked = providers.server().asked();
    assertThat(asked.subList(before, asked.size()).stream().map(FakeProviderServer.Asked::path))
        .containsOnly(missing.stream().map(symbol -> Bodies.YAHOO + symbol).toArray(String[]::new))
        .containsAll(missing.stream().map(symbol -> Bodies.YAHOO + symbol).toList());
  }

  private Map<String, String> with(String variable, String value) {
    Map<String, String> environment = providers.environment(POSTGRES.environment());
    environment.put(variable, value);
    return environment;
  }
}
