package io.afterclose.run.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result: named columns and rows of values in their order. Numbers keep their full precision;
 * null means unknown, an empty cell in a table or CSV and null in JSON.
 */
public final class ResultTable {

  private final List<String> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  private ResultTable(List<String> columns) {
    this.columns = columns;
  }

  /** An empty result with these columns. */
  public static ResultTable of(String... columns) {
    return new ResultTable(List.of(columns));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when the number of values is not that of the columns
   */
  public void add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns " + columns + ", but " + values.length + " values");
    }
    rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
  }

  public int size() {
    return rows.size();
  }

  List<String> columns() {
    return columns;
  }

  List<List<@Nullable Object>> rows() {
    return rows;
  }

  /** Prints in a format; the writer is flushed. */
  public void print(OutputFormat format, PrintWriter out) {
    switch (format) {
      case table -> TablePrinter.print(this, out);
      case csv -> CsvPrinter.print(this, out);
      case json -> JsonPrinter.print(this, out);
    }
    out.flush();
  }
}
