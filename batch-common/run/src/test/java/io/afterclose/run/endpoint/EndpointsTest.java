package io.afterclose.run.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointsTest {

  @Test
  void without_variables_nothing_is_sent_anywhere() {
    assertThat(Endpoints.fromEnvironment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "  ")))
        .isEqualTo(Endpoints.fromEnvironment(Map.of()))
        .satisfies(none -> assertThat(none.alertWebhook()).isEmpty())
        .satisfies(none -> assertThat(none.otlpMetrics()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "http://collector:4318, '', http://collector:4318/v1/metrics",
    "http://collector:4318/, '', http://collector:4318/v1/metrics",
    "https://host/tenant/a, '', https://host/tenant/a/v1/metrics",
    "'', http://collector:4318/own, http://collector:4318/own",
    "http://for-all:4318, http://for-metrics:4318/m, http://for-metrics:4318/m",
  })
  void the_address_of_metrics_is_taken_as_it_is_and_that_of_all_signals_gets_their_path(
      String forAll, String forMetrics, String expected) {
    Endpoints destinations =
        Endpoints.fromEnvironment(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", forAll,
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", forMetrics));
    assertThat(destinations.otlpMetrics().orElseThrow().address()).hasToString(expected);
  }

  @Test
  void headers_are_decoded_and_those_of_metrics_win() {
    Map<String, String> environment = new HashMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20a+b%3D, tenant=all,");
    environment.put("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "tenant=metrics");
    assertThat(Endpoints.fromEnvironment(environment).otlpMetrics().orElseThrow().headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("authorization", "Bearer a+b=", "tenant", "metrics"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hooks.example.com/secret",
        "ftp://host/secret",
        "http:///secret",
        "https://me:secret@host",
        "https://host/a secret",
        "secret",
        "mailto:secret@host"
      })
  void what_is_no_address_is_refused_without_showing_it(String written) {
    assertThatThrownBy(() -> Endpoints.fromEnvironment(Map.of("AFTERCLOSE_ALERT_WEBHOOK", written)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("AFTERCLOSE_ALERT_WEBHOOK: an address such as https://host/path")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "=secret", "a b=secret", "a=%zzsecret", "a=secret%0d%0ab:c"})
  void what_is_no_header_is_refused_without_showing_it(String written) {
    assertThatThrownBy(
            () -> Endpoints.fromEnvironment(Map.of("OTEL_EXPORTER_OTLP_HEADERS", written)))
        .hasMessageStartingWith("OTEL_EXPORTER_OTLP_HEADERS: headers such as name=value")
        .hasMessageNotContaining("secret");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(
            () ->
                Endpoints.fromEnvironment(
                    Map.of(
                        "AFTERCLOSE_ALERT_WEBHOOK", "nowhere",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317",
                        "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "none")))
        .hasMessageContainingAll(
            "AFTERCLOSE_ALERT_WEBHOOK",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_METRICS_HEADERS");
  }

  @Test
  void a_destination_shows_its_host_and_nothing_else() {
    Endpoint destination =
        Endpoints.fromEnvironment(
                Map.of("AFTERCLOSE_ALERT_WEBHOOK", "https://hooks.example.com/services/secret?k=s"))
            .alertWebhook()
            .orElseThrow();
    assertThat(destination).hasToString("hooks.example.com");
  }
}
