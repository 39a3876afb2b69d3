package io.afterclose.run.lock;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.connection.Database;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.outcome.RunInProgressException;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.thread.DaemonThreads;
import java.sql.Connection;
import java.sql.SQLException;
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
 * The right to work on a key: an advisory lock on a connection of its own, a row that names the
 * owner, a heartbeat in that row, and the {@link Fence} that writers check. A process that gets the
 * lock knows that its last owner is gone, and closes that owner's row.
 */
public final class RunLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final int ANSWER_SECONDS = 5;

  private final Database database;
  private final RunKey key;
  private final RunFence fence;
  private final Consumer<String> stop;
  private final ScheduledExecutorService timer;
  private final Future<?> heartbeats;
  private final long run;
  private Session session;
  private volatile boolean lost;
  private boolean ended;

  /**
   * The connection that holds the lock; used under the lock's own monitor only.
   *
   * @param number the server's process id for it
   */
  private record Session(Connection connection, AdvisoryLock lock, RunStore store, int number)
      implements AutoCloseable {

    static Session on(Database database, RunKey key) throws SQLException {
      Connection connection = database.openDirect();
      Optional<AdvisoryLock> acquired = AdvisoryLock.tryAcquire(connection, key.advisoryKey());
      RunStore store = new RunStore(new SingleConnectionDataSource(connection, true));
      if (acquired.isEmpty()) {
        Optional<RunRecord> active = store.active(key);
        connection.close();
        throw inProgress(key, active);
      }
      return new Session(connection, acquired.get(), store, store.watchedSession());
    }

    /**
     * A new session for the same key. After a silence of the network the server may not know that
     * this one has ended, and would keep its lock from its own owner.
     */
    Session reopen(Database database, RunKey key) throws SQLException {
      connection.close();
      try (Connection beside = database.openDirect()) {
        new RunStore(new SingleConnectionDataSource(beside, true)).endSession(key, number);
      }
      return on(database, key);
    }

    boolean isValid() throws SQLException {
      return connection.isValid(ANSWER_SECONDS);
    }

    /** Gives the lock back; with a session that has ended it is gone already. */
    @Override
    public void close() throws SQLException {
      try (connection) {
        if (isValid()) {
          lock.close();
        }
      }
    }
  }

  private RunLock(RunGuard guard, RunKey key, Session session, long run, Consumer<String> stop) {
    this.database = guard.database();
    this.key = key;
    this.fence = guard.fence();
    this.stop = stop;
    this.session = session;
    this.run = run;
    fence.open(run);
    this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("heartbeat"));
    long interval = guard.heartbeat().toMillis();
    this.heartbeats =
        timer.scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lock of a run's key and records the run.
   *
   * @param stop called with the reason when the work is to end at its next chunk
   * @throws RunInProgressException when another process holds it
   */
  public static RunLock acquire(
      JobName job, RunRequest request, RunGuard guard, Consumer<String> stop) throws SQLException {
    return acquire(job, request, guard, stop, () -> {});
  }

  /**
   * The same with a look at something before anything is recorded.
   *
   * @param first called with the lock held; what it throws gives the lock back, and nothing was
   *     written
   */
  public static RunLock acquire(
      JobName job, RunRequest request, RunGuard guard, Consumer<String> stop, Runnable first)
      throws SQLException {
    RunKey key = RunKey.of(job, request);
    Session session = Session.on(guard.database(), key);
    try {
      first.run();
    } catch (RuntimeException refused) {
      try {
        session.close();
      } catch (SQLException unclosed) {
        refused.addSuppressed(unclosed);
      }
      throw refused;
    }
    if (session.store().abandon(key, "its process died") > 0) {
      LOG.warn("{}: an earlier run died without ending; this one takes over", key.describe());
    }
    long run = session.store().begin(key, request, guard);
    return new RunLock(guard, key, session, run, stop);
  }

  /**
   * Works on a key whose run is gone, holding its lock, after closing the row of that run.
   *
   * @param why for the row
   * @throws RunInProgressException when a process holds the lock
   */
  public static <T> T withOrphanLock(Database database, RunKey key, String why, Supplier<T> work)
      throws SQLException {
    try (Session session = Session.on(database, key)) {
      session.store().abandon(key, why);
      return work.get();
    }
  }

  /**
   * Closes the row of a run whose process died after its work was done, which no later run of the
   * date would resume. A living run is left alone.
   */
  public static void closeOrphan(Database database, RunKey key) {
    RunStore runs = new RunStore(database.dataSource());
    if (runs.active(key).isEmpty() || runs.isLocked(key)) {
      return;
    }
    try (Session session = Session.on(database, key)) {
      session.store().abandon(key, "its process died when its work was done");
    } catch (RunInProgressException e) {
      LOG.info("{}: left open, {}", key.describe(), e.getMessage());
    } catch (SQLException e) {
      throw new IllegalStateException("the run lock could not be taken or given back", e);
    }
  }

  /** The fencing token. */
  public long run() {
    return run;
  }

  /**
   * Whether the lock's session has ended or another process took over, looked up now: a run that
   * lost its key while it was paused fails before its next heartbeat says why.
   */
  public boolean checkLost() {
    beat();
    return lost();
  }

  /** Whether the loss has been noticed; the work ends then. */
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
        stop.accept("stop requested by another process");
      }
    } catch (DataAccessException e) {
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
    if (!session.isValid()) {
      session = session.reopen(database, key);
    }
    if (session.store().beat(run).isEmpty()) {
      throw new LockLostException(
          "another process took over " + key.describe() + " from run " + run);
    }
    lost = false;
    fence.open(run);
  }

  /**
   * Records how the run ended; only the first call counts. Where the lock's session was cut in the
   * last moments another connection is used: the row says whether another process took over.
   *
   * @param execution the job execution it led to; null when there was none
   */
  public synchronized void end(
      RunRecord.State state, RunOutcome outcome, String message, @Nullable Long execution) {
    if (!ended) {
      ended = true;
      try {
        RunStore store = session.isValid() ? session.store() : new RunStore(database.dataSource());
        store.end(run, state, outcome, message, execution);
      } catch (DataAccessException | SQLException e) {
        LOG.warn(
            "{}: how it ended could not be recorded, the next run closes its row: {}",
            key.describe(),
            e.getMessage());
      }
    }
  }

  /** Gives the lock back; with a session that has ended it is gone already. */
  @Override
  public synchronized void close() throws SQLException {
    heartbeats.cancel(true);
    timer.shutdown();
    fence.shut();
    session.close();
  }

  private static RunInProgressException inProgress(RunKey key, Optional<RunRecord> active) {
    return new RunInProgressException(
        "another run of %s is active: %s; wait for it, or '%s stop %s' ends it at its next"
                .formatted(
                    key.describe(),
                    active.map(RunRecord::describe).orElse("not recorded yet"),
                    key.job().text(),
                    key.options())
            + " chunk, or, if its process hangs, '%s recover %s' takes over"
                .formatted(key.job().text(), key.options()));
  }
}
