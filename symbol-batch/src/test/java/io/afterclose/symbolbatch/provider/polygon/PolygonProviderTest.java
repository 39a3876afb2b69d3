package io.afterclose.symbolbatch.provider.polygon;

import static io.afterclose.symbolbatch.fixture.Bodies.POLYGON_BARS;
import static io.afterclose.symbolbatch.fixture.Bodies.POLYGON_DIVIDENDS;
import static io.afterclose.symbolbatch.fixture.Bodies.POLYGON_SESSION;
import static io.afterclose.symbolbatch.fixture.Bodies.POLYGON_SPLITS;
import static io.afterclose.symbolbatch.fixture.Bodies.polygonBar;
import static io.afterclose.symbolbatch.fixture.Bodies.polygonBars;
import static io.afterclose.symbolbatch.fixture.Bodies.polygonDividend;
import static io.afterclose.symbolbatch.fixture.Bodies.polygonResults;
import static io.afterclose.symbolbatch.fixture.Bodies.polygonSplit;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.status;
import static io.afterclose.symbolbatch.fixture.Surrounded.bar;
import static io.afterclose.symbolbatch.fixture.Surrounded.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.price.NetworkProviders;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.SessionActions;
import io.afterclose.symbolbatch.provider.SessionPriceProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolygonProviderTest {

  private static final LocalDate DAY = LocalDate.of(2025, 3, 14);
  private static final PriceRequest TONIGHT = listed("AAPL", "2025-03-10", "2025-03-14");

  private final Surrounded surrounded = new Surrounded("2025-03-15T01:00:00Z");
  private final FakeProviderServer server = surrounded.server;
  private final NetworkProviders providers = surrounded.open();
  private final PriceProvider polygon = providers.named("polygon").orElseThrow();
  private final SessionPriceProvider sessions = providers.sessions().orElseThrow();

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  @Test
  void asks_for_bars_as_traded_with_the_key_in_a_header() throws ProviderFailure {
    quiet();
    server.on(POLYGON_BARS, json(polygonBars("AAPL", false, polygonBar("2025-03-14", "213.49"))));

    ProviderResponse answer = polygon.fetch(TONIGHT);

    assertThat(bar(answer, "2025-03-14").close()).isEqualByComparingTo("213.49");
    assertThat(server.asked()).hasSize(3);
    FakeProviderServer.Asked asked = server.asked().get(0);
    assertThat(asked.path()).isEqualTo("/v2/aggs/ticker/AAPL/range/1/day/2025-03-10/2025-03-14");
    assertThat(asked.query()).isEqualTo("adjusted=false&sort=asc&limit=50000");
    assertThat(asked.headers().getFirst("Authorization"))
        .isEqualTo("Bearer " + Surrounded.POLYGON_KEY);
  }

  @Test
  void actions_are_told_as_paid_and_change_no_price_as_traded() throws ProviderFailure {
    server
        .on(
            POLYGON_BARS,
            json(
                polygonBars(
                    "AAPL",
                    false,
                    polygonBar("2025-03-11", "500"),
                    polygonBar("2025-03-12", "129"))))
        .on(POLYGON_SPLITS, json(polygonResults(polygonSplit("AAPL", "2025-03-12", 1, 4))))
        .on(
            POLYGON_DIVIDENDS,
            json(
                polygonResults(
                    polygonDividend("AAPL", "2025-03-11", "0.82"),
                    polygonDividend("AAPL", "2025-03-11", "0.82"),
                    polygonDividend("AAPL", "2025-03-11", "1.5"))));

    ProviderResponse answer = polygon.fetch(TONIGHT);

    assertThat(bar(answer, "2025-03-11").close()).isEqualByComparingTo("500");
    // A row told twice counts once; a special dividend on the same day is added.
    assertThat(answer.actions())
        .containsExactly(
            action("AAPL", "2025-03-12", CorporateAction.Kind.SPLIT, "4"),
            action("AAPL", "2025-03-11", CorporateAction.Kind.DIVIDEND, "2.32"));
  }

  @Test
  void a_payment_that_is_listed_twice_counts_once_and_two_payments_of_a_day_are_added()
      throws ProviderFailure {
    String payment = polygonDividend("AAPL", "2025-03-11", "0.25");
    server
        .on(POLYGON_BARS, json(polygonBars("AAPL", false, polygonBar("2025-03-11", "213.49"))))
        .on(POLYGON_SPLITS, json(polygonResults()))
        .on(
            POLYGON_DIVIDENDS,
            json(
                polygonResults(
                    // The same without its pay date, and with another id.
                    terms(payment, "a1", "2025-03-11", ""),
                    terms(payment, "b2", "2025-03-11", "2025-03-20"),
                    terms(payment, "c3", "2025-03-11", "2025-03-20"),
                    // Paid another day, and a special one.
                    terms(payment, "d4", "2025-03-11", "2025-06-20"),
                    terms(payment.replace("CD", "SC"), "e5", "2025-03-11", "2025-03-20"))));

    assertThat(polygon.fetch(TONIGHT).actions())
        .containsExactly(action("AAPL", "2025-03-11", CorporateAction.Kind.DIVIDEND, "0.75"));
    assertThat(sessions.sessionActions(LocalDate.of(2025, 3, 11)).actions())
        .containsExactly(action("AAPL", "2025-03-11", CorporateAction.Kind.DIVIDEND, "0.75"));
  }

  private static String terms(String payment, String id, String record, String pay) {
    return payment.replace(
        "{",
        "{\"id\":\"%s\",\"record_date\":\"%s\",\"pay_date\":\"%s\",".formatted(id, record, pay));
  }

  @Test
  void refusals_of_plan_key_and_limit_are_told_with_their_reason_and_without_the_key() {
    for (int status : List.of(200, 403)) {
      server.on(
          POLYGON_BARS,
          status(
              status,
              "{\"status\":\"NOT_AUTHORIZED\",\"message\":\"Your plan doesn't include this data"
                  + " timeframe. Key "
                  + Surrounded.POLYGON_KEY
                  + "\"}"));
      ProviderFailure failure = thrown(TONIGHT);
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure)
          .hasMessageContaining("the plan of the key does not include it")
          .hasMessageNotContaining(Surrounded.POLYGON_KEY);
    }

    for (int status : List.of(200, 401, 403)) {
      server.on(
          POLYGON_BARS, status(status, "{\"status\":\"ERROR\",\"error\":\"Unknown API Key\"}"));
      assertThat(thrown(TONIGHT)).hasMessageContaining("the key or session is refused");
    }

    server.on(
        POLYGON_BARS,
        status(
            200,
            "{\"status\":\"ERROR\",\"error\":\"You've exceeded the maximum requests per minute,"
                + " please wait or upgrade your subscription to continue.\"}"));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.RATE_LIMITED);
  }

  @Test
  void delayed_data_are_data() throws ProviderFailure {
    quiet();
    server.on(
        POLYGON_BARS,
        json(
            polygonBars("AAPL", false, polygonBar("2025-03-14", "213.49"))
                .replace("\"OK\"", "\"DELAYED\"")));

    assertThat(polygon.fetch(TONIGHT).bars()).hasSize(1);
  }

  @Test
  void an_answer_that_says_it_is_adjusted_is_turned_back() throws ProviderFailure {
    server
        .on(POLYGON_BARS, json(polygonBars("AAPL", true, polygonBar("2005-04-01", "1.4604"))))
        .on(
            POLYGON_SPLITS,
            json(
                polygonResults(
                    polygonSplit("AAPL", "2020-08-31", 1, 4),
                    polygonSplit("AAPL", "2014-06-09", 1, 7))))
        .on(POLYGON_DIVIDENDS, json(polygonResults()));

    ProviderResponse answer = polygon.fetch(listed("AAPL", "2005-04-01", "2005-04-04"));

    // 1.4604 × 28: it closed at 40.89.
    assertThat(bar(answer, "2005-04-01").close()).isEqualByComparingTo("40.8912");
    assertThat(server.asked().get(1).query())
        .isEqualTo("ticker=AAPL&limit=1000&execution_date.gte=2005-04-01");
  }

  @Test
  void a_preferred_share_is_requested_in_the_case_of_the_tape() throws ProviderFailure {
    server
        .on(
            POLYGON_BARS + "BACpL",
            json(polygonBars("BACpL", false, polygonBar("2025-03-14", "1200"))))
        .on(POLYGON_SPLITS, json(polygonResults()))
        .on(POLYGON_DIVIDENDS, json(polygonResults()));

    ProviderResponse answer = polygon.fetch(listed("BAC.PL", "2025-03-14", "2025-03-14"));

    assertThat(bar(answer, "2025-03-14").close()).isEqualByComparingTo("1200");
    assertThat(server.asked().get(1).query()).startsWith("ticker=BACpL&");
    assertThat(server.asked().get(2).query()).startsWith("ticker=BACpL&");
  }

  @Test
  void options_take_one_request_and_their_days_are_those_of_new_york() throws ProviderFailure {
    // 2025-03-09 is the change to summer time.
    server.on(
        POLYGON_BARS + "O:SPY250314C00560000",
        json(
            polygonBars(
                "O:SPY250314C00560000",
                false,
                polygonBar("2025-03-07", "18.34"),
                polygonBar("2025-03-10", "8.43"))));

    ProviderResponse answer =
        polygon.fetch(Surrounded.option("SPY250314C00560000", "2025-03-03", "2025-03-14"));

    assertThat(bar(answer, "2025-03-07").close()).isEqualByComparingTo("18.34");
    assertThat(bar(answer, "2025-03-10").close()).isEqualByComparingTo("8.43");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void nothing_in_the_range_is_no_failure_and_takes_one_request() throws ProviderFailure {
    server.on(
        POLYGON_BARS,
        json("{\"status\":\"OK\",\"queryCount\":0,\"resultsCount\":0,\"results\":null}"),
        json("{\"ticker\":\"AAPL\",\"status\":\"OK\",\"adjusted\":false}"),
        status(404, "{\"status\":\"NOT_FOUND\",\"message\":\"Ticker not found.\"}"));

    for (int time = 0; time < 3; time++) {
      assertThat(polygon.fetch(TONIGHT)).isEqualTo(ProviderResponse.NOTHING);
    }
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void another_ticker_or_an_error_with_status_200_is_a_bad_body() {
    server.on(
        POLYGON_BARS,
        json(polygonBars("MSFT", false, polygonBar("2025-03-14", "388.56"))),
        json("{\"status\":\"ERROR\",\"error\":\"something\"}"),
        status(404, "{\"message\":\"no such route\"}"));

    for (int time = 0; time < 3; time++) {
      assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);
    }
  }

  @Test
  void pages_are_followed_on_the_same_host() throws ProviderFailure {
    server
        .on(POLYGON_BARS, json(polygonBars("AAPL", false, polygonBar("2025-03-14", "213.49"))))
        .on(POLYGON_SPLITS, json(polygonResults()))
        .on(
            POLYGON_DIVIDENDS,
            json(
                nextPage(
                    polygonResults(polygonDividend("AAPL", "2025-03-11", "0.1")),
                    server.url() + POLYGON_DIVIDENDS + "?cursor=abc")),
            json(polygonResults(polygonDividend("AAPL", "2025-03-12", "0.2"))));

    assertThat(polygon.fetch(TONIGHT).actions()).hasSize(2);
    assertThat(server.askedFor(POLYGON_DIVIDENDS)).isEqualTo(2);
    assertThat(server.asked().get(3).headers().getFirst("Authorization"))
        .isEqualTo("Bearer " + Surrounded.POLYGON_KEY);
  }

  @Test
  void the_next_page_may_be_at_another_configured_host() throws ProviderFailure {
    try (FakeProviderServer renamed = new FakeProviderServer()) {
      quiet();
      server.on(
          POLYGON_BARS,
          json(
              nextPage(
                  polygonBars("AAPL", false, polygonBar("2025-03-13", "209.68")),
                  renamed.url() + POLYGON_BARS + "AAPL?cursor=abc")));
      renamed.on(
          POLYGON_BARS, json(polygonBars("AAPL", false, polygonBar("2025-03-14", "213.49"))));
      surrounded.with("AFTERCLOSE_POLYGON_URLS", server.url() + "," + renamed.url());

      assertThat(surrounded.provider("polygon").fetch(TONIGHT).bars()).hasSize(2);
    }
  }

  @Test
  void pages_elsewhere_and_pages_without_end_are_not_followed() {
    server
        .on(POLYGON_BARS, json(polygonBars("AAPL", false, polygonBar("2025-03-14", "213.49"))))
        .on(
            POLYGON_SPLITS,
            json(nextPage(polygonResults(), "https://evil.example.com/v3/reference/splits")));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.REDIRECTED);

    server.on(
        POLYGON_SPLITS, json(nextPage(polygonResults(), server.url() + POLYGON_SPLITS + "?c=1")));
    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);
    assertThat(server.askedFor(POLYGON_SPLITS)).isEqualTo(1 + 20);
  }

  @Test
  void a_session_takes_one_request_for_all_symbols() throws ProviderFailure {
    server.on(
        POLYGON_SESSION,
        json(
            polygonBars(
                "",
                false,
                grouped("AAPL", "2025-03-14", "213.49"),
                grouped("BRK.B", "2025-03-14", "510.5"),
                grouped("BACpL", "2025-03-14", "1200"),
                grouped("GEw", "2025-03-14", "90"),
                grouped("BAC-PL", "2025-03-14", "1"),
                grouped("OLD", "2025-03-13", "7"),
                grouped("BAD", "2025-03-14", "\"N/A\""),
                grouped("AAPL", "2025-03-14", "213.40"),
                "{\"c\":5}")));

    Map<Symbol, ProviderBar.RawBar> session = sessions.session(DAY);

    assertThat(session)
        .containsOnlyKeys(Symbol.of("AAPL"), Symbol.of("BAC.PL"), Symbol.of("BRK.B"));
    assertThat(session.values())
        .extracting(ProviderBar.RawBar::close)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("213.49"), new BigDecimal("1200"), new BigDecimal("510.5"));
    assertThat(server.asked())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.path()).endsWith("/stocks/2025-03-14");
              assertThat(asked.query()).isEqualTo("adjusted=false");
            });
  }

  @Test
  void an_adjusted_session_is_refused_and_an_empty_one_is_empty() throws ProviderFailure {
    server.on(
        POLYGON_SESSION,
        json(polygonBars("", true, grouped("AAPL", "2025-03-14", "213.49"))),
        json("{\"status\":\"OK\",\"adjusted\":true,\"resultsCount\":0}"));

    assertThat(catchThrowableOfType(ProviderFailure.class, () -> sessions.session(DAY)).kind())
        .isEqualTo(Kind.BAD_BODY);
    assertThat(sessions.session(DAY)).isEmpty();
  }

  @Test
  void the_actions_of_a_session_are_those_of_all_symbols() throws ProviderFailure {
    server
        .on(
            POLYGON_SPLITS,
            json(
                polygonResults(
                    polygonSplit("XYZ", "2025-03-14", 50, 1),
                    polygonSplit("BACpL", "2025-03-14", 1, 2))))
        .on(
            POLYGON_DIVIDENDS,
            json(
                polygonResults(
                    polygonDividend("KO", "2025-03-14", "0.51"),
                    polygonDividend("ENB", "2025-03-14", "0.9")
                        .replace("{", "{\"currency\":\"CAD\","),
                    polygonDividend("ODD", "2025-03-14", "-1"))));

    SessionActions actions = sessions.sessionActions(DAY);

    assertThat(actions.unreadable()).containsOnly(Symbol.of("ENB"), Symbol.of("ODD"));
    assertThat(actions.actions())
        .containsExactly(
            action("BAC.PL", "2025-03-14", CorporateAction.Kind.SPLIT, "2"),
            action("KO", "2025-03-14", CorporateAction.Kind.DIVIDEND, "0.51"),
            action("XYZ", "2025-03-14", CorporateAction.Kind.SPLIT, "0.02"));
    assertThat(server.asked().get(0).query()).isEqualTo("execution_date=2025-03-14&limit=1000");
    assertThat(server.asked().get(1).query()).isEqualTo("ex_dividend_date=2025-03-14&limit=1000");
  }

  @Test
  void a_dividend_in_another_currency_is_refused() {
    server
        .on(POLYGON_BARS, json(polygonBars("AAPL", false, polygonBar("2025-03-14", "213.49"))))
        .on(POLYGON_SPLITS, json(polygonResults()))
        .on(
            POLYGON_DIVIDENDS,
            json(
                polygonResults(
                    polygonDividend("AAPL", "2025-03-11", "0.1")
                        .replace("{", "{\"currency\":\"CAD\","))));

    assertThat(failure(TONIGHT)).isEqualTo(Kind.BAD_BODY);
    assertThat(thrown(TONIGHT))
        .hasMessageContaining("AAPL: a dividend in USD was expected on 2025-03-11, found CAD");
  }

  private void quiet() {
    server.on(POLYGON_SPLITS, json(polygonResults())).on(POLYGON_DIVIDENDS, json(polygonResults()));
  }

  private static String nextPage(String page, String address) {
    return page.replace("\"status\"", "\"next_url\":\"" + address + "\",\"status\"");
  }

  private static String grouped(String ticker, String day, String close) {
    return polygonBar(day, close).replace("{\"v\"", "{\"T\":\"" + ticker + "\",\"v\"");
  }

  private static CorporateAction action(
      String symbol, String day, CorporateAction.Kind kind, String value) {
    return new CorporateAction(
        Symbol.of(symbol), LocalDate.parse(day), kind, new BigDecimal(value));
  }

  private ProviderFailure thrown(PriceRequest request) {
    return catchThrowableOfType(ProviderFailure.class, () -> polygon.fetch(request));
  }

  private Kind failure(PriceRequest request) {
    return thrown(request).kind();
  }
}
