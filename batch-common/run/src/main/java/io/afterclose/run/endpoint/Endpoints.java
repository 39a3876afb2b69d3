package io.afterclose.run.endpoint;

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
 * Where this process tells how it is, as the environment says. The variables that begin with OTEL
 * are those of the OpenTelemetry specification, so a platform that sets them needs nothing else.
 *
 * @param alertWebhook takes each alert as JSON; empty when alerts go to the log only
 * @param otlpMetrics takes the figures of each run; empty when they are sent nowhere
 */
public record Endpoints(Optional<Endpoint> alertWebhook, Optional<Endpoint> otlpMetrics) {

  public static final String ALERT_WEBHOOK = "AFTERCLOSE_ALERT_WEBHOOK";
  public static final String OTLP_ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  public static final String OTLP_METRICS_ENDPOINT = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
  public static final String OTLP_HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  public static final String OTLP_METRICS_HEADERS = "OTEL_EXPORTER_OTLP_METRICS_HEADERS";

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
    Endpoints destinations = new Endpoints(reading.alertWebhook(), reading.otlpMetrics());
    if (!reading.wrong().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reading.wrong()));
    }
    return destinations;
  }

  /** One look at the environment, which notes what is wrong and goes on. */
  private record Reading(Map<String, String> environment, List<String> wrong) {

    Optional<Endpoint> alertWebhook() {
      return value(ALERT_WEBHOOK, Endpoint::address)
          .map(address -> new Endpoint(address, Map.of()));
    }

    /** The address for metrics is taken as it is, the one for all signals gets their path. */
    Optional<Endpoint> otlpMetrics() {
      Optional<URI> forAll = value(OTLP_ENDPOINT, written -> Endpoint.address(extended(written)));
      Optional<URI> address = value(OTLP_METRICS_ENDPOINT, Endpoint::address).or(() -> forAll);
      Map<String, String> headers = new LinkedHashMap<>();
      Stream.of(OTLP_HEADERS, OTLP_METRICS_HEADERS)
          .forEach(variable -> value(variable, Reading::headers).ifPresent(headers::putAll));
      return address.map(to -> new Endpoint(to, headers));
    }

    private <T> Optional<T> value(String variable, Function<String, T> parser) {
      String written = environment.getOrDefault(variable, "").strip();
      try {
        return written.isEmpty() ? Optional.empty() : Optional.of(parser.apply(written));
      } catch (IllegalArgumentException unfit) {
        wrong.add(variable + ": " + unfit.getMessage());
        return Optional.empty();
      }
    }

    private static String extended(String written) {
      return (written.endsWith("/") ? written.substring(0, written.length() - 1) : written)
          + METRICS_PATH;
    }

    /** Pairs as {@code name=value,name=value}, values percent-encoded where they need it. */
    private static Map<String, String> headers(String written) {
      Map<String, String> headers = new LinkedHashMap<>();
      Stream.of(written.split(",", -1))
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
      } catch (IllegalArgumentException percentThatLeadsNowhere) {
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
