package io.afterclose.symbolbatch.price;

import static io.afterclose.symbolbatch.fixture.FakeProviderServer.body;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.cutShort;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.drip;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.gzip;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.hang;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.redirect;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.status;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.zipped;
import static io.afterclose.symbolbatch.fixture.Surrounded.bar;
import static io.afterclose.symbolbatch.fixture.Surrounded.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderChain;
import io.afterclose.symbolbatch.provider.ProviderChain.ProviderAttempt;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Yahoo does, FMP answers in the end, in bounded time and with few requests. */
@Timeout(30)
class FallThroughTest {

  private static final PriceRequest REQUEST = listed("SPY", "2025-03-10", "2025-03-14");
  private static final String GOOD = Bodies.chart("SPY", "2025-03-14", "560");

  private final Surrounded surrounded = new Surrounded("2025-03-15T01:00:00Z");
  private final FakeProviderServer server = surrounded.server;

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  /**
   * @param reason the kind of failure, or nothing known
   * @param requests to Yahoo
   */
  private record Fault(
      String name, FakeProviderServer.CommandRun answer, String reason, int requests) {

    @Override
    public String toString() {
      return name + " is " + reason + " after " + requests;
    }
  }

  private static Stream<Fault> faults() {
    byte[] html = "<html>sign in</html>".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        new Fault("429", status(429, "Edge: Too Many Requests"), "RATE_LIMITED", 3),
        new Fault("429 with Retry-After", status(429, "", "Retry-After", "30"), "RATE_LIMITED", 3),
        new Fault("429 for an hour", status(429, "", "Retry-After", "3600"), "RATE_LIMITED", 1),
        new Fault("500", status(500, "oops"), "SERVER_ERROR", 3),
        new Fault("503", status(503, ""), "SERVER_ERROR", 3),
        new Fault("401", status(401, "{}"), "REFUSED", 1),
        new Fault("403", status(403, "{}"), "REFUSED", 1),
        new Fault("301", redirect(301, "https://elsewhere.example.com/"), "REDIRECTED", 1),
        new Fault("302", redirect(302, "/consent"), "REDIRECTED", 1),
        new Fault("a hang", hang(), "TIMEOUT", 3),
        new Fault("a slow drip", drip(), "TIMEOUT", 3),
        new Fault("a cut", cutShort(GOOD.substring(0, 300)), "BAD_BODY", 3),
        new Fault("truncated JSON", json(GOOD.substring(0, 300)), "BAD_BODY", 1),
        new Fault("HTML with 200", body(200, "text/html", html), "BAD_BODY", 1),
        new Fault("empty 200", json(""), "BAD_BODY", 1),
        new Fault("empty 204", body(204, "text/plain", new byte[0]), "BAD_BODY", 1),
        new Fault("a gzip bomb", gzip(zipped(new byte[1024 * 1024], 50)), "TOO_LARGE", 1),
        new Fault("another symbol", json(GOOD.replace("SPY", "QQQ")), "BAD_BODY", 1),
        new Fault("UTF-16", body(200, "", GOOD.getBytes(StandardCharsets.UTF_16)), "BAD_BODY", 1),
        new Fault("unknown symbol", status(404, Bodies.unknownToYahoo()), "nothing known", 1),
        new Fault("no bars", json(Bodies.splitsOnly("SPY", "")), "nothing known", 1));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fmp_answers_when_yahoo_has(Fault fault) {
    server.on(Bodies.YAHOO, fault.answer());
    fmpAnswers();
    long start = System.nanoTime();

    ProviderChain.FetchResult answered = surrounded.open().chain().fetch(REQUEST);

    assertThat(answered.source()).isEqualTo("fmp");
    assertThat(bar(answered.answer(), "2025-03-14").close()).isEqualByComparingTo("560.5");
    assertThat(answered.attempts()).singleElement().satisfies(one -> matches(one, fault));
    assertThat(server.askedFor(Bodies.YAHOO)).isEqualTo(fault.requests());
    // Three calls of 0.9 s at most, and some air.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    // Two waits of at most a minute each.
    assertThat(surrounded.time.waits())
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(60)) <= 0);
  }

  private static void matches(ProviderAttempt one, Fault fault) {
    assertThat(one.provider()).isEqualTo("yahoo");
    assertThat(one.failure().map(Enum::name).orElse("nothing known")).isEqualTo(fault.reason());
    assertThat(one.reason()).isNotBlank().hasSizeLessThan(300).doesNotContain("\n");
  }

  @Test
  void yahoos_second_host_answers_before_fmp_is_asked() {
    try (FakeProviderServer twin = new FakeProviderServer()) {
      server.on(Bodies.YAHOO, status(503, ""));
      twin.on(Bodies.YAHOO, json(GOOD));
      fmpAnswers();
      surrounded.with("AFTERCLOSE_YAHOO_URLS", server.url() + "," + twin.url());

      assertThat(surrounded.open().chain().fetch(REQUEST).source()).isEqualTo("yahoo");
      assertThat(server.asked()).hasSize(1);
      assertThat(twin.asked()).hasSize(1);
    }
  }

  @Test
  void options_ask_polygon_first() {
    server.on(
        Bodies.POLYGON_BARS,
        json(
            Bodies.polygonBars(
                "O:SPY250321C00560000", false, Bodies.polygonBar("2025-03-14", "8.43"))));

    ProviderChain.FetchResult answered =
        surrounded
            .open()
            .chain()
            .fetch(Surrounded.option("SPY250321C00560000", "2025-03-10", "2025-03-14"));

    assertThat(answered.source()).isEqualTo("polygon");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void the_order_comes_from_configuration_and_a_provider_without_its_key_is_left_out() {
    fmpAnswers();
    surrounded.with("AFTERCLOSE_PROVIDERS_LISTED", "polygon, fmp").with("POLYGON_API_KEY", " ");

    ProviderChain.FetchResult answered = surrounded.open().chain().fetch(REQUEST);

    assertThat(answered.source()).isEqualTo("fmp");
    assertThat(answered.attempts()).isEmpty();
    assertThat(surrounded.open().named("polygon")).isEmpty();
    assertThat(surrounded.open().sessions()).isEmpty();
  }

  @Test
  void everybodys_reason_is_told_when_nobody_answers() {
    server
        .on(Bodies.YAHOO, status(404, Bodies.unknownToYahoo()))
        .on(Bodies.FMP_PRICES, status(402, "Premium"))
        .on(Bodies.POLYGON_BARS, status(403, "{\"status\":\"NOT_AUTHORIZED\"}"));

    ProviderChain.FetchResult answered = surrounded.open().chain().fetch(REQUEST);

    assertThat(answered.answer()).isEqualTo(ProviderResponse.NOTHING);
    assertThat(answered.attempts())
        .extracting(ProviderAttempt::reason)
        .containsExactly(
            "knows no prices of SPY from 2025-03-10 to 2025-03-14",
            "/stable/historical-price-eod/full (request 1): answered 402: Premium",
            "/v2/aggs/ticker/SPY/range/1/day/2025-03-10/2025-03-14 (request 1): answered"
                + " 403, the plan of the key does not include it:"
                + " {\"status\":\"NOT_AUTHORIZED\"}");
  }

  @Test
  void a_dead_yahoo_costs_ten_requests_and_no_more_for_a_hundred_symbols() {
    server.on(Bodies.YAHOO, status(500, "oops"));
    fmpAnswers();
    ProviderChain chain = surrounded.with("AFTERCLOSE_YAHOO_RETRIES", "0").open().chain();

    List<String> sources =
        Stream.generate(() -> chain.fetch(REQUEST).source()).limit(100).distinct().toList();

    assertThat(sources).containsExactly("fmp");
    assertThat(server.askedFor(Bodies.YAHOO)).isEqualTo(10);
  }

  private void fmpAnswers() {
    server
        .on(Bodies.FMP_PRICES, json(Bodies.rows(Bodies.fmpRow("SPY", "2025-03-14", "560.5"))))
        .on(Bodies.FMP_SPLITS, json("[]"))
        .on(Bodies.FMP_DIVIDENDS, json("[]"));
  }
}
