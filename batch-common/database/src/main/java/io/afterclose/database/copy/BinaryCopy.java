package io.afterclose.database.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.database.connection.SqlFailure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Writes rows into one table by PostgreSQL's binary COPY. Each value method writes the next column
 * of the current row and must fit the column's type; null is stored as NULL. Nothing is stored
 * unless {@link #finish} returns and the connection's transaction commits; {@link #close} before
 * {@code finish} cancels. A refusal by the server arrives as Spring's DataAccessException, at any
 * call.
 */
public final class BinaryCopy implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + ")?");
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final String sql;
  private final int columns;
  private final CopyIn copy;
  private final CopyBuffer buffer;
  private int field;
  private boolean finished;

  private BinaryCopy(String sql, int columns, CopyIn copy) {
    this.sql = sql;
    this.columns = columns;
    this.copy = copy;
    this.buffer = new CopyBuffer(copy);
    this.field = columns;
  }

  /**
   * Opens a COPY on the connection, which serves nothing else until it is finished or closed. Names
   * are plain: letters, digits and underscores; the table may have a schema before it.
   */
  public static BinaryCopy into(Connection connection, String table, String... columns) {
    return into(connection, table, List.of(columns));
  }

  /** As {@link #into(Connection, String, String...)}. */
  public static BinaryCopy into(Connection connection, String table, List<String> columns) {
    String sql = sql(table, columns);
    try {
      CopyIn copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(sql);
      BinaryCopy binary = new BinaryCopy(sql, columns.size(), copy);
      binary.buffer.header();
      return binary;
    } catch (SQLException e) {
      throw SqlFailure.of(sql, e);
    }
  }

  private static String sql(String table, List<String> columns) {
    if (columns.isEmpty()
        || !TABLE.matcher(table).matches()
        || !columns.stream().allMatch(column -> NAME.matcher(column).matches())) {
      throw new IllegalArgumentException(
          "COPY needs a plain table name and plain column names, got " + table + " " + columns);
    }
    return "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
  }

  /** Ends the row before, which must be complete, and begins the next. */
  public BinaryCopy startRow() {
    requireCompleteRow();
    field = 0;
    return write(() -> buffer.int2(columns));
  }

  public BinaryCopy text(@Nullable String value) {
    return value == null ? none() : bytes(value.getBytes(UTF_8));
  }

  public BinaryCopy date(@Nullable LocalDate value) {
    return value == null ? none() : value4(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
  }

  /** Exact, with the value's own scale; a negative scale is stored as scale 0. */
  public BinaryCopy numeric(@Nullable BigDecimal value) {
    return value == null ? none() : bytes(CopyNumeric.bytes(value));
  }

  /**
   * @throws IllegalArgumentException if the value is not finite: unknown is null, not NaN
   */
  public BinaryCopy float8(@Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Column "
              + (field + 1)
              + " of "
              + sql
              + ": expected a finite number or null, found "
              + value);
    }
    return value == null ? none() : value8(Double.doubleToLongBits(value));
  }

  public BinaryCopy int8(@Nullable Long value) {
    return value == null ? none() : value8(value);
  }

  public BinaryCopy int4(@Nullable Integer value) {
    return value == null ? none() : value4(value);
  }

  public BinaryCopy bool(@Nullable Boolean value) {
    return value == null ? none() : bytes(new byte[] {(byte) (value ? 1 : 0)});
  }

  /** To the microsecond; what is finer is cut off towards the past. */
  public BinaryCopy timestamptz(@Nullable Instant value) {
    return value == null ? none() : value8(microseconds(value));
  }

  /** A text[] of one dimension. */
  public BinaryCopy texts(List<String> values) {
    return bytes(CopyArray.of(values));
  }

  /** A double precision[] of one dimension; NaN is stored as NULL. */
  public BinaryCopy float8s(double[] values) {
    return bytes(CopyArray.of(values));
  }

  /** An integer[] of one dimension. */
  public BinaryCopy int4s(int[] values) {
    return bytes(CopyArray.of(values));
  }

  /** Ends the copy. @return the number of rows stored */
  public long finish() {
    requireCompleteRow();
    write(buffer::trailer);
    try {
      long rows = copy.endCopy();
      finished = true;
      return rows;
    } catch (SQLException e) {
      throw SqlFailure.of(sql, e);
    }
  }

  /** Cancels the copy unless it is finished; the transaction around it can then only roll back. */
  @Override
  public void close() {
    if (!finished && copy.isActive()) {
      try {
        copy.cancelCopy();
      } catch (SQLException e) {
        throw SqlFailure.of("cancel " + sql, e);
      }
    }
  }

  private static long microseconds(Instant value) {
    Instant whole = value.truncatedTo(ChronoUnit.MICROS);
    return EPOCH.until(whole, ChronoUnit.MICROS);
  }

  private BinaryCopy none() {
    return field(() -> buffer.int4(-1));
  }

  private BinaryCopy value4(int value) {
    return field(
        () -> {
          buffer.int4(4);
          buffer.int4(value);
        });
  }

  private BinaryCopy value8(long value) {
    return field(
        () -> {
          buffer.int4(8);
          buffer.int8(value);
        });
  }

  private BinaryCopy bytes(byte[] value) {
    return field(
        () -> {
          buffer.int4(value.length);
          buffer.bytes(value);
        });
  }

  private BinaryCopy field(CopyBuffer.Write write) {
    if (field >= columns) {
      throw new IllegalStateException(
          "A row of "
              + sql
              + " has "
              + columns
              + " columns: call startRow() before the next value");
    }
    field++;
    return write(write);
  }

  private BinaryCopy write(CopyBuffer.Write write) {
    try {
      write.run();
      return this;
    } catch (SQLException e) {
      throw SqlFailure.of(sql, e);
    }
  }

  private void requireCompleteRow() {
    if (field != columns) {
      throw new IllegalStateException(
          "A row of " + sql + " ends after " + field + " of " + columns + " columns");
    }
  }
}
