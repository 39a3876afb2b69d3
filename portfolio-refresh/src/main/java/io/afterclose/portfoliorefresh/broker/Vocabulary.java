package io.afterclose.portfoliorefresh.broker;

import io.afterclose.database.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The columns of a kind of file.
 *
 * @param columns all of them
 * @param needed those without which a line is no header
 * @param single those that two titles may not both claim
 */
public record Vocabulary<C extends FileColumn>(
    List<C> columns, List<C> needed, Predicate<C> single) {

  /** The column that some broker calls so. */
  public Optional<C> titled(String title) {
    return columns.stream()
        .filter(column -> column.isOwnTitle(title))
        .findFirst()
        .or(() -> columns.stream().filter(column -> column.isCalled(title)).findFirst());
  }

  /**
   * The column that a mapping means.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public C meant(ColumnMapping mapping) {
    return columns.stream()
        .filter(column -> column.isOwnTitle(mapping.column()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--map "
                        + Printable.quoted(mapping.title() + "=" + mapping.column())
                        + ": expected one of the columns "
                        + titles(columns)));
  }

  /** How many cells are titles. */
  public long titlesIn(Collection<String> cells) {
    return cells.stream().filter(cell -> titled(cell).isPresent()).count();
  }

  public static String titles(Collection<? extends FileColumn> columns) {
    return columns.stream().map(FileColumn::title).collect(Collectors.joining(", "));
  }
}
