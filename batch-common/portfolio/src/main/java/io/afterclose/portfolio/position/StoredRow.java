package io.afterclose.portfolio.position;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of a portfolio as it was read: what it states, or why it states nothing that can be. */
public final class StoredRow<T> {

  private final long portfolioId;
  private final @Nullable T value;
  private final String wrong;

  private StoredRow(long portfolioId, @Nullable T value, String wrong) {
    this.portfolioId = portfolioId;
    this.value = value;
    this.wrong = wrong;
  }

  static <T> StoredRow<T> good(long portfolioId, @Nullable T value) {
    return new StoredRow<>(portfolioId, Objects.requireNonNull(value), "");
  }

  static <T> StoredRow<T> bad(long portfolioId, IllegalArgumentException reason) {
    return new StoredRow<>(portfolioId, null, String.valueOf(reason.getMessage()));
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
      throw new InvalidPortfolioException(wrong);
    }
    return value;
  }
}
