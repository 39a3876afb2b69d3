package io.afterclose.run.execution;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.connection.Database;
import io.afterclose.run.alert.Alert;
import io.afterclose.run.alert.AlertCode;
import io.afterclose.run.alert.Alerts;
import io.afterclose.run.alert.RunAlerts;
import io.afterclose.run.endpoint.Endpoints;
import io.afterclose.run.lock.FencedJobRepository;
import io.afterclose.run.lock.RunFence;
import io.afterclose.run.lock.RunGuard;
import io.afterclose.run.lock.RunOwner;
import io.afterclose.run.logging.RunFields;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.outcome.PlanChangedException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.plan.ExpectedPlan;
import io.afterclose.run.telemetry.RunMetrics;
import io.afterclose.run.telemetry.RunTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Spring around a job: the database, the job repository in it, and what the job adds. Open for as
 * many runs as there are to do.
 */
public final class JobContext implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobContext.class);

  /**
   * The schema is Liquibase's business, and a run is started by us, not by Boot. That a run is
   * recorded once is the run lock's business and that of a unique key: under SERIALIZABLE, the
   * default, runs of different keys that begin at the same moment fail each other.
   */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "spring.batch.jdbc.initialize-schema", "never",
          "spring.batch.jdbc.isolation-level-for-create", "READ_COMMITTED",
          "spring.batch.job.enabled", "false",
          "spring.main.log-startup-info", "false");

  private static final List<Duration> RETRY_DELAYS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(16));

  private final JobName name;
  private final ConfigurableApplicationContext context;
  private final GracefulStop.Watch signals;

  private JobContext(JobName name, ConfigurableApplicationContext context) {
    this.name = name;
    this.context = context;
    this.signals = context.getBean(GracefulStop.class).watch();
  }

  /**
   * Starts the context of a job's configuration class. Connections are taken at the first
   * statement, so that a transaction in which a provider is called holds none meanwhile.
   *
   * @param beans adds what is known only at run time, besides clock, calendar and alerts
   * @throws InvalidInputException when an address for alerts or figures is none
   */
  public static JobContext open(
      JobName name,
      Class<?> job,
      ProcessContext process,
      Database database,
      Consumer<GenericApplicationContext> beans) {
    Endpoints destinations = process.destinations();
    SpringApplication application = new SpringApplication(job);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(DEFAULTS);
    application.addInitializers(
        context -> {
          GenericApplicationContext generic = (GenericApplicationContext) context;
          registerCommon(generic, process, database);
          registerReporting(generic, process, destinations);
          beans.accept(generic);
        });
    return new JobContext(name, application.run());
  }

  private static void registerCommon(
      GenericApplicationContext context, ProcessContext process, Database database) {
    context.registerBean(Database.class, () -> database, bean -> bean.setDestroyMethodName(""));
    context.registerBean(
        LazyConnectionDataSourceProxy.class,
        () -> new LazyConnectionDataSourceProxy(database.dataSource()));
    context.registerBean(Clock.class, process::clock);
    context.registerBean(TradingCalendar.class, process::calendar);
    context.registerBean(MapJobRegistry.class, () -> new MapJobRegistry());
    context.registerBean(
        ExecutionContextSerializer.class, () -> new JacksonExecutionContextStringSerializer());
    context.registerBean(GracefulStop.class, () -> new GracefulStop());
    context.registerBean(
        RunFence.class, () -> new RunFence(context.getBean(LazyConnectionDataSourceProxy.class)));
    context.registerBean(
        FencedJobRepository.class,
        () -> new FencedJobRepository(() -> context.getBean(RunFence.class)));
    context.registerBean(
        JobRunner.class,
        () ->
            new JobRunner(
                new RunGuard(
                    database,
                    RunOwner.ofProcess(Version.text()),
                    context.getBean(RunFence.class),
                    Heartbeat.of(process).interval(),
                    RequestId.of(process).value()),
                context.getBean(JobRepository.class),
                context.getBean(JobOperator.class),
                context.getBean(GracefulStop.class),
                context.getBean(Alerts.class),
                RETRY_DELAYS));
  }

  private static void registerReporting(
      GenericApplicationContext context, ProcessContext process, Endpoints destinations) {
    context.registerBean(
        Alerts.class,
        () -> RunAlerts.open(destinations.alertWebhook(), process.environment(), process.clock()));
    context.registerBean(
        RunTelemetry.class,
        () -> new RunTelemetry(destinations.otlpMetrics(), process.environment(), process.clock()));
  }

  /**
   * Runs the job once and reports its end to log, alerts and metrics. What is thrown ends the
   * command, which reports it.
   */
  public RunResult run(RunRequest parameters, TimeLimit limit) {
    return run(parameters, limit, ExpectedPlan.none());
  }

  /**
   * The same where a plan is expected.
   *
   * @throws PlanChangedException (plan changed) when it is another one now; nothing was written
   */
  @SuppressWarnings("try") // the log's fields are held, not used
  public RunResult run(RunRequest parameters, TimeLimit limit, ExpectedPlan expected) {
    try (RunFields fields = RunFields.of(RunKey.of(name, parameters))) {
      return reported(parameters, limit, expected);
    }
  }

  private RunResult reported(RunRequest parameters, TimeLimit limit, ExpectedPlan expected) {
    String what = name.text() + " " + parameters.describe();
    LOG.info("{}: started on {}", what, bean(Database.class).describe());
    RunResult result =
        bean(JobRunner.class).run(name, bean(Job.class), parameters, limit, expected);
    if (result.outcome() == RunOutcome.COMPLETED) {
      LOG.info("{}: {} {}", what, status(result), result.description());
    } else if (failed(result)) {
      raiseFailed(what, result.description());
    } else if (result.outcome() != RunOutcome.NOT_READY) {
      LOG.error("{}: {} {}", what, status(result), result.description());
    }
    result.execution().ifPresent(execution -> sendFigures(result.outcome(), execution));
    return result;
  }

  private static BatchStatus status(RunResult result) {
    return switch (result.outcome()) {
      case COMPLETED, PARTIAL -> BatchStatus.COMPLETED;
      case STOPPED -> BatchStatus.STOPPED;
      default -> BatchStatus.FAILED;
    };
  }

  private void raiseFailed(String what, String why) {
    bean(Alerts.class)
        .raise(
            Alert.critical(
                AlertCode.RUN_FAILED,
                what,
                "the run failed: " + why + "; the next run resumes it"));
  }

  private void sendFigures(RunOutcome outcome, JobExecution execution) {
    bean(RunTelemetry.class)
        .ended(
            name,
            outcome.name().toLowerCase(Locale.ROOT),
            execution,
            context.getBeanProvider(RunMetrics.class).orderedStream().toList());
  }

  /** A run whose prerequisite was not ready has raised its own alert. */
  private static boolean failed(RunResult result) {
    return !result.outcome().completed()
        && result.outcome() != RunOutcome.STOPPED
        && result.outcome() != RunOutcome.NOT_READY;
  }

  /** A part of the context. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Whether a signal ended the process, so that no further run begins. */
  public boolean stopRequested() {
    return bean(GracefulStop.class).isSignalled();
  }

  /** Sends what alerts are still to be sent; only then a signal may end the process. */
  @Override
  public void close() {
    try {
      context.close();
    } finally {
      signals.close();
    }
  }
}
