package io.afterclose.portfolio.position;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a portfolio as it was read: its value, or why it is invalid. */
final class StoredRow<T> {

  private final long portfolioId;
  private final @Nullable T value;
  private final String reason;

  private StoredRow(long portfolioId, @Nullable T value, String reason) {
    this.portfolioId = portfolioId;
    this.value = value;
    this.reason = reason;
  }

  /** Reads the value of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read() throws SQLException;
  }

  /** A bad row is kept with its reason, so that it stops its own portfolio and no other. */
  static <T> StoredRow<T> checked(long portfolioId, Reader<T> reader) throws SQLException {
    try {
      return new StoredRow<>(portfolioId, reader.read(), "");
    } catch (IllegalArgumentException invalid) {
      return new StoredRow<>(portfolioId, null, String.valueOf(invalid.getMessage()));
    }
  }

  long portfolioId() {
    return portfolioId;
  }

  /** The values of rows; the first bad one is an InvalidPortfolioException with its reason. */
  static <T> List<T> values(List<StoredRow<T>> rows) {
    return rows.stream().map(StoredRow::value).toList();
  }

  private T value() {
    if (value == null) {
      throw new InvalidPortfolioException(reason);
    }
    return value;
  }
}
