package io.afterclose.symbolbatch.price;

import static io.afterclose.symbolbatch.fixture.FakeProviderServer.body;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.cutShort;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.hang;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.json;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.redirect;
import static io.afterclose.symbolbatch.fixture.FakeProviderServer.status;
import static io.afterclose.symbolbatch.fixture.Surrounded.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.ProviderChain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Planted keys, everything logged, and providers that quote the key in their answers. */
@Timeout(60)
class KeysStaySecretTest {

  private static final List<String> SECRETS =
      List.of(
          Surrounded.FMP_KEY,
          Surrounded.POLYGON_KEY,
          URLEncoder.encode(Surrounded.POLYGON_KEY, StandardCharsets.UTF_8));

  private final Surrounded surrounded = new Surrounded("2025-03-15T01:00:00Z");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final LoggerContext context = root.getLoggerContext();
  private Appender<ILoggingEvent> printed = log;
  private List<TurboFilter> rate = List.of();

  @BeforeEach
  void logEverything() {
    printed = root.iteratorForAppenders().next();
    printed.stop();
    rate = new ArrayList<>(context.getTurboFilterList());
    context.resetTurboFilterList();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void restore() {
    root.setLevel(before);
    printed.start();
    rate.forEach(context::addTurboFilter);
    root.detachAppender(log);
    surrounded.close();
  }

  @Test
  void no_key_is_in_any_message_or_log_line() {
    // Breakers that look at a thousand requests do not open here.
    NetworkProviders providers =
        surrounded
            .with("AFTERCLOSE_FMP_BREAKER_CALLS", "1000")
            .with("AFTERCLOSE_POLYGON_BREAKER_CALLS", "1000")
            .open();
    for (FakeProviderServer.CommandRun answer : answersThatTell()) {
      surrounded.server.on("/", answer);
      for (String name : List.of("fmp", "polygon")) {
        Throwable thrown =
            catchThrowable(
                () ->
                    providers
                        .named(name)
                        .orElseThrow()
                        .fetch(listed("SPY", "2025-03-10", "2025-03-14")));
        assertThat(thrown).isNotNull();
        assertThat(printed(thrown)).doesNotContain(SECRETS);
      }
    }

    assertThat(log.list.size()).isGreaterThan(10);
    for (ILoggingEvent event : List.copyOf(log.list)) {
      assertThat(event.getFormattedMessage()).doesNotContain(SECRETS);
      if (event.getThrowableProxy() != null) {
        assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy())).doesNotContain(SECRETS);
      }
    }
  }

  @Test
  void the_keys_were_really_sent_but_in_no_address() {
    surrounded.server.on("/", json("[]"));
    ProviderChain chain =
        surrounded.with("AFTERCLOSE_PROVIDERS_LISTED", "fmp,polygon").open().chain();

    assertThat(chain.fetch(listed("SPY", "2025-03-10", "2025-03-14")).attempts()).hasSize(2);

    assertThat(surrounded.server.asked()).hasSize(2);
    assertThat(surrounded.server.asked().get(0).headers().getFirst("apikey"))
        .isEqualTo(Surrounded.FMP_KEY);
    assertThat(surrounded.server.asked().get(1).headers().getFirst("Authorization"))
        .endsWith(Surrounded.POLYGON_KEY);
    assertThat(surrounded.server.asked())
        .allSatisfy(asked -> assertThat(asked.path() + asked.query()).doesNotContain(SECRETS));
  }

  @Test
  void one_line_tells_of_a_provider_left_out() {
    surrounded.with("FMP_API_KEY", "").open();

    assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
        .containsOnlyOnce("Price provider fmp is left out: FMP_API_KEY is not set");
  }

  private static List<FakeProviderServer.CommandRun> answersThatTell() {
    String all = String.join(" ", SECRETS);
    return List.of(
        status(401, "Invalid key " + all),
        status(403, "{\"error\":\"" + all + "\"}"),
        status(429, all),
        status(403, "x".repeat(190) + all),
        json("[" + "\"" + all.repeat(200) + "\"]"),
        status(500, all),
        redirect(302, "https://example.com/?apikey=" + Surrounded.FMP_KEY),
        json("{\"Error Message\":\"" + all + "\",\"status\":\"" + all + "\"}"),
        json("{\"status\":\"OK\",\"results\":[{}],\"ticker\":\"" + all + "\"}"),
        json("no JSON but " + all),
        body(404, all.replace(' ', '/'), all.getBytes(StandardCharsets.UTF_8)),
        cutShort(all),
        hang());
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
