package io.afterclose.run.telemetry;

import io.afterclose.run.endpoint.BoundedHttp;
import io.afterclose.run.endpoint.Endpoint;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.settings.Setting;
import io.afterclose.run.thread.DaemonThreads;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;

/**
 * Sends the figures of each run to an OTLP receiver when the run has ended, where one is
 * configured; else it does nothing at all. They are gauges, since a process makes one value of each
 * and ends: a counter would begin at zero every run. Their names are the job's and the figure's,
 * such as {@code symbol_batch.duration_seconds}; their tags are few-valued: job, outcome, scope.
 */
public final class RunTelemetry {

  /** The settings that name the sender, besides the address. */
  public static final List<Setting> SETTINGS =
      List.of(OtlpSettings.OTEL_SERVICE_NAME, OtlpSettings.OTEL_RESOURCE_ATTRIBUTES);

  /** From the look-up of the name to the answer; a receiver takes milliseconds. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final String DURATION = "duration_seconds";

  private static final Logger LOG = LoggerFactory.getLogger(RunTelemetry.class);

  private final Optional<Endpoint> receiver;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Duration timeout;
  private boolean unreachable;

  /**
   * @param receiver empty to send nothing
   * @param environment where the resource's attributes are looked up
   */
  public RunTelemetry(Optional<Endpoint> receiver, Map<String, String> environment, Clock clock) {
    this(receiver, environment, clock, LONGEST);
  }

  RunTelemetry(
      Optional<Endpoint> receiver, Map<String, String> environment, Clock clock, Duration timeout) {
    this.receiver = receiver;
    this.environment = environment;
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * Sends what is recorded of an execution, and waits for it within bounds. A receiver that cannot
   * be reached is logged once, and then left alone for the life of the process: the runs of a
   * backfill shall not wait for it one after the other.
   *
   * @param outcome how it ended, one of a few words
   * @param figures what the job counts besides its duration
   */
  public void ended(JobName job, String outcome, JobExecution execution, List<RunMetrics> figures) {
    if (receiver.isEmpty() || unreachable) {
      return;
    }
    try {
      send(job, tags(job, outcome, execution), all(execution, figures), receiver.get());
    } catch (RuntimeException failed) {
      LOG.warn("{}: the figures of the run could not be sent", job.text(), failed);
    }
  }

  private static List<Metric> all(JobExecution execution, List<RunMetrics> figures) {
    return Stream.concat(
            Optional.ofNullable(execution.getStartTime())
                .flatMap(
                    start ->
                        Optional.ofNullable(execution.getEndTime())
                            .map(end -> Metric.seconds(DURATION, start, end)))
                .stream(),
            figures.stream().flatMap(more -> more.of(execution).stream()))
        .toList();
  }

  private static Tags tags(JobName job, String outcome, JobExecution execution) {
    String scope = execution.getJobParameters().getString(RunRequest.SCOPE, RunScope.EVERYTHING);
    return Tags.of(
        "job",
        job.text(),
        "outcome",
        outcome,
        "scope",
        RunScope.EVERYTHING.equals(scope) ? "all" : "narrower");
  }

  /** A registry lives for one sending: closing it is what sends. */
  private void send(JobName job, Tags tags, List<Metric> figures, Endpoint to) {
    try (BoundedHttp endpoint = new BoundedHttp(to, timeout)) {
      OtlpMeterRegistry registry =
          OtlpMeterRegistry.builder(OtlpSettings.of(to, job, environment))
              .clock(new InstrumentClock(clock))
              .threadFactory(DaemonThreads.named("otlp"))
              .metricsSender(
                  request ->
                      endpoint
                          .post("application/x-protobuf", request.getMetricsData())
                          .ifPresent(this::tell))
              .build();
      String prefix = job.text().replace('-', '_') + ".";
      figures.forEach(
          figure ->
              Gauge.builder(
                      figure.ofAllJobs() ? figure.name() : prefix + figure.name(), figure::value)
                  .baseUnit(figure.unit())
                  .tags(tags)
                  .register(registry));
      registry.close();
    }
  }

  private void tell(String why) {
    unreachable = true;
    LOG.warn("OTLP receiver {}; this process sends it no more figures", why);
  }

  /** The injected clock as Micrometer wants it. */
  private record InstrumentClock(Clock clock) implements io.micrometer.core.instrument.Clock {

    @Override
    public long wallTime() {
      return clock.millis();
    }

    @Override
    public long monotonicTime() {
      return System.nanoTime();
    }
  }
}
