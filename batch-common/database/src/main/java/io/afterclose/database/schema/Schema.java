package io.afterclose.database.schema;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.SqlFailure;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.database.server.Deadline;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The one schema, in the connection's default schema. Of several processes one migrates and the
 * others wait, at most a minute.
 */
public final class Schema {
  private static final long LOCK = AdvisoryLock.key("afterclose/migrate");

  private Schema() {}

  /**
   * Applies the changes that are missing. A Liquibase lock that a killed process left is released.
   *
   * @throws DatabaseUnavailableException if another process migrates for more than a minute
   * @throws DatabaseSettingsException if a change is refused, or there is no schema to create in
   */
  public static MigrationReport migrate(Database database) {
    try (Connection connection = database.openDirect()) {
      lock(connection, database);
      return migrate(connection, database);
    } catch (SQLException e) {
      throw SqlFailure.of("migrate " + database.describe(), e);
    }
  }

  /** As {@link #migrate}, but only one query if the last migration knew the same changes. */
  public static void ensureCurrent(Database database) {
    if (!isCurrent(database)) {
      migrate(database);
    }
  }

  /** Whether the last migration knew the same changes as this program. */
  public static boolean isCurrent(Database database) {
    try (Connection connection = database.openDirect()) {
      return SchemaState.isTagged(connection, Changelog.tag());
    } catch (SQLException e) {
      throw SqlFailure.of("read the schema's state in " + database.describe(), e);
    }
  }

  /** Whether nothing was ever migrated there, as in a database that was just made. */
  public static boolean isEmpty(Database database) {
    try (Connection connection = database.openDirect()) {
      return SchemaState.isEmpty(connection);
    } catch (SQLException e) {
      throw SqlFailure.of("read the schema's state in " + database.describe(), e);
    }
  }

  private static MigrationReport migrate(Connection connection, Database database)
      throws SQLException {
    SchemaState.requireDefaultSchema(connection, database);
    SchemaState.releaseStaleLock(connection);
    MigrationReport report = Migration.run(connection, database.describe());
    SchemaState.tag(connection, Changelog.tag());
    return report;
  }

  /** Until the session ends. */
  private static void lock(Connection connection, Database database) {
    Deadline deadline = Deadline.in(Deadline.MINUTE);
    while (AdvisoryLock.tryAcquire(connection, LOCK).isEmpty()) {
      if (deadline.passed()) {
        throw new DatabaseUnavailableException(
            "Another process has been migrating %s for a minute; try again"
                .formatted(database.describe()));
      }
      deadline.pause();
    }
  }
}
