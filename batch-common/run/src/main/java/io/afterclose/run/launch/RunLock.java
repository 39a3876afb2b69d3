package io.afterclose.run.launch;

import io.afterclose.database.AdvisoryLock;
import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import java.sql.Connection;
import java.sql.SQLException;

/** One run at a time for a job, date and scope: an advisory lock on a connection of its own. */
final class RunLock implements AutoCloseable {

  private final Connection connection;

  private RunLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock.
   *
   * @throws CommandRefused (already running) when another process holds it
   */
  static RunLock acquire(Database database, JobName job, RunParameters run) throws SQLException {
    String name = job.text() + "/" + run.targetDate() + "/" + run.scope();
    Connection connection = database.openDirect();
    if (AdvisoryLock.tryAcquire(connection, AdvisoryLock.key(name)).isPresent()) {
      return new RunLock(connection);
    }
    connection.close();
    throw new CommandRefused(
        ExitCode.ALREADY_RUNNING,
        "another run of %s for %s (scope %s) is active; see '%s history'"
            .formatted(job.text(), run.targetDate(), run.scope(), job.text()));
  }

  /** Gives the lock back by ending its session. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
