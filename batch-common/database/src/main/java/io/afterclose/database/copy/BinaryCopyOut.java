package io.afterclose.database.copy;

import io.afterclose.database.connection.SqlFailure;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Reads many rows by PostgreSQL's binary COPY, in the caller's Spring transaction where there is
 * one. The rows are handed out as they arrive: none is kept.
 */
public final class BinaryCopyOut {

  /** Signature, flags and the length of the extension. */
  private static final int HEADER = 11 + Integer.BYTES;

  private BinaryCopyOut() {}

  /**
   * Hands out the rows of a query one after the other.
   *
   * @param query complete: COPY takes no parameters
   * @param consumer reads the row's columns in their order; the row is valid during its call only
   */
  public static void read(DataSource dataSource, String query, Consumer<CopiedRow> consumer) {
    String sql = "copy (" + query + ") to stdout (format binary)";
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      CopyOut copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyOut(sql);
      try {
        read(copy, consumer);
      } finally {
        drain(copy);
      }
    } catch (SQLException e) {
      throw SqlFailure.of(sql, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  /** What a consumer that failed has left: the connection serves nothing else before it is read. */
  private static void drain(CopyOut copy) throws SQLException {
    boolean more = copy.isActive();
    while (more) {
      more = copy.readFromCopy() != null;
    }
  }

  /** Each message is one row; the first one has the header before it. */
  private static void read(CopyOut copy, Consumer<CopiedRow> consumer) throws SQLException {
    CopiedRow row = new CopiedRow();
    boolean begun = false;
    for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
      ByteBuffer message = ByteBuffer.wrap(bytes);
      if (!begun) {
        begun = true;
        message.position(HEADER);
        message.position(HEADER + Integer.BYTES + message.getInt());
      }
      if (message.hasRemaining() && row.next(message)) {
        consumer.accept(row);
      }
    }
  }
}
