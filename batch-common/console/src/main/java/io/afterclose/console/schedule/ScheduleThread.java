package io.afterclose.console.schedule;

import io.afterclose.database.server.DatabaseUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks every 20 seconds for what is due. */
final class ScheduleThread implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleThread.class);
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Scheduler scheduler;
  private @Nullable ScheduledExecutorService thread;
  private String problem = "";

  ScheduleThread(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread named = new Thread(work, "schedule");
              named.setDaemon(true);
              return named;
            });
    var unused =
        started.scheduleWithFixedDelay(
            this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    thread = started;
  }

  private void look() {
    try {
      scheduler.look();
    } catch (DatabaseUnavailableException away) {
      LOG.debug("the database is away", away);
    } catch (RuntimeException failed) {
      tell(String.valueOf(failed.getMessage()));
      LOG.debug("looking at schedules", failed);
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = thread;
    if (started != null) {
      started.shutdownNow();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Once, until it is another problem: a database that is away is so for many looks. */
  private void tell(String why) {
    if (!why.equals(problem)) {
      LOG.warn("console: the schedules could not be looked at: {}", why);
      problem = why;
    }
  }
}
