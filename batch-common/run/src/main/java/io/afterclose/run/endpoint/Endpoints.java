package io.afterclose.run.endpoint;

import io.afterclose.run.settings.Setting;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The endpoints for alerts and metrics, from the environment. The variables that begin with OTEL
 * are those of the OpenTelemetry specification, so a platform that sets them needs nothing else.
 *
 * @param alertWebhook takes each alert as JSON; empty when alerts go to the log only
 * @param otlpMetrics takes the figures of each run; empty when they are sent nowhere
 */
public record Endpoints(Optional<Endpoint> alertWebhook, Optional<Endpoint> otlpMetrics) {

  /** Where alerts go. */
  public static final Setting ALERT_WEBHOOK =
      Setting.secret(
          "AFTERCLOSE_ALERT_WEBHOOK",
          "address that takes each alert as JSON with a text, as Slack does; without it alerts are"
              + " only in the log");

  /** Where the metrics of all signals go. */
  public static final Setting OTLP_ENDPOINT =
      Setting.secret(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "where the figures of each run are sent (OTLP, protobuf over http, below /v1/metrics);"
              + " without it nowhere");

  /** The same for metrics alone. */
  public static final Setting OTLP_METRICS_ENDPOINT =
      Setting.secret(
          "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
          "the whole address for figures; goes before OTEL_EXPORTER_OTLP_ENDPOINT");

  /** Headers of what is sent. */
  public static final Setting OTLP_HEADERS =
      Setting.secret(
          "OTEL_EXPORTER_OTLP_HEADERS", "headers sent with figures, as name=value,name=value");

  /** The same for metrics alone. */
  public static final Setting OTLP_METRICS_HEADERS =
      Setting.secret(
          "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "more headers sent with figures; they go before");

  /** All that are read here. */
  public static final List<Setting> SETTINGS =
      List.of(
          ALERT_WEBHOOK, OTLP_ENDPOINT, OTLP_METRICS_ENDPOINT, OTLP_HEADERS, OTLP_METRICS_HEADERS);

  private static final String METRICS_PATH = "/v1/metrics";
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /**
   * Reads the environment; what is blank is not set.
   *
   * @throws IllegalArgumentException that names every variable that is wrong, never its value
   */
  public static Endpoints fromEnvironment(Map<String, String> environment) {
    Reading reading = new Reading(environment, new ArrayList<>());
    Endpoints endpoints = new Endpoints(reading.alertWebhook(), reading.otlpMetrics());
    if (!reading.errors().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reading.errors()));
    }
    return endpoints;
  }

  /** One look at the environment, which notes what is wrong and goes on. */
  private record Reading(Map<String, String> environment, List<String> errors) {

    Optional<Endpoint> alertWebhook() {
      return value(ALERT_WEBHOOK, Endpoint::address)
          .map(address -> new Endpoint(address, Map.of()));
    }

    /** The address for metrics is taken as it is, the one for all signals gets their path. */
    Optional<Endpoint> otlpMetrics() {
      Optional<URI> forAll = value(OTLP_ENDPOINT, text -> Endpoint.address(extended(text)));
      Optional<URI> address = value(OTLP_METRICS_ENDPOINT, Endpoint::address).or(() -> forAll);
      Map<String, String> headers = new LinkedHashMap<>();
      Stream.of(OTLP_HEADERS, OTLP_METRICS_HEADERS)
          .forEach(setting -> value(setting, Reading::headers).ifPresent(headers::putAll));
      return address.map(to -> new Endpoint(to, headers));
    }

    private <T> Optional<T> value(Setting setting, Function<String, T> parser) {
      return setting.optional(environment, parser, errors);
    }

    private static String extended(String text) {
      return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + METRICS_PATH;
    }

    /** Pairs as {@code name=value,name=value}, values percent-encoded where they need it. */
    private static Map<String, String> headers(String text) {
      Map<String, String> headers = new LinkedHashMap<>();
      Stream.of(text.split(",", -1))
          .filter(pair -> !pair.isBlank())
          .map(pair -> pair.split("=", 2))
          .forEach(pair -> headers.put(name(pair), headerValue(pair)));
      return headers;
    }

    private static String name(String[] pair) {
      String name = pair[0].strip();
      if (!HEADER_NAME.matcher(name).matches()) {
        throw unfit();
      }
      return name;
    }

    /** A plus is a plus here, as it is not in a form. */
    private static String headerValue(String[] pair) {
      if (pair.length < 2) {
        throw unfit();
      }
      String value = decoded(pair[1].strip().replace("+", "%2B"));
      if (!HEADER_VALUE.matcher(value).matches()) {
        throw unfit();
      }
      return value;
    }

    private static String decoded(String value) {
      try {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException malformed) {
        throw unfit();
      }
    }

    private static IllegalArgumentException unfit() {
      return new IllegalArgumentException(
          "headers such as name=value,name=value were expected, printable and without line ends;"
              + " found one that is not");
    }
  }
}
