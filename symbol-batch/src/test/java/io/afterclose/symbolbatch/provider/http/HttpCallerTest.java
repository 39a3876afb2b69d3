package io.afterclose.symbolbatch.provider.http;

import static io.afterclose.symbolbatch.fixture.FakeProviderServer.body;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.cutShort;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.drip;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.gzip;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.hang;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.redirect;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.stall;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.status;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.zipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.afterclose.run.execution.Pause;
import io.afterclose.run.redaction.Redaction;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.settings.ProviderProperties;
import io.afterclose.symbolbatch.provider.settings.RateLimit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpHeaders;

/** Read timeout 300 ms, call timeout 700 ms, two retries; each test ends within seconds. */
@Timeout(20)
class HttpCallerTest {

  private static final String PATH = "/prices";
  private static final ProviderRequest QUESTION = ProviderRequest.of(PATH);
  private static final String GOOD = "{\"good\":1}";

  private final FakeProviderServer server = new FakeProviderServer();
  private final FakeProviderServer twin = new FakeProviderServer();
  private final TimeMachine time = TimeMachine.at("2025-03-14T21:00:00Z");

  @AfterEach
  void stopServers() {
    server.close();
    twin.close();
  }

  @Test
  void a_good_answer_takes_one_request() throws ProviderFailure {
    server.on(PATH, json(GOOD));

    assertThat(caller().get(QUESTION).json().path("good").intValue()).isEqualTo(1);
    assertThat(server.asked()).hasSize(1);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void too_many_requests_is_tried_again_with_growing_waits() {
    server.on(PATH, status(429, "Too Many Requests"));

    assertThat(failure(caller())).isEqualTo(Kind.RATE_LIMITED);
    assertThat(server.asked()).hasSize(3);
    // One and two seconds, with a jitter of half a second, doubled with the wait.
    assertThat(time.waits()).hasSize(2);
    assertThat(time.waits().get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
    assertThat(time.waits().get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void retry_after_in_seconds_is_kept_to() throws ProviderFailure {
    server.on(PATH, status(429, "wait", "Retry-After", "17"), json(GOOD));

    caller().get(QUESTION);

    assertThat(time.waits()).containsExactly(Duration.ofSeconds(17));
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void retry_after_as_a_date_is_kept_to() throws ProviderFailure {
    server.on(
        PATH, status(503, "wait", "Retry-After", "Fri, 14 Mar 2025 21:00:40 GMT"), json(GOOD));

    caller().get(QUESTION);

    assertThat(time.waits()).containsExactly(Duration.ofSeconds(40));
  }

  @Test
  void a_retry_after_beyond_the_bound_is_not_waited_for() {
    server.on(PATH, status(429, "wait", "Retry-After", "3600"));

    assertThat(failure(caller())).isEqualTo(Kind.RATE_LIMITED);
    assertThat(server.asked()).hasSize(1);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void server_errors_pass() throws ProviderFailure {
    server.on(PATH, status(500, "oops"), status(503, "busy"), json(GOOD));

    assertThat(caller().get(QUESTION).status()).isEqualTo(200);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void lasting_server_errors_fail() {
    server.on(PATH, status(500, "oops"));

    assertThat(failure(caller())).isEqualTo(Kind.SERVER_ERROR);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void refusals_are_not_tried_again() {
    for (int status : List.of(401, 402, 403)) {
      server.on(PATH + status, status(status, "no"));

      assertThat(failure(caller(), ProviderRequest.of(PATH + status))).isEqualTo(Kind.REFUSED);
      assertThat(server.askedFor(PATH + status)).isEqualTo(1);
    }
  }

  @Test
  void a_hang_ends_with_the_read_timeout() {
    server.on(PATH, hang());
    long start = System.nanoTime();

    assertThat(failure(caller())).isEqualTo(Kind.TIMEOUT);

    assertThat(server.asked()).hasSize(3);
    // Three times the 200 ms for connecting and the 300 ms of silence, and some air.
    assertThat(since(start)).isBetween(Duration.ofMillis(1400), Duration.ofSeconds(5));
  }

  @Test
  void a_body_that_falls_silent_ends_with_the_read_timeout() {
    server.on(PATH, stall("{\"good\":"));
    long start = System.nanoTime();

    assertThat(failure(caller())).isEqualTo(Kind.TIMEOUT);
    assertThat(since(start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_slow_drip_ends_with_the_call_timeout() throws InterruptedException {
    server.on(PATH, drip());
    long start = System.nanoTime();

    ProviderFailure failure = thrown(caller(), QUESTION);

    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failure).hasMessageContaining("longer than 700 ms");
    assertThat(since(start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    assertThat(server.hangUps(3)).isEqualTo(3);
  }

  @Test
  void a_reset_connection_is_tried_again() {
    try (FakeProviderServer.Resetting resetting = new FakeProviderServer.Resetting()) {
      assertThat(failure(caller(resetting.url()))).isEqualTo(Kind.UNREACHABLE);
      assertThat(resetting.connections()).isEqualTo(3);
      assertThat(time.waits()).hasSize(2);
    }
  }

  @Test
  void nobody_listening_is_unreachable() {
    FakeProviderServer gone = new FakeProviderServer();
    gone.close();

    assertThat(failure(caller(gone.url()))).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void what_is_not_one_whole_json_is_a_bad_body_and_not_asked_for_again() {
    for (String text :
        List.of(
            "{\"good\":[1,2",
            "<html><body>Welcome</body></html>",
            "",
            "   ",
            "{} {}",
            "true",
            "12",
            "{\"a\":1e99999999999}",
            "[".repeat(20_000))) {
      server.on(PATH, json(text));
      int before = server.asked().size();

      assertThat(failure(caller())).as(text).isEqualTo(Kind.BAD_BODY);
      assertThat(server.asked()).hasSize(before + 1);
    }
  }

  @Test
  void an_answer_that_breaks_off_is_tried_again() throws ProviderFailure {
    server.on(PATH, cutShort("{\"good\":"), json(GOOD));

    assertThat(caller().get(QUESTION).status()).isEqualTo(200);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void an_answer_that_always_breaks_off_is_a_bad_body() {
    server.on(PATH, cutShort("{\"good\":"));

    assertThat(failure(caller())).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void a_gigabyte_is_not_read_to_its_end() throws InterruptedException {
    server.on(PATH, server.gigabyte());

    assertThat(failure(caller())).isEqualTo(Kind.TOO_LARGE);

    assertThat(server.hangUps(1)).isEqualTo(1);
    assertThat(server.asked()).hasSize(1);
    // The cap is 64 KB; what is above lies in the buffers of both ends of the connection.
    assertThat(server.bytesSent()).isLessThan(16L * 1024 * 1024);
  }

  @Test
  void compressed_answers_are_read_and_a_bomb_is_capped() throws ProviderFailure {
    server.on(PATH, gzip(zipped(GOOD)));
    assertThat(caller().get(QUESTION).json().path("good").intValue()).isEqualTo(1);
    assertThat(server.asked().get(0).headers().getFirst("Accept-Encoding")).isEqualTo("gzip");

    byte[] bomb = zipped(new byte[1024 * 1024], 200);
    server.on(PATH, gzip(bomb));
    assertThat(bomb.length).isLessThan(300_000);
    assertThat(failure(caller())).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void a_truncated_or_false_gzip_is_a_bad_body() {
    byte[] whole = zipped("{\"good\":1,\"padding\":\"" + "x".repeat(500) + "\"}");
    server.on(PATH, gzip(java.util.Arrays.copyOf(whole, whole.length / 2)));
    assertThat(failure(caller())).isEqualTo(Kind.BAD_BODY);

    server.on(PATH, gzip(GOOD.getBytes(StandardCharsets.UTF_8)));
    assertThat(failure(caller())).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void redirects_are_not_followed_wherever_they_point() {
    twin.on("/", json(GOOD));
    for (int status : List.of(301, 302, 303, 307, 308)) {
      server.on(PATH, redirect(status, twin.url() + "/elsewhere?key=1"));
      assertThat(failure(caller())).isEqualTo(Kind.REDIRECTED);
      server.on(PATH, redirect(status, server.url() + "/same-host"));
      assertThat(failure(caller())).isEqualTo(Kind.REDIRECTED);
    }
    assertThat(twin.asked()).isEmpty();
    assertThat(server.askedFor("/same-host")).isZero();
  }

  @Test
  void a_next_page_elsewhere_is_not_followed() throws ProviderFailure {
    twin.on("/", json(GOOD));
    server.on("/", json(GOOD));
    HttpCaller caller = caller();

    for (String address :
        List.of(
            twin.url() + "/page2",
            server.url().replace("http:", "https:") + "/page2",
            "http://127.0.0.1/page2",
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "/page2",
            "::not an address")) {
      ProviderFailure failure =
          catchThrowableOfType(ProviderFailure.class, () -> caller.follow(address));
      assertThat(failure.kind()).as(address).isIn(Kind.REDIRECTED, Kind.BAD_BODY);
    }
    assertThat(twin.asked()).isEmpty();
    assertThat(server.asked()).isEmpty();
    assertThat(caller.follow(server.url() + "/page2?cursor=x").status()).isEqualTo(200);
  }

  @Test
  void a_wrong_charset_spoils_letters_but_not_numbers() throws ProviderFailure {
    byte[] latin = "{\"name\":\"Münchener\",\"close\":1.5}".getBytes(StandardCharsets.ISO_8859_1);
    server.on(PATH, body(200, "application/json; charset=utf-8", latin));
    assertThat(caller().get(QUESTION).json().path("close").decimalValue())
        .isEqualByComparingTo("1.5");

    server.on(PATH, body(200, "application/json; charset=iso-8859-1", latin));
    assertThat(caller().get(QUESTION).json().path("name").asString()).isEqualTo("Münchener");

    server.on(PATH, body(200, "application/json; charset=no-such", latin));
    assertThat(caller().get(QUESTION).status()).isEqualTo(200);

    byte[] wide = GOOD.getBytes(StandardCharsets.UTF_16LE);
    server.on(PATH, body(200, "application/json; charset=utf-8", wide));
    assertThat(failure(caller())).isEqualTo(Kind.BAD_BODY);
  }

  @Test
  void the_second_server_is_asked_when_the_first_fails() throws ProviderFailure {
    server.on(PATH, status(500, "oops"));
    twin.on(PATH, json(GOOD));

    assertThat(caller(server.url(), twin.url()).get(QUESTION).status()).isEqualTo(200);
    assertThat(server.asked()).hasSize(1);
    assertThat(twin.asked()).hasSize(1);
  }

  @Test
  void the_second_server_is_asked_at_once_when_the_first_is_beyond_hope() throws ProviderFailure {
    server.on(PATH, body(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)));
    twin.on(PATH, json(GOOD));

    caller(server.url(), twin.url()).get(QUESTION);

    assertThat(time.waits()).isEmpty();
    assertThat(twin.asked()).hasSize(1);
  }

  @Test
  void the_breaker_opens_after_too_many_failures_and_closes_again() throws ProviderFailure {
    server.on(PATH, status(500, "oops"));
    HttpCaller caller = caller();
    for (int call = 0; call < 4; call++) {
      failure(caller);
    }
    int askedUntilOpen = server.asked().size();

    assertThat(failure(caller)).isEqualTo(Kind.BREAKER_OPEN);
    assertThat(failure(caller)).isEqualTo(Kind.BREAKER_OPEN);
    assertThat(server.asked()).hasSize(askedUntilOpen);
    // Ten of the newest twenty must be known before it judges.
    assertThat(askedUntilOpen).isEqualTo(10);

    server.on(PATH, json(GOOD));
    time.clock().advance(Duration.ofSeconds(61));
    for (int call = 0; call < 5; call++) {
      assertThat(caller.get(QUESTION).status()).isEqualTo(200);
    }
  }

  @Test
  void a_dead_server_is_passed_over_while_its_twin_answers() throws ProviderFailure {
    server.on(PATH, status(500, "oops"));
    twin.on(PATH, json(GOOD));
    HttpCaller caller = caller(server.url(), twin.url());
    for (int call = 0; call < 30; call++) {
      caller.get(QUESTION);
    }

    assertThat(server.asked()).hasSize(10);
    assertThat(twin.asked()).hasSize(30);
  }

  @Test
  void refusals_of_single_requests_do_not_open_the_breaker() {
    server.on(PATH, status(402, "not in your plan"));
    HttpCaller caller = caller();
    for (int call = 0; call < 15; call++) {
      assertThat(failure(caller)).isEqualTo(Kind.REFUSED);
    }
    assertThat(server.asked()).hasSize(15);
  }

  @Test
  void a_refused_key_opens_the_breaker() {
    server.on(PATH, status(401, "who are you"));
    HttpCaller caller = caller();
    for (int call = 0; call < 15; call++) {
      failure(caller);
    }
    assertThat(server.asked()).hasSize(10);
  }

  @Test
  void words_of_refusal_count_whatever_the_status() {
    for (int status : List.of(200, 400, 403, 404)) {
      server.on("/limit", status(status, "{\"error\":\"enough for today\"}"));
      server.on("/key", status(status, "a stranger"));
      server.on("/plan", status(status, "{\"error\":\"too poor\"}"));
      HttpCaller caller = caller();

      assertThat(thrown(caller, ProviderRequest.of("/limit")))
          .hasMessageContaining(
              "answered %d, the limit of requests is reached: ".formatted(status));
      assertThat(failure(caller, ProviderRequest.of("/limit"))).isEqualTo(Kind.RATE_LIMITED);
      assertThat(failure(caller, ProviderRequest.of("/key"))).isEqualTo(Kind.REFUSED);
      assertThat(thrown(caller, ProviderRequest.of("/plan")))
          .hasMessageContaining("the plan of the key does not include it");
    }
    assertThat(server.askedFor("/limit")).isEqualTo(4 * 2 * 3);
    assertThat(server.askedFor("/key")).isEqualTo(4);
  }

  @Test
  void a_limit_in_words_opens_the_breaker_and_a_plan_in_words_does_not() {
    server.on("/limit", json("{\"error\":\"enough\"}")).on("/plan", json("{\"error\":\"poor\"}"));
    HttpCaller caller = caller();
    for (int call = 0; call < 15; call++) {
      failure(caller, ProviderRequest.of("/plan"));
    }
    assertThat(server.askedFor("/plan")).isEqualTo(15);
    for (int call = 0; call < 15; call++) {
      failure(caller, ProviderRequest.of("/limit"));
    }
    // Half of the newest twenty.
    assertThat(server.askedFor("/limit")).isEqualTo(10);
  }

  @Test
  void a_web_page_is_told_by_its_title_and_the_next_server_asked() throws ProviderFailure {
    byte[] page =
        "<!DOCTYPE html><html><head><title> Before you continue </title></head><body>..."
            .getBytes(StandardCharsets.UTF_8);
    server.on(PATH, body(200, "text/html;charset=utf-8", page));
    assertThat(thrown(caller(), QUESTION))
        .hasMessage(
            "test: /prices (request 1): answered 200 with no whole JSON but a web page, as of"
                + " consent, a captcha or an outage: Before you continue");

    twin.on(PATH, json(GOOD));
    assertThat(caller(server.url(), twin.url()).get(QUESTION).status()).isEqualTo(200);
  }

  @Test
  void requests_are_spaced_by_the_rate() throws ProviderFailure {
    server.on(PATH, json(GOOD));
    HttpCaller caller = caller(Optional.of(RateLimit.parse("5/min")), server.url());
    for (int call = 0; call < 6; call++) {
      caller.get(QUESTION);
    }

    assertThat(time.waits())
        .hasSize(5)
        .allSatisfy(
            wait ->
                assertThat(wait).isBetween(Duration.ofMillis(11_990), Duration.ofMillis(12_010)));
  }

  @Test
  void retries_wait_for_their_turn_too() {
    server.on(PATH, status(500, "oops"));

    failure(caller(Optional.of(RateLimit.parse("5/min")), server.url()));

    assertThat(time.clock().instant().getEpochSecond() - 1741986000L).isBetween(24L, 26L);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void a_turn_that_would_come_too_late_is_not_waited_for() throws ProviderFailure {
    server.on(PATH, json(GOOD));
    HttpCaller caller = caller(Optional.of(RateLimit.parse("1/day")), server.url());
    caller.get(QUESTION);

    assertThat(failure(caller)).isEqualTo(Kind.RATE_LIMITED);
    assertThat(server.asked()).hasSize(1);
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void an_interruption_ends_a_hanging_call_at_once_and_stays_visible() throws InterruptedException {
    server.on(PATH, hang());
    HttpCaller patient = caller(properties(Optional.empty(), Duration.ofSeconds(15), server.url()));
    AtomicReference<Kind> kind = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              kind.set(failure(patient));
              flag.set(Thread.currentThread().isInterrupted());
            });
    asking.start();
    Thread.sleep(300);
    long start = System.nanoTime();

    asking.interrupt();
    asking.join(5_000);

    assertThat(kind.get()).isEqualTo(Kind.INTERRUPTED);
    assertThat(flag.get()).isTrue();
    assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void an_interruption_ends_a_wait() {
    server.on(PATH, status(503, "busy"));
    Pause interrupted =
        wait -> {
          throw new InterruptedException();
        };
    HttpCaller caller =
        new HttpCaller(
            "test",
            properties(Optional.empty(), Duration.ofMillis(300), server.url()),
            new HttpHeaders(),
            RefusalWords.NONE,
            Redaction.of(List.of()),
            time.clock(),
            interrupted);

    assertThat(failure(caller)).isEqualTo(Kind.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.asked()).hasSize(1);
  }

  private HttpCaller caller() {
    return caller(server.url());
  }

  private HttpCaller caller(String... urls) {
    return caller(Optional.empty(), urls);
  }

  private HttpCaller caller(Optional<RateLimit> rate, String... urls) {
    return caller(properties(rate, Duration.ofMillis(300), urls));
  }

  private HttpCaller caller(ProviderProperties properties) {
    return new HttpCaller(
        "test",
        properties,
        new HttpHeaders(),
        new RefusalWords(
            Map.of(
                Refusal.LIMIT_REACHED, Pattern.compile("enough"),
                Refusal.KEY_REFUSED, Pattern.compile("stranger"),
                Refusal.NOT_IN_PLAN, Pattern.compile("poor"))),
        Redaction.of(List.of()),
        time.clock(),
        time);
  }

  private static ProviderProperties properties(
      Optional<RateLimit> rate, Duration noData, String... urls) {
    return new ProviderProperties(
        List.of(urls).stream().map(URI::create).toList(),
        null,
        rate,
        new ProviderProperties.Timeouts(
            Duration.ofMillis(200), noData, noData.plus(Duration.ofMillis(400))),
        64 * 1024,
        new ProviderProperties.Retries(
            2,
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5)),
        new ProviderProperties.Breaker(20, 50, Duration.ofSeconds(60)),
        "afterclose");
  }

  private static Kind failure(HttpCaller caller) {
    return failure(caller, QUESTION);
  }

  private static Kind failure(HttpCaller caller, ProviderRequest question) {
    return thrown(caller, question).kind();
  }

  private static ProviderFailure thrown(HttpCaller caller, ProviderRequest question) {
    return catchThrowableOfType(ProviderFailure.class, () -> caller.get(question));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
