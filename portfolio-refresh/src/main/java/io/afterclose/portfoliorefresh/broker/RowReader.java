package io.afterclose.portfoliorefresh.broker;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the cells of one line and collects the errors. An empty result is an absent cell or a
 * refused one.
 */
public final class RowReader<C extends FileColumn> {
  private static final int MAX_CELL = 100;

  private final Row<C> row;
  private final boolean eitherWay;
  private final List<LineError> errors = new ArrayList<>();

  /**
   * @param eitherWay whether the file may be of a country with decimal commas and the day first
   */
  public RowReader(Row<C> row, boolean eitherWay) {
    this.row = row;
    this.eitherWay = eitherWay;
  }

  public int lineNumber() {
    return row.number();
  }

  public List<LineError> errors() {
    return List.copyOf(errors);
  }

  public void refuse(C column, String expected) {
    errors.add(LineError.quoting(row.number(), column.title(), row.cell(column), expected));
  }

  public boolean refused(C column) {
    return errors.stream().anyMatch(error -> error.field().equals(column.title()));
  }

  public Optional<BigDecimal> number(C column) {
    return read(column, text -> Amount.read(text, eitherWay));
  }

  public Optional<LocalDate> date(C column) {
    return read(column, text -> FileDate.read(text, eitherWay));
  }

  public <E extends Enum<E>> Optional<E> oneOf(C column, E[] values) {
    return read(column, text -> constant(text, values));
  }

  private static <E extends Enum<E>> Reading<E> constant(String text, E[] values) {
    String name = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(values)
        .filter(value -> value.name().equals(name))
        .findFirst()
        .map(Reading::of)
        .orElseGet(() -> Reading.refused("one of " + Arrays.toString(values)));
  }

  /** Reads a cell unless it says that there is nothing. */
  public <T> Optional<T> read(C column, Function<String, Reading<T>> reading) {
    return Amount.absent(row.cell(column)) ? Optional.empty() : required(column, reading);
  }

  /** Reads a cell, an empty one too; refuses one that is too long or cannot be read. */
  public <T> Optional<T> required(C column, Function<String, Reading<T>> reading) {
    String text = row.cell(column);
    Reading<T> read =
        text.length() > MAX_CELL
            ? Reading.refused("at most " + MAX_CELL + " characters")
            : reading.apply(text);
    if (read.value() == null) {
      refuse(column, read.expected());
    }
    return read.accepted();
  }

  /** A value that has to pass one more check; refused and empty if it does not. */
  public <T> Optional<T> check(C column, Optional<T> value, Predicate<T> holds, String expected) {
    boolean good = value.map(holds::test).orElse(true);
    if (!good) {
      refuse(column, expected);
    }
    return good ? value : Optional.empty();
  }
}
