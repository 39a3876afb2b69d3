package io.afterclose.database.schema;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.connection.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What Liquibase's two tables say, in the connection's default schema. */
final class SchemaState {
  private static final String TABLE_EXISTS =
      """
      select exists (
        select from pg_tables where schemaname = current_schema() and tablename = ?)
      """;
  private static final String NEWEST_TAG =
      """
      select tag from databasechangelog
      where filename like 'db/changelog/%'
      order by dateexecuted desc, orderexecuted desc
      limit 1
      """;
  private static final String SET_TAG =
      """
      update databasechangelog set tag = ?
      where (id, author, filename) = (
        select id, author, filename from databasechangelog
        where filename like 'db/changelog/%'
        order by dateexecuted desc, orderexecuted desc
        limit 1)
      """;
  private static final String RELEASE_LOCK =
      """
      update databasechangeloglock set locked = false, lockgranted = null, lockedby = null
      where locked
      """;

  private SchemaState() {}

  static void requireDefaultSchema(Connection connection, Database database) throws SQLException {
    if (connection.getSchema() == null) {
      throw new DatabaseSettingsException(
          "The user's search_path in " + database.describe() + " names no schema that exists");
    }
  }

  static boolean isTagged(Connection connection, String tag) throws SQLException {
    if (!exists(connection, "databasechangelog")) {
      return false;
    }
    try (Statement statement = connection.createStatement();
        ResultSet newest = statement.executeQuery(NEWEST_TAG)) {
      return newest.next() && tag.equals(newest.getString(1));
    }
  }

  static boolean isEmpty(Connection connection) throws SQLException {
    return !exists(connection, "databasechangelog");
  }

  static void tag(Connection connection, String tag) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SET_TAG)) {
      statement.setString(1, tag);
      statement.executeUpdate();
    }
  }

  /**
   * Only the holder of the migration's advisory lock may call it: then no living process has it.
   */
  static void releaseStaleLock(Connection connection) throws SQLException {
    if (exists(connection, "databasechangeloglock")) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(RELEASE_LOCK);
      }
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLE_EXISTS)) {
      statement.setString(1, table);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
