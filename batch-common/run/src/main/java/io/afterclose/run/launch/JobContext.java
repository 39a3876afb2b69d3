package io.afterclose.run.launch;

import io.afterclose.database.Database;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
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

/** Starts Spring around a job: the database, the job repository in it, and what the job adds. */
public final class JobContext {

  /** The schema is Liquibase's business, and a run is started by us, not by Boot. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "spring.batch.jdbc.initialize-schema", "never",
          "spring.batch.job.enabled", "false",
          "spring.main.log-startup-info", "false");

  private JobContext() {}

  /**
   * The context of a job's configuration class. Connections are taken at the first statement, so
   * that a transaction in which a provider is asked holds none meanwhile.
   *
   * @param beans adds what is known only at run time
   */
  public static ConfigurableApplicationContext start(
      Class<?> job, Database database, Consumer<GenericApplicationContext> beans) {
    SpringApplication application = new SpringApplication(job);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(DEFAULTS);
    application.addInitializers(
        context -> {
          GenericApplicationContext generic = (GenericApplicationContext) context;
          generic.registerBean(
              Database.class, () -> database, bean -> bean.setDestroyMethodName(""));
          generic.registerBean(
              LazyConnectionDataSourceProxy.class,
              () -> new LazyConnectionDataSourceProxy(database.dataSource()));
          generic.registerBean(MapJobRegistry.class, () -> new MapJobRegistry());
          generic.registerBean(
              ExecutionContextSerializer.class,
              () -> new JacksonExecutionContextStringSerializer());
          generic.registerBean(GracefulStop.class, () -> new GracefulStop());
          generic.registerBean(
              JobRunner.class,
              () ->
                  new JobRunner(
                      database,
                      generic.getBean(JobRepository.class),
                      generic.getBean(JobOperator.class),
                      generic.getBean(GracefulStop.class)));
          beans.accept(generic);
        });
    return application.run();
  }
}
