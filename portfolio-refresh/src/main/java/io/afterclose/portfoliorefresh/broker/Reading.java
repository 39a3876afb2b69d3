package io.afterclose.portfoliorefresh.broker;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a cell was read as.
 *
 * @param value null if it was refused
 * @param expected what should have stood there
 */
public record Reading<T>(@Nullable T value, String expected) {

  public static <T> Reading<T> of(T value) {
    return new Reading<>(value, "");
  }

  public static <T> Reading<T> refused(String expected) {
    return new Reading<>(null, expected);
  }

  public Optional<T> accepted() {
    return Optional.ofNullable(value);
  }

  /** The same, refused if a good value does not pass one more check. */
  public Reading<T> check(Predicate<T> holds, String otherwise) {
    return value == null || holds.test(value) ? this : refused(otherwise);
  }
}
