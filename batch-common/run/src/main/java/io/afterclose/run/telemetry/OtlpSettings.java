package io.afterclose.run.telemetry;

import io.afterclose.run.endpoint.Endpoint;
import io.afterclose.run.name.JobName;
import io.afterclose.run.settings.Setting;
import io.micrometer.registry.otlp.AggregationTemporality;
import io.micrometer.registry.otlp.HistogramFlavor;
import io.micrometer.registry.otlp.OtlpConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's settings, read from the environment that was handed in; left to itself it would look
 * at that of the process.
 *
 * @param receiver where the figures go
 * @param resourceAttributes of the sender
 */
record OtlpSettings(Endpoint receiver, Map<String, String> resourceAttributes)
    implements OtlpConfig {

  /** What the figures are of. */
  static final Setting OTEL_SERVICE_NAME =
      Setting.plain(
          "OTEL_SERVICE_NAME", "text", "", "name of the service in figures; without it the job's");

  /** What else is said of the service. */
  static final Setting OTEL_RESOURCE_ATTRIBUTES =
      Setting.plain(
          "OTEL_RESOURCE_ATTRIBUTES", "name=value,name=value", "", "attributes sent with figures");

  private static final String SERVICE_NAME = "service.name";

  /** Sent once, when the registry is closed; Micrometer's own rhythm must never come first. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  /**
   * Names the job as the service, unless {@code OTEL_SERVICE_NAME} or {@code
   * OTEL_RESOURCE_ATTRIBUTES} does.
   */
  static OtlpSettings of(Endpoint receiver, JobName job, Map<String, String> environment) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(SERVICE_NAME, job.text());
    Arrays.stream(OTEL_RESOURCE_ATTRIBUTES.text(environment).orElse("").split(",", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && !pair[0].isBlank())
        .forEach(pair -> attributes.put(pair[0].strip(), pair[1].strip()));
    OTEL_SERVICE_NAME.text(environment).ifPresent(service -> attributes.put(SERVICE_NAME, service));
    return new OtlpSettings(receiver, Map.copyOf(attributes));
  }

  @Override
  public @Nullable String get(String key) {
    return null;
  }

  @Override
  public String url() {
    return receiver.address().toString();
  }

  @Override
  public Map<String, String> headers() {
    return receiver.headers();
  }

  @Override
  public Duration step() {
    return NEVER;
  }

  @Override
  public AggregationTemporality aggregationTemporality() {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public HistogramFlavor histogramFlavor() {
    return HistogramFlavor.EXPLICIT_BUCKET_HISTOGRAM;
  }
}
