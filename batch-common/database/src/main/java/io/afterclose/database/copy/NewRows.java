package io.afterclose.database.copy;

import io.afterclose.database.connection.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Rows of which none is expected to be known: COPY straight into the keyed table. Runs in the
 * caller's Spring transaction on the data source, and needs one.
 */
public final class NewRows {

  private NewRows() {}

  /**
   * Stores the rows, all or none.
   *
   * @param rows writes them; called once
   * @return whether they are stored: not where another writer's row has a key of theirs, and the
   *     transaction is then as it was before
   */
  public static boolean copy(
      DataSource dataSource, String table, List<String> columns, Consumer<BinaryCopy> rows) {
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      Savepoint before = connection.setSavepoint();
      try (BinaryCopy copy = BinaryCopy.into(connection, table, columns)) {
        rows.accept(copy);
        copy.finish();
      } catch (DuplicateKeyException known) {
        connection.rollback(before);
        return false;
      }
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      throw SqlFailure.of("copy into " + table, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }
}
