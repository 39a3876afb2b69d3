package io.afterclose.database.server;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which SQLSTATEs pass by themselves, decided here for connecting, migrating and running alike. The
 * codes are those of PostgreSQL's manual, appendix A.
 */
public final class SqlStates {
  /** lock_not_available: a lock was not granted within {@code lock_timeout}. */
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static final String CONNECTION_EXCEPTION = "08";
  private static final String INSUFFICIENT_RESOURCES = "53";

  /**
   * admin_shutdown, crash_shutdown, cannot_connect_now and the like. The rest of class 57 is not
   * among them: query_canceled (57014) comes from a statement's own time limit and comes again.
   */
  private static final String SERVER_SHUTDOWN = "57P";

  /** read_only_sql_transaction: the server is a standby until a failover has ended. */
  private static final String READ_ONLY = "25006";

  /** serialization_failure, deadlock_detected, lock_not_available. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE);

  private SqlStates() {}

  /** True where the database as a whole is unreachable, full, shutting down or read-only. */
  public static boolean isUnavailable(@Nullable String state) {
    return state != null
        && (state.startsWith(CONNECTION_EXCEPTION)
            || state.startsWith(INSUFFICIENT_RESOURCES)
            || state.startsWith(SERVER_SHUTDOWN)
            || state.equals(READ_ONLY));
  }

  /** True where another transaction was in the way. */
  public static boolean isConflict(@Nullable String state) {
    return state != null && CONFLICTS.contains(state);
  }

  /** True where the same work may succeed later; false for a missing state. */
  public static boolean isTransient(@Nullable String state) {
    return isUnavailable(state) || isConflict(state);
  }

  /** What the server said where it refused a statement for want of a right; else nothing. */
  public static Optional<String> deniedRight(Throwable thrown) {
    return failures(thrown)
        .filter(failure -> INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState()))
        .map(failure -> String.valueOf(failure.getMessage()).lines().findFirst().orElse(""))
        // A batch of statements repeats its first one; what was denied is said by its cause.
        .reduce((outer, inner) -> inner);
  }

  /** The SQL exceptions among an exception and its causes, the outermost first. */
  public static Stream<SQLException> failures(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast);
  }
}
