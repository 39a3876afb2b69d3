package io.afterclose.database.text;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Values as array parameters of a statement, such as {@code symbol = any (:symbols)}. */
public final class SqlArrays {

  private SqlArrays() {}

  /**
   * The texts of symbols, codes or dates (ISO), in their order; null stays null. An array of dates
   * is cast in the statement: {@code cast(:dates as date[])}.
   */
  public static @Nullable String[] texts(Collection<? extends @Nullable Object> values) {
    return values.stream()
        .map(value -> value == null ? null : value.toString())
        .toArray(String[]::new);
  }

  /** Keys, in their order. */
  public static Long[] keys(Collection<Long> keys) {
    return keys.toArray(Long[]::new);
  }
}
