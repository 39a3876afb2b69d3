package io.afterclose.deploy.benchmark;

import io.afterclose.database.address.PostgresUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** One database of the benchmark, over one connection. */
final class BenchmarkDatabase implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Connection connection;

  private BenchmarkDatabase(Connection connection) {
    this.connection = connection;
  }

  static BenchmarkDatabase open(PostgresUrl url) throws SQLException {
    Properties properties = url.driverProperties("benchmark");
    properties.setProperty("socketTimeout", "0");
    return new BenchmarkDatabase(DriverManager.getConnection(url.jdbcUrl(), properties));
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row; 0 for null. */
  double number(String sql) throws SQLException {
    return numbers(sql).get(0);
  }

  /** The first column of all rows, NaN for null. */
  List<Double> numbers(String sql) throws SQLException {
    List<Double> numbers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        double number = rows.getDouble(1);
        numbers.add(rows.wasNull() ? Double.NaN : number);
      }
    }
    return numbers;
  }

  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Sends what a query gives by binary COPY to nowhere. */
  void read(String query) throws SQLException, IOException {
    copyOut(query, OutputStream.nullOutputStream());
  }

  /** Writes what a query gives, as binary COPY has it, and gives the number of rows. */
  long save(String query, Path file) throws SQLException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return copyOut(query, out);
    }
  }

  private long copyOut(String query, OutputStream out) throws SQLException, IOException {
    return new CopyManager(connection.unwrap(BaseConnection.class))
        .copyOut("copy (" + query + ") to stdout (format binary)", out);
  }

  /** Stores rows that {@link #save} wrote, all columns of them. */
  void load(String table, Path file) throws SQLException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      new CopyManager(connection.unwrap(BaseConnection.class))
          .copyIn("copy " + table + " from stdin (format binary)", in, BUFFER);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
