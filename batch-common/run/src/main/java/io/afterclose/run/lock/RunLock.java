package io.afterclose.run.lock;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.connection.Database;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.RunInProgressException;
import io.afterclose.run.outcome.RunOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The right to work on a key: an advisory lock on a connection of its own, a row that tells who has
 * it, a heartbeat in that row, and the {@link Fence} that writers ask. Whoever takes the lock knows
 * that its last owner is gone, and closes its row.
 */
public final class RunLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final int ANSWER_SECONDS = 5;

  private final Database database;
  private final RunKey key;
  private final RunFence fence;
  private final Consumer<String> stop;
  private final ScheduledExecutorService heart;
  private final long run;
  private Session session;
  private volatile boolean lost;
  private boolean ended;

  /**
   * The connection that holds the lock; whoever uses it holds its monitor.
   *
   * @param number the server's for it
   */
  private record Session(Connection connection, AdvisoryLock lock, RunStore store, int number) {

    static Session on(Database database, RunKey key) throws SQLException {
      Connection connection = database.openDirect();
      Optional<AdvisoryLock> taken = AdvisoryLock.tryAcquire(connection, key.advisoryKey());
      RunStore store = new RunStore(new SingleConnectionDataSource(connection, true));
      if (taken.isEmpty()) {
        Optional<RunRecord> active = store.active(key);
        connection.close();
        throw inProgress(key, active);
      }
      return new Session(connection, taken.get(), store, store.watchedSession());
    }

    /**
     * Another one for the same key. After a silence of the network the server may not know that
     * this one has ended, and would keep its lock from its own owner.
     */
    Session again(Database database, RunKey key) throws SQLException {
      connection.close();
      try (Connection beside = database.openDirect()) {
        new RunStore(new SingleConnectionDataSource(beside, true)).endSession(key, number);
      }
      return on(database, key);
    }
  }

  private RunLock(
      Database database,
      RunRequest parameters,
      RunKey key,
      RunOwner owner,
      RunFence fence,
      Duration heartbeat,
      Consumer<String> stop)
      throws SQLException {
    this.database = database;
    this.key = key;
    this.fence = fence;
    this.stop = stop;
    this.session = Session.on(database, key);
    if (session.store().abandon(key, "its process died") > 0) {
      LOG.warn("{}: an earlier run died without ending; this one takes over", key.words());
    }
    this.run = session.store().begin(key, parameters, owner);
    fence.open(run);
    this.heart = Executors.newSingleThreadScheduledExecutor(RunLock::daemon);
    Future<?> unused =
        heart.scheduleWithFixedDelay(
            this::beat, heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "heartbeat");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes the lock and records the run.
   *
   * @param heartbeat between two signs of life
   * @param stop asks the work to end at its next chunk, for the reason given
   * @throws RunInProgressException when another process holds it
   */
  public static RunLock acquire(
      Database database,
      RunKey key,
      RunRequest parameters,
      RunOwner owner,
      RunFence fence,
      Duration heartbeat,
      Consumer<String> stop)
      throws SQLException {
    return new RunLock(database, parameters, key, owner, fence, heartbeat, stop);
  }

  /**
   * Does for a run that is gone what it cannot do itself any more, while nobody works on its key
   * and nobody can begin to; its row is closed first.
   *
   * @param why for the row
   * @throws RunInProgressException when a process holds the lock
   */
  public static <T> T inPlaceOfTheGone(Database database, RunKey key, String why, Supplier<T> work)
      throws SQLException {
    Session session = Session.on(database, key);
    try (Connection held = session.connection()) {
      session.store().abandon(key, why);
      T done = work.get();
      if (held.isValid(ANSWER_SECONDS)) {
        session.lock().close();
      }
      return done;
    }
  }

  /**
   * Closes the row of a run that died when its work was done, which no run of the date would ever
   * resume; who lives is left alone.
   */
  public static void closeIfGone(Database database, RunKey key) {
    RunStore runs = new RunStore(database.dataSource());
    if (runs.active(key).isPresent() && !runs.held(key)) {
      try {
        boolean unused =
            inPlaceOfTheGone(database, key, "its process died when its work was done", () -> true);
      } catch (RunInProgressException another) {
        LOG.info("{}: left open, {}", key.words(), another.getMessage());
      } catch (SQLException failed) {
        throw new IllegalStateException("the run lock could not be taken or given back", failed);
      }
    }
  }

  /** The fencing token. */
  public long run() {
    return run;
  }

  /**
   * Whether the lock's session has ended or another took over, asked now: a run that was taken over
   * while it was paused fails in one way or another before its next heartbeat tells it why.
   */
  public boolean lostNow() {
    beat();
    return lost();
  }

  /** Whether that has been noticed; the work ends then. */
  boolean lost() {
    return lost || fence.lost();
  }

  private synchronized void beat() {
    if (lost || ended) {
      return;
    }
    try {
      Optional<Boolean> stopRequested = session.store().beat(run);
      if (stopRequested.isEmpty()) {
        lose("another process took over");
      } else if (stopRequested.get()) {
        stop.accept("asked to stop by another process");
      }
    } catch (DataAccessException away) {
      lose("the lock's session has ended");
    }
  }

  private void lose(String why) {
    lost = true;
    fence.shut();
    stop.accept(why);
  }

  /**
   * Takes the lock again where its session ended, as it does when the database was away.
   *
   * @throws RunInProgressException when another process took it meanwhile
   * @throws LockLostException when another took over and has ended already
   */
  public synchronized void keep() throws SQLException {
    if (!alive()) {
      session = session.again(database, key);
    }
    if (session.store().beat(run).isEmpty()) {
      throw new LockLostException("another process took over " + key.words() + " from run " + run);
    }
    lost = false;
    fence.open(run);
  }

  /**
   * Records how the run ended; only the first word counts. Where the lock's session was cut in the
   * last moments another connection serves: the row tells whether another took over.
   *
   * @param execution the job execution it led to; null when there was none
   */
  public synchronized void end(
      RunRecord.State state, RunOutcome outcome, String message, @Nullable Long execution) {
    if (!ended) {
      ended = true;
      try {
        RunStore store = alive() ? session.store() : new RunStore(database.dataSource());
        store.end(run, state, outcome, message, execution);
      } catch (DataAccessException | SQLException away) {
        LOG.warn(
            "{}: how it ended could not be recorded, the next run closes its row: {}",
            key.words(),
            away.getMessage());
      }
    }
  }

  private boolean alive() throws SQLException {
    return session.connection().isValid(ANSWER_SECONDS);
  }

  /** Gives the lock back; with a session that has ended it is gone already. */
  @Override
  public synchronized void close() throws SQLException {
    heart.shutdownNow();
    fence.shut();
    if (alive()) {
      session.lock().close();
    }
    session.connection().close();
  }

  private static RunInProgressException inProgress(RunKey key, Optional<RunRecord> active) {
    return new RunInProgressException(
        "another run of %s is active: %s; wait for it, or '%s stop %s' ends it at its next"
                .formatted(
                    key.words(),
                    active.map(RunRecord::words).orElse("not recorded yet"),
                    key.job().text(),
                    key.options())
            + " chunk, or, if its process hangs, '%s recover %s' takes over"
                .formatted(key.job().text(), key.options()));
  }
}
