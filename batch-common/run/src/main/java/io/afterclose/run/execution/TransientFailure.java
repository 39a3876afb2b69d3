package io.afterclose.run.execution;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Failures of a passing kind, told by their SQL state: the same run may succeed later. */
public final class TransientFailure {

  private static final String READ_ONLY = "25006";
  private static final Set<String> BETWEEN_TRANSACTIONS = Set.of("40001", "40P01", "55P03");

  private static final String CLOSED = "Connection is closed";

  private TransientFailure() {}

  /** True where the exception or a cause of it says that the database is away or full. */
  public static boolean in(Throwable thrown) {
    return causes(thrown)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .anyMatch(cause -> passing(cause.getSQLState()) || closed(cause));
  }

  /** True where no connection was to be had: whoever asks next fares no better. */
  public static boolean noConnection(Throwable thrown) {
    return causes(thrown).anyMatch(SQLTransientConnectionException.class::isInstance);
  }

  /**
   * True where the database as a whole is away, full or read-only; what is left of the passing ones
   * (serialization failure, deadlock, lock not available) is between two transactions.
   */
  public static boolean ofTheDatabase(Throwable thrown) {
    return in(thrown)
        && causes(thrown)
            .filter(SQLException.class::isInstance)
            .map(cause -> String.valueOf(((SQLException) cause).getSQLState()))
            .noneMatch(BETWEEN_TRANSACTIONS::contains);
  }

  static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }

  /** The pool closes a connection that broke; a rollback on it hears no more than that. */
  private static boolean closed(SQLException failed) {
    return failed.getSQLState() == null && CLOSED.equals(failed.getMessage());
  }

  /**
   * Connection lost (08), resources exhausted (53), shut down (57P), read-only (25006),
   * serialization failure and deadlock (40001, 40P01), lock not available (55P03).
   */
  private static boolean passing(@Nullable String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.equals(READ_ONLY)
            || BETWEEN_TRANSACTIONS.contains(state));
  }
}
