package io.afterclose.portfoliorefresh.keeping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the fields of one line and collects the errors. An empty result is an absent field or a
 * refused one.
 */
final class RowReader {
  private static final int MAX_CELL = 100;

  private final int lineNumber;
  private final Header header;
  private final List<String> cells;
  private final List<LineError> errors = new ArrayList<>();

  RowReader(int lineNumber, Header header, List<String> cells) {
    this.lineNumber = lineNumber;
    this.header = header;
    this.cells = cells;
  }

  int lineNumber() {
    return lineNumber;
  }

  List<LineError> errors() {
    return List.copyOf(errors);
  }

  void refuse(Column column, String expected) {
    String text = header.cell(cells, column);
    errors.add(LineError.quoting(lineNumber, column.title(), text, expected));
  }

  boolean refused(Column column) {
    return errors.stream().anyMatch(error -> error.field().equals(column.title()));
  }

  Optional<BigDecimal> decimal(Column column) {
    return read(column, PlainDecimal::parse, PlainDecimal.EXPECTED);
  }

  Optional<LocalDate> date(Column column) {
    return read(column, PlainDate::parse, PlainDate.EXPECTED);
  }

  <E extends Enum<E>> Optional<E> oneOf(Column column, E[] values) {
    return read(column, text -> constant(text, values), "one of " + Arrays.toString(values));
  }

  private static <E extends Enum<E>> Optional<E> constant(String text, E[] values) {
    String name = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
  }

  /** Reads a field; refuses one that is too long, cannot be read, or is absent but required. */
  <T> Optional<T> read(Column column, Function<String, Optional<T>> reading, String expected) {
    String text = header.cell(cells, column);
    if (text.isEmpty() && !column.required()) {
      return Optional.empty();
    }
    if (text.length() > MAX_CELL) {
      refuse(column, "at most " + MAX_CELL + " characters");
      return Optional.empty();
    }
    Optional<T> value = reading.apply(text);
    if (value.isEmpty()) {
      refuse(column, expected);
    }
    return value;
  }

  /** A value that has to pass one more check; refused and empty if it does not. */
  <T> Optional<T> check(
      Column column, Optional<T> value, Function<T, Boolean> holds, String expected) {
    boolean good = value.map(holds).orElse(true);
    if (!good) {
      refuse(column, expected);
    }
    return good ? value : Optional.empty();
  }
}
