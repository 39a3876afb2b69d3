package io.afterclose.run.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.endpoint.Endpoint;
import io.afterclose.run.fixture.CapturedLog;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import io.afterclose.testkit.ReceivedMetric;
import io.afterclose.testkit.RecordedPosts;
import io.afterclose.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;

/**
 * Whoever waits without end for a receiver would hold these tests up, and the timeout ends them.
 */
@Timeout(60)
final class RunTelemetryTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final LocalDateTime BEGIN = LocalDateTime.parse("2022-07-01T02:00:00");
  private static final RunRequest NIGHT =
      new RunRequest(LocalDate.parse("2022-06-30"), "all", 1, Source.CRON);

  private final RecordedPosts receiver = RecordedPosts.listening();
  private final SettableClock clock = SettableClock.at("2022-07-01T02:10:00Z");
  private final CapturedLog log = CapturedLog.of("io.afterclose.run.telemetry");
  private final CapturedLog micrometer = CapturedLog.of("io.micrometer");

  @AfterEach
  void nothing_is_left() {
    micrometer.close();
    log.close();
    receiver.close();
  }

  @Test
  void the_names_are_the_jobs_and_the_values_those_of_the_execution() {
    ended(telemetry(AMPLE), JobName.SYMBOL_BATCH, NIGHT);
    assertThat(ReceivedMetric.values(receiver.posts().get(0)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("symbol_batch.duration_seconds", 90.5, "symbol_batch.symbols_failed", 3.0));
  }

  @Test
  void the_tags_are_few_valued_and_the_time_is_the_clocks() {
    ended(telemetry(AMPLE), JobName.SYMBOL_BATCH, NIGHT);
    assertThat(metrics())
        .hasSize(2)
        .allSatisfy(
            metric -> {
              assertThat(metric.tags())
                  .isEqualTo(Map.of("job", "symbol-batch", "outcome", "completed", "scope", "all"));
              assertThat(metric.time()).isEqualTo(clock.instant());
            });
  }

  @Test
  void seconds_have_their_unit_and_counts_have_none() {
    ended(telemetry(AMPLE), JobName.SYMBOL_BATCH, NIGHT);
    assertThat(
            metrics().stream()
                .collect(Collectors.toMap(ReceivedMetric::name, ReceivedMetric::unit)))
        .isEqualTo(Map.of("symbol_batch.duration_seconds", "s", "symbol_batch.symbols_failed", ""));
  }

  @Test
  void a_narrower_run_is_told_apart_without_its_symbols() {
    ended(
        telemetry(AMPLE),
        JobName.SYMBOL_BATCH,
        new RunRequest(NIGHT.targetDate(), "symbols:ACME", 1, Source.OPERATOR));
    assertThat(metrics()).allMatch(metric -> "narrower".equals(metric.tags().get("scope")));
    assertThat(receiver.posts().get(0).raw()).doesNotContain("ACME");
  }

  @Test
  void it_is_one_protobuf_request_with_the_headers_of_the_environment() {
    ended(telemetry(AMPLE), JobName.SYMBOL_BATCH, NIGHT);
    assertThat(receiver.posts())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.path()).isEqualTo("/v1/metrics");
              assertThat(post.headers())
                  .containsEntry("content-type", "application/x-protobuf")
                  .containsEntry("authorization", "Bearer x");
            });
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void the_service_is_the_job_unless_the_environment_names_another() {
    ended(telemetry(AMPLE), JobName.PORTFOLIO_REFRESH, NIGHT);
    RunTelemetry named =
        new RunTelemetry(
            Optional.of(destination(receiver.url())),
            Map.of(
                "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test,,broken",
                "OTEL_SERVICE_NAME", "nights"),
            clock,
            AMPLE);
    ended(named, JobName.PORTFOLIO_REFRESH, NIGHT);
    assertThat(metrics().get(0).resource()).containsEntry("service.name", "portfolio-refresh");
    assertThat(ReceivedMetric.in(receiver.posts().get(1)).get(0).resource())
        .containsEntry("service.name", "nights")
        .containsEntry("deployment.environment", "test");
  }

  @Test
  void without_a_receiver_nothing_is_counted_and_no_thread_begins() {
    List<Thread> before = threads();
    List<String> asked = new ArrayList<>();
    RunTelemetry none = new RunTelemetry(Optional.empty(), Map.of(), clock);
    none.ended(
        JobName.SYMBOL_BATCH,
        "completed",
        execution(NIGHT),
        List.of(
            execution -> {
              asked.add("figures");
              return List.of();
            }));
    assertThat(asked).isEmpty();
    assertThat(before).containsAll(threads());
  }

  @Test
  void no_thread_outlives_the_sending() throws InterruptedException {
    ended(telemetry(AMPLE), JobName.SYMBOL_BATCH, NIGHT);
    for (Thread thread : threads()) {
      thread.join();
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void a_dead_receiver_is_one_warning_and_is_then_left_alone() {
    RunTelemetry dead =
        new RunTelemetry(
            Optional.of(destination(RecordedPosts.unusedUrl() + "/secret")),
            Map.of(),
            clock,
            AMPLE);
    ended(dead, JobName.SYMBOL_BATCH, NIGHT);
    ended(dead, JobName.SYMBOL_BATCH, NIGHT);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN OTLP receiver 127.0.0.1 cannot be reached (")
        .doesNotContain("secret");
  }

  @Test
  void a_receiver_that_hangs_is_waited_for_once() {
    receiver.hanging();
    RunTelemetry hanging = telemetry(SHORT);
    ended(hanging, JobName.SYMBOL_BATCH, NIGHT);
    ended(hanging, JobName.SYMBOL_BATCH, NIGHT);
    assertThat(receiver.posts()).hasSizeLessThanOrEqualTo(1);
    assertThat(log.lines())
        .containsExactly(
            "WARN OTLP receiver 127.0.0.1 gave no answer within 300 ms;"
                + " this process sends it no more figures");
    assertThat(micrometer.lines()).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void a_figure_that_cannot_be_had_is_a_warning_and_no_failure() {
    telemetry(AMPLE)
        .ended(
            JobName.SYMBOL_BATCH,
            "failed",
            execution(NIGHT),
            List.of(
                execution -> {
                  throw new IllegalStateException("the database is away");
                }));
    assertThat(log.lines())
        .containsExactly("WARN symbol-batch: the figures of the run could not be sent");
    assertThat(receiver.posts()).isEmpty();
  }

  private RunTelemetry telemetry(Duration longest) {
    return new RunTelemetry(
        Optional.of(destination(receiver.url() + "/v1/metrics")), Map.of(), clock, longest);
  }

  private static Endpoint destination(String url) {
    return new Endpoint(URI.create(url), Map.of("authorization", "Bearer x"));
  }

  private static void ended(RunTelemetry telemetry, JobName job, RunRequest run) {
    telemetry.ended(
        job,
        "completed",
        execution(run),
        List.of(night -> List.of(Metric.count("symbols_failed", 3))));
  }

  /** One that took a minute and a half. */
  private static JobExecution execution(RunRequest run) {
    JobExecution execution = new JobExecution(7, new JobInstance(1, "job"), run.toJobParameters());
    execution.setStartTime(BEGIN);
    execution.setEndTime(BEGIN.plus(Duration.ofMillis(90_500)));
    return execution;
  }

  private List<ReceivedMetric> metrics() {
    return ReceivedMetric.in(receiver.posts().get(0));
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("otlp") || thread.getName().equals("endpoint"))
        .toList();
  }
}
