package io.afterclose.run.execution;

import io.afterclose.database.server.SqlStates;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

/** Failures of the database that pass by themselves: the same run may succeed later. */
public final class TransientFailure {

  private static final String CLOSED = "Connection is closed";

  private TransientFailure() {}

  /** True where the exception or a cause of it is such a failure. */
  public static boolean in(Throwable thrown) {
    return SqlStates.failures(thrown)
        .anyMatch(cause -> SqlStates.isTransient(cause.getSQLState()) || isClosed(cause));
  }

  /** True where the pool had no connection to give: the next request fares no better. */
  public static boolean noConnection(Throwable thrown) {
    return causes(thrown).anyMatch(SQLTransientConnectionException.class::isInstance);
  }

  /**
   * True where the database as a whole is unreachable, full or read-only; false for a conflict
   * between two transactions.
   */
  public static boolean ofTheDatabase(Throwable thrown) {
    return in(thrown)
        && SqlStates.failures(thrown)
            .map(SQLException::getSQLState)
            .noneMatch(SqlStates::isConflict);
  }

  static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }

  /** The pool closes a connection that broke; a rollback on it fails with this text alone. */
  private static boolean isClosed(SQLException failure) {
    return failure.getSQLState() == null && CLOSED.equals(failure.getMessage());
  }
}
