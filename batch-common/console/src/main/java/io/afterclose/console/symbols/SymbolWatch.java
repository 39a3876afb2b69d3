package io.afterclose.console.symbols;

import io.afterclose.console.connection.LateDatabase;
import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.Notifications;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.run.execution.TransientFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for runs that ended, on a thread of its own. Every look asks the database; what it tells on
 * a channel only makes the next look earlier, so that nothing is missed while nobody listens.
 */
final class SymbolWatch implements AutoCloseable {

  /** What the database tells the number of each run on that ended. */
  static final String CHANNEL = "afterclose_runs";

  private static final Logger LOG = LoggerFactory.getLogger(SymbolWatch.class);

  private static final Duration UNTIL_OPEN = Duration.ofMillis(100);

  /** A wait is cut into these, so that the end of the process is seen. */
  private static final Duration SLICE = Duration.ofMillis(500);

  private final LateDatabase database;
  private final SymbolCache cache;
  private final WatchPace pace;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "symbols");
  private @Nullable Notifications notifications;
  private boolean listened = true;
  private int failures;

  SymbolWatch(LateDatabase database, SymbolCache cache, WatchPace pace) {
    this.database = database;
    this.cache = cache;
    this.pace = pace;
  }

  /** Begins; the first look is as soon as the database is open. */
  void begin() {
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      Optional<Database> open = database.database();
      while (open.isEmpty()) {
        if (closing.await(UNTIL_OPEN.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        open = database.database();
      }
      while (closing.getCount() > 0) {
        // Listening comes before the look: what ends in between is told, and looked at.
        listen(database.database().orElseGet(open::get));
        pause(look());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      stopListening();
    }
  }

  /**
   * Looks.
   *
   * @return the time to the next look
   */
  private Duration look() {
    try {
      cache.look();
      failures = 0;
      return pace.untilNextLook();
    } catch (TableRefusedException unfit) {
      String why = String.valueOf(unfit.getMessage());
      LOG.warn("console: {}; the table stays as it is", why);
      cache.refused(why);
      return pace.untilRetry(++failures, false);
    } catch (RuntimeException failed) {
      boolean passing = TransientFailure.in(failed) || isUnavailable(failed);
      if (passing) {
        if (failures == 0) {
          LOG.warn("console: the symbols could not be looked at, which is tried again", failed);
        }
        cache.away("the database does not answer");
      } else {
        LOG.error("console: the symbols could not be loaded", failed);
        cache.refused("the symbols could not be loaded; the log says why");
      }
      return pace.untilRetry(++failures, passing);
    }
  }

  private static boolean isUnavailable(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseUnavailableException
          || cause instanceof DatabaseSettingsException) {
        return true;
      }
    }
    return false;
  }

  private void listen(Database open) {
    if (notifications != null) {
      return;
    }
    try {
      notifications = Notifications.on(open.openDirect(), CHANNEL);
      listened = true;
    } catch (SQLException | DatabaseUnavailableException | DatabaseSettingsException none) {
      if (listened) {
        LOG.warn(
            "console: runs are looked for every {} ms, since nothing can be listened to: {}",
            pace.poll().toMillis(),
            none.toString());
      }
      listened = false;
    }
  }

  /** Waits; a word on the channel ends it, and so does a connection that breaks. */
  private void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      Duration slice = Duration.ofNanos(Math.min(left, SLICE.toNanos()));
      Notifications told = notifications;
      if (told == null) {
        if (closing.await(slice.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        continue;
      }
      try {
        if (closing.getCount() == 0 || told.await(slice)) {
          return;
        }
      } catch (SQLException broken) {
        LOG.info("console: the connection that listens broke: {}", broken.toString());
        stopListening();
        return;
      }
    }
  }

  private void stopListening() {
    Notifications told = notifications;
    notifications = null;
    if (told != null) {
      try {
        told.close();
      } catch (SQLException gone) {
        LOG.debug("console: the connection that listened was gone", gone);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
