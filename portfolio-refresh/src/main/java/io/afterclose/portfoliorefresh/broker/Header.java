package io.afterclose.portfoliorefresh.broker;

import io.afterclose.database.text.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which column stands where; the titles count, not their order or case. */
public final class Header<C extends FileColumn> {
  private static final String FIELD = "header";

  private final FileLine line;
  private final Vocabulary<C> vocabulary;
  private final Map<C, Integer> places = new HashMap<>();
  private final List<String> leftAlone = new ArrayList<>();
  private final List<LineError> errors = new ArrayList<>();

  private Header(FileLine line, Vocabulary<C> vocabulary) {
    this.line = line;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads the titles; check {@link #errors} before anything else.
   *
   * @throws IllegalArgumentException if a mapping names a column that there is not
   */
  public static <C extends FileColumn> Header<C> of(
      FileLine line, Vocabulary<C> vocabulary, List<ColumnMapping> mappings) {
    Header<C> header = new Header<>(line, vocabulary);
    mappings.forEach(header::placeMapped);
    for (int place = 0; place < line.width(); place++) {
      header.placeTitle(place);
    }
    return header;
  }

  private void placeMapped(ColumnMapping mapping) {
    C column = vocabulary.meant(mapping);
    for (int place = 0; place < line.width(); place++) {
      if (mapping.names(line.cell(place))) {
        places.put(column, place);
      }
    }
  }

  private void placeTitle(int place) {
    String title = line.cell(place);
    if (places.containsValue(place)) {
      return;
    }
    Optional<C> column = vocabulary.titled(title);
    if (column.isPresent()) {
      placeColumn(column.get(), place);
    } else if (!title.isEmpty()) {
      leftAlone.add(title);
    }
  }

  private void placeColumn(C column, int place) {
    Integer other = places.putIfAbsent(column, place);
    if (other == null) {
      return;
    }
    boolean own = column.isOwnTitle(line.cell(place));
    boolean otherOwn = column.isOwnTitle(line.cell(other));
    if (own == otherOwn && vocabulary.single().test(column) && column.isCalled(line.cell(other))) {
      errors.add(
          LineError.quoting(
              line.number(),
              FIELD,
              line.cell(place),
              "one column for "
                  + column.title()
                  + ", which "
                  + Printable.quoted(line.cell(other))
                  + " says too; --map \"TITLE="
                  + column.title()
                  + "\" says which"));
    } else if (own && !otherOwn && column.isCalled(line.cell(other))) {
      places.put(column, place);
      leftAlone.add(line.cell(other));
    } else {
      leftAlone.add(line.cell(place));
    }
  }

  /** Titles that claim one column; none for a good header. */
  public List<LineError> errors() {
    return List.copyOf(errors);
  }

  /** The titles that say nothing to this program. */
  public List<String> leftAlone() {
    return List.copyOf(leftAlone);
  }

  public boolean complete() {
    return places.keySet().containsAll(vocabulary.needed());
  }

  public boolean has(C column) {
    return places.containsKey(column);
  }

  public int columns() {
    return places.size();
  }

  public int lineNumber() {
    return line.number();
  }

  public int width() {
    return line.width();
  }

  /** Whether a title stands in it, whatever the case. */
  public boolean names(String title) {
    return line.cells().stream().anyMatch(cell -> Blanks.single(cell).equalsIgnoreCase(title));
  }

  /** Whether a line repeats it. */
  public boolean repeatedBy(FileLine other) {
    return other.cells().equals(line.cells());
  }

  /** The cell of a column; empty text if the file lacks it. */
  public String cell(FileLine row, C column) {
    Integer place = places.get(column);
    return place == null ? "" : row.cell(place);
  }
}
