package io.afterclose.run.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.endpoint.Endpoint;
import io.afterclose.run.fixture.CapturedLog;
import io.afterclose.testkit.RecordedPosts;
import io.afterclose.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever waits without end for a webhook would hold these tests up, and the timeout ends them. */
@Timeout(60)
final class WebhookAlertsTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final RecordedPosts server = RecordedPosts.listening();
  private final SettableClock clock = SettableClock.at("2022-07-01T02:20:00Z");
  private final CapturedLog log = CapturedLog.of(WebhookAlerts.class.getName());

  @AfterEach
  void nothing_is_left() {
    log.close();
    server.close();
  }

  @Test
  void an_alert_is_json_with_a_text_for_people_and_its_parts_for_machines() {
    try (WebhookAlerts alerts = webhook(AMPLE)) {
      alerts.raise(
          Alert.critical(AlertCode.RUN_FAILED, "symbol-batch 2022-06-30", "\"a\" & <!channel>"));
    }
    JsonNode json = received().get(0);
    assertThat(json.propertyNames())
        .containsExactly("text", "severity", "code", "about", "message", "raised_at");
    assertThat(json.get("text").stringValue())
        .isEqualTo("symbol-batch 2022-06-30: \"a\" &amp; &lt;!channel&gt; [CRITICAL RUN_FAILED]");
    assertThat(json.get("severity").stringValue()).isEqualTo("CRITICAL");
    assertThat(json.get("code").stringValue()).isEqualTo("RUN_FAILED");
    assertThat(json.get("about").stringValue()).isEqualTo("symbol-batch 2022-06-30");
    assertThat(json.get("message").stringValue()).isEqualTo("\"a\" & <!channel>");
    assertThat(json.get("raised_at").stringValue()).isEqualTo("2022-07-01T02:20:00Z");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void alerts_arrive_in_the_order_in_which_they_were_raised() {
    try (WebhookAlerts alerts = webhook(AMPLE)) {
      IntStream.range(0, 20).forEach(number -> alerts.raise(numbered(number)));
    }
    assertThat(messages()).isEqualTo(IntStream.range(0, 20).mapToObj(n -> "number " + n).toList());
  }

  @Test
  void of_too_many_the_last_one_tells_how_many_were_left_out() {
    try (WebhookAlerts alerts = webhook(AMPLE)) {
      IntStream.range(0, 500).forEach(number -> alerts.raise(numbered(number)));
    }
    assertThat(messages())
        .hasSize(51)
        .startsWith("number 0")
        .endsWith("number 49", "450 more alerts were raised; the log has them");
    assertThat(received().get(50).get("code").stringValue()).isEqualTo("ALERTS_LEFT_OUT");
  }

  @Test
  void the_largest_alert_is_still_a_small_body() {
    try (WebhookAlerts alerts = webhook(AMPLE)) {
      alerts.raise(
          Alert.warning(AlertCode.ITEMS_FAILED, "&".repeat(100_000), "😀".repeat(100_000)));
    }
    assertThat(server.posts().get(0).bytes().length).isLessThan(25_000);
  }

  @Test
  void a_server_that_fails_is_one_warning_however_many_alerts_there_are() {
    server.answering(500);
    try (WebhookAlerts alerts = webhook(AMPLE)) {
      IntStream.range(0, 5).forEach(number -> alerts.raise(numbered(number)));
    }
    assertThat(server.posts()).hasSize(5);
    assertThat(log.lines())
        .containsExactly(
            "WARN alert webhook 127.0.0.1 answered 500; alerts are in this log in any case");
  }

  @Test
  void a_dead_address_is_one_warning() {
    try (WebhookAlerts alerts = webhook(RecordedPosts.unusedUrl() + "/secret", AMPLE)) {
      IntStream.range(0, 5).forEach(number -> alerts.raise(numbered(number)));
    }
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN alert webhook 127.0.0.1 cannot be reached (")
        .doesNotContain("secret");
  }

  @Test
  void a_server_that_hangs_holds_nobody_up_and_the_end_waits_for_the_limit_only() {
    server.hanging();
    try (WebhookAlerts alerts = webhook(SHORT)) {
      IntStream.range(0, 1000).forEach(number -> alerts.raise(numbered(number)));
    }
    assertThat(log.lines()).singleElement().asString().startsWith("WARN alert webhook 127.0.0.1 ");
  }

  @Test
  void an_alert_after_the_end_is_left_to_the_log() {
    WebhookAlerts alerts = webhook(AMPLE);
    alerts.close();
    alerts.raise(numbered(1));
    assertThat(server.posts()).isEmpty();
  }

  @Test
  void the_log_has_each_alert_before_the_webhook_and_neither_has_a_secret() {
    try (CapturedLog alertLog = CapturedLog.of(LogAlerts.class.getName())) {
      try (RunAlerts alerts =
          RunAlerts.open(
              Optional.of(destination(server.url())), Map.of("PGPASSWORD", "hunter22"), clock)) {
        alerts.raise(Alert.critical(AlertCode.RUN_FAILED, "job", "no login with hunter22"));
      }
      assertThat(alertLog.lines())
          .containsExactly("ERROR ALERT job: no login with *** [CRITICAL RUN_FAILED]");
    }
    assertThat(messages()).containsExactly("no login with ***");
    assertThat(server.posts().get(0).text()).doesNotContain("hunter22");
  }

  private WebhookAlerts webhook(Duration longest) {
    return webhook(server.url() + "/services/x", longest);
  }

  private WebhookAlerts webhook(String url, Duration longest) {
    return new WebhookAlerts(destination(url), clock, longest);
  }

  private static Endpoint destination(String url) {
    return new Endpoint(URI.create(url), Map.of());
  }

  private static Alert numbered(int number) {
    return Alert.warning(AlertCode.ITEMS_FAILED, "job", "number " + number);
  }

  private List<JsonNode> received() {
    JsonMapper mapper = JsonMapper.builder().build();
    return server.posts().stream().map(post -> mapper.readTree(post.text())).toList();
  }

  private List<String> messages() {
    return received().stream().map(json -> json.get("message").stringValue()).toList();
  }
}
