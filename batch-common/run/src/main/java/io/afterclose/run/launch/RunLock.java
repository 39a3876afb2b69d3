package io.afterclose.run.launch;

import io.afterclose.database.AdvisoryLock;
import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** One run at a time for a job, date and scope: an advisory lock on a connection of its own. */
final class RunLock implements AutoCloseable {

  private static final int ANSWER_SECONDS = 5;

  private final Database database;
  private final JobName job;
  private final RunParameters run;
  private Connection connection;
  private AdvisoryLock lock;

  private RunLock(Database database, JobName job, RunParameters run) throws SQLException {
    this.database = database;
    this.job = job;
    this.run = run;
    this.connection = database.openDirect();
    this.lock = lockedOn(connection);
  }

  /**
   * Takes the lock.
   *
   * @throws CommandRefused (already running) when another process holds it
   */
  static RunLock acquire(Database database, JobName job, RunParameters run) throws SQLException {
    return new RunLock(database, job, run);
  }

  /** The key of the lock of a job, date and scope. */
  static long key(JobName job, LocalDate date, String scope) {
    return AdvisoryLock.key(job.text() + "/" + date + "/" + scope);
  }

  /**
   * Takes the lock again where its session ended, as it does when the database was away.
   *
   * @throws CommandRefused (already running) when another process took it meanwhile
   */
  void keep() throws SQLException {
    if (!connection.isValid(ANSWER_SECONDS)) {
      connection.close();
      connection = database.openDirect();
      lock = lockedOn(connection);
    }
  }

  private AdvisoryLock lockedOn(Connection session) throws SQLException {
    Optional<AdvisoryLock> taken =
        AdvisoryLock.tryAcquire(session, key(job, run.targetDate(), run.scope()));
    if (taken.isEmpty()) {
      session.close();
      throw new CommandRefused(
          ExitCode.ALREADY_RUNNING,
          "another run of %s for %s (scope %s) is active; see '%s history'"
              .formatted(job.text(), run.targetDate(), run.scope(), job.text()));
    }
    return taken.get();
  }

  /** Gives the lock back; with a session that has ended it is gone already. */
  @Override
  public void close() throws SQLException {
    if (connection.isValid(ANSWER_SECONDS)) {
      lock.close();
    }
    connection.close();
  }
}
