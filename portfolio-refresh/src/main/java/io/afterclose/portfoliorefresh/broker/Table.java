package io.afterclose.portfoliorefresh.broker;

import java.util.List;

/**
 * A file as a table.
 *
 * @param header its titles
 * @param separator what its cells are separated by
 * @param rows its lines, without blank ones
 * @param around the lines above and below
 * @param errors of lines that are none of the table and not around it either
 */
public record Table<C extends FileColumn>(
    Header<C> header,
    Separator separator,
    List<Row<C>> rows,
    List<FileLine> around,
    List<LineError> errors) {
  public Table {
    rows = List.copyOf(rows);
    around = List.copyOf(around);
    errors = List.copyOf(errors);
  }
}
