package io.afterclose.portfoliorefresh.keeping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which column stands where; the names count, not their order or case. */
final class Header {
  private static final String FIELD = "header";

  private final int lineNumber;
  private final List<String> titles;
  private final Map<Column, Integer> places = new EnumMap<>(Column.class);
  private final List<LineError> errors = new ArrayList<>();

  private Header(int lineNumber, List<String> titles) {
    this.lineNumber = lineNumber;
    this.titles = titles;
  }

  /** Reads the cells of the header; check {@link #errors} before anything else. */
  static Header of(int lineNumber, List<String> titles) {
    Header header = new Header(lineNumber, titles);
    for (int place = 0; place < titles.size(); place++) {
      header.place(titles.get(place), place);
    }
    header.findMissing();
    return header;
  }

  private void place(String title, int place) {
    Column.titled(title)
        .ifPresentOrElse(column -> placeOnce(column, place), () -> refuseUnknown(title));
  }

  private void placeOnce(Column column, int place) {
    if (places.putIfAbsent(column, place) != null) {
      refuse(column.title(), "each column once");
    }
  }

  private void refuseUnknown(String title) {
    refuse(title, Column.titles(true) + " and, if wanted, " + Column.titles(false));
  }

  private void refuse(String title, String expected) {
    errors.add(LineError.quoting(lineNumber, FIELD, title, expected));
  }

  private void findMissing() {
    Set<Column> missing = EnumSet.noneOf(Column.class);
    Arrays.stream(Column.values()).filter(Column::required).forEach(missing::add);
    missing.removeAll(places.keySet());
    missing.forEach(
        column ->
            errors.add(new LineError(lineNumber, FIELD, "no " + column.title(), column.title())));
  }

  /** Unknown, repeated and missing columns; none for a good header. */
  List<LineError> errors() {
    return List.copyOf(errors);
  }

  int width() {
    return titles.size();
  }

  /** The cell of a column in a line as wide as the header; empty text if the file lacks it. */
  String cell(List<String> cells, Column column) {
    Integer place = places.get(column);
    return place == null ? "" : cells.get(place);
  }
}
