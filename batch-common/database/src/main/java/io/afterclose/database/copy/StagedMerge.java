package io.afterclose.database.copy;

import io.afterclose.database.connection.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Many rows into a table that may know some of them: COPY into a temporary table, then one
 * statement that merges it. Runs in the caller's Spring transaction on the data source, and needs
 * one.
 */
public final class StagedMerge {
  /** Above this the planner's guess about a fresh table is too far off. */
  private static final int ROWS_TO_ANALYZE = 1_000;

  private StagedMerge() {}

  /**
   * Stages rows in {@code staged_<target>}, which has the target's columns of these names, and runs
   * the statements that read it, one after the other. The staging table is dropped at the end.
   *
   * @param target a plain table name, without a schema
   * @param merges as {@code insert into target ... select ... from staged_target on conflict ...}
   * @return the rows that the statements inserted or updated, one that two of them did counted
   *     twice
   */
  public static long run(
      DataSource dataSource,
      String target,
      List<String> columns,
      Consumer<BinaryCopy> rows,
      String... merges) {
    return run(dataSource, target, columns, rows, ROWS_TO_ANALYZE, merges);
  }

  /**
   * As {@link #run}, for a merge whose plan does not depend on what the staging table is known to
   * hold: its statements bound what they read of the target by themselves.
   */
  public static long runBounded(
      DataSource dataSource,
      String target,
      List<String> columns,
      Consumer<BinaryCopy> rows,
      String... merges) {
    return run(dataSource, target, columns, rows, Long.MAX_VALUE, merges);
  }

  private static long run(
      DataSource dataSource,
      String target,
      List<String> columns,
      Consumer<BinaryCopy> rows,
      long rowsToAnalyze,
      String... merges) {
    String staging = "staged_" + target;
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try (Statement statement = connection.createStatement()) {
      requireTransaction(connection, staging);
      statement.execute(
          "create temp table %s on commit drop as select %s from %s with no data"
              .formatted(staging, String.join(", ", columns), target));
      if (copy(connection, staging, columns, rows) > rowsToAnalyze) {
        statement.execute("analyze " + staging);
      }
      long merged = 0;
      for (String merge : merges) {
        merged += statement.executeLargeUpdate(merge);
      }
      statement.execute("drop table " + staging);
      return merged;
    } catch (SQLException e) {
      throw SqlFailure.of("merge " + staging, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private static void requireTransaction(Connection connection, String stagingTable)
      throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException(
          "Staging "
              + stagingTable
              + " needs a transaction on this data source; call it inside a TransactionTemplate or"
              + " a transactional step");
    }
  }

  private static long copy(
      Connection connection, String table, List<String> columns, Consumer<BinaryCopy> rows) {
    try (BinaryCopy copy = BinaryCopy.into(connection, table, columns)) {
      rows.accept(copy);
      return copy.finish();
    }
  }
}
