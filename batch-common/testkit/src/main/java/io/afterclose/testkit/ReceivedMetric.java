package io.afterclose.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A point of a gauge as an OTLP receiver got it, read with the protocol's own classes.
 *
 * @param unit empty when it has none
 * @param resource what is said of the sender
 */
public record ReceivedMetric(
    String name,
    String unit,
    double value,
    Instant time,
    Map<String, String> tags,
    Map<String, String> resource) {

  /** The points of one request, in its order. */
  public static List<ReceivedMetric> in(RecordedPosts.Post post) {
    try {
      return ExportMetricsServiceRequest.parseFrom(post.bytes()).getResourceMetricsList().stream()
          .flatMap(ReceivedMetric::of)
          .toList();
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError("the request is no OTLP metrics request", broken);
    }
  }

  /** The values of one request by name, each of which it must have once. */
  public static Map<String, Double> values(RecordedPosts.Post post) {
    return in(post).stream().collect(Collectors.toMap(ReceivedMetric::name, ReceivedMetric::value));
  }

  private static Stream<ReceivedMetric> of(ResourceMetrics resource) {
    return resource.getScopeMetricsList().stream()
        .flatMap(scope -> scope.getMetricsList().stream())
        .flatMap(metric -> of(metric, texts(resource.getResource().getAttributesList())));
  }

  private static Stream<ReceivedMetric> of(Metric metric, Map<String, String> resource) {
    return metric.getGauge().getDataPointsList().stream()
        .map(
            point ->
                new ReceivedMetric(
                    metric.getName(),
                    metric.getUnit(),
                    point.getAsDouble(),
                    time(point),
                    texts(point.getAttributesList()),
                    resource));
  }

  private static Instant time(NumberDataPoint point) {
    return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(point.getTimeUnixNano()));
  }

  private static Map<String, String> texts(List<KeyValue> pairs) {
    return pairs.stream()
        .collect(Collectors.toMap(KeyValue::getKey, pair -> pair.getValue().getStringValue()));
  }
}
