package io.afterclose.console.serve;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.connection.LateDatabase;
import io.afterclose.console.request.RequestLog;
import io.afterclose.console.session.FirstRun;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.run.execution.ProcessContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The server. The port is open before the database answers and before anything is loaded; SIGTERM
 * ends it after the requests that are in work.
 */
public final class ConsoleServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry("spring.main.log-startup-info", "false"),
          Map.entry("spring.main.register-shutdown-hook", "true"),
          Map.entry("spring.mvc.servlet.load-on-startup", "1"),
          Map.entry("spring.web.resources.add-mappings", "false"),
          Map.entry("spring.servlet.multipart.max-file-size", "10MB"),
          Map.entry("spring.servlet.multipart.max-request-size", "11MB"),
          Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "50s"),
          Map.entry("server.shutdown", "graceful"),
          Map.entry("server.max-http-request-header-size", "16KB"),
          Map.entry("server.tomcat.threads.max", "32"),
          Map.entry("server.tomcat.threads.min-spare", "4"),
          Map.entry("server.tomcat.accept-count", "64"),
          Map.entry("server.tomcat.connection-timeout", "10s"),
          Map.entry("server.tomcat.max-http-form-post-size", "64KB"),
          Map.entry("server.tomcat.max-swallow-size", "1MB"));

  private final ConfigurableApplicationContext context;
  private final CountDownLatch closed = new CountDownLatch(1);

  private ConsoleServer(ConfigurableApplicationContext context) {
    this.context = context;
    context.addApplicationListener(
        (ApplicationListener<ContextClosedEvent>) end -> closed.countDown());
  }

  /**
   * Starts it.
   *
   * @param features the configuration class that names them
   * @param home of Afterclose, for what the console keeps in files
   * @param beans adds what only the command line knows
   */
  public static ConsoleServer start(
      Class<?> features,
      ProcessContext process,
      ConsoleSettings settings,
      DatabaseSettings database,
      Path home,
      Consumer<GenericApplicationContext> beans) {
    SpringApplication application = new SpringApplication(features);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    Map<String, Object> properties = new HashMap<>(DEFAULTS);
    properties.put("server.address", settings.address().host());
    properties.put("server.port", settings.address().port());
    application.setDefaultProperties(properties);
    LateDatabase late = new LateDatabase(database);
    application.addInitializers(
        context -> {
          GenericApplicationContext generic = (GenericApplicationContext) context;
          generic.registerBean(LateDatabase.class, () -> late);
          generic.registerBean(ProcessContext.class, () -> process);
          generic.registerBean(Clock.class, process::clock);
          generic.registerBean(TradingCalendar.class, process::calendar);
          generic.registerBean(ConsoleSettings.class, () -> settings);
          generic.registerBean(RequestLog.class, () -> new RequestLog(home, process.clock()));
          generic.registerBean(
              FirstRun.class,
              () -> new FirstRun(generic.getBean(AccountStore.class), home, process.clock()));
          beans.accept(generic);
        });
    ConsoleServer server = new ConsoleServer(application.run());
    late.begin();
    LOG.info("console: listening on {}", server.address(settings));
    return server;
  }

  /** The port, also where any free one was asked for. */
  public int port() {
    return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer(), "closed")
        .getPort();
  }

  /** A part of it. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A part of it that shares its type with others. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** All parts of a type. */
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  private String address(ConsoleSettings settings) {
    return "http://" + new ListenAddress(settings.address().host(), port());
  }

  /** Waits until the process is told to end. */
  public void await() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    context.close();
  }
}
