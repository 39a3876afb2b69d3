package io.afterclose.cli.output;

import io.afterclose.database.text.Printable;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A result: named columns and rows of values in their order. Numbers keep their full precision;
 * null means unknown, an empty cell in a table or CSV and null in JSON.
 */
public final class ResultTable {

  private final List<String> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private Optional<JsonSections> sections = Optional.empty();
  private Optional<Head> head = Optional.empty();

  /**
   * What is told of the result as a whole.
   *
   * @param values in their order
   * @param rows the name of the rows beside them
   */
  record Head(Map<String, Object> values, String rows) {}

  private ResultTable(List<String> columns) {
    this.columns = columns;
  }

  /** An empty result with these columns. */
  public static ResultTable of(String... columns) {
    return new ResultTable(List.of(columns));
  }

  /** A result with a row for each record; the columns follow. */
  public static <R> Columns<R> of(Collection<R> records) {
    return new Columns<>(records);
  }

  /** The columns of a result, each a name and how its value is read from a record. */
  public static final class Columns<R> {

    private final Collection<R> records;
    private final Map<String, Function<? super R, ? extends @Nullable Object>> columns =
        new LinkedHashMap<>();

    private Columns(Collection<R> records) {
      this.records = records;
    }

    /** Adds a column. */
    public Columns<R> column(String name, Function<? super R, ? extends @Nullable Object> value) {
      columns.put(name, value);
      return this;
    }

    /** The result. */
    public ResultTable table() {
      ResultTable table = new ResultTable(List.copyOf(columns.keySet()));
      for (R record : records) {
        List<@Nullable Object> row = new ArrayList<>();
        columns.values().forEach(value -> row.add(value.apply(record)));
        table.rows.add(Collections.unmodifiableList(row));
      }
      return table;
    }
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

  /** A row to be filled column by column; what is left out is unknown. */
  public Row row() {
    return new Row();
  }

  /** A row while it is filled. */
  public final class Row {

    private final @Nullable Object[] values = new @Nullable Object[columns.size()];

    private Row() {}

    /**
     * Sets a column.
     *
     * @throws IllegalArgumentException when there is no such column
     */
    public Row set(String column, @Nullable Object value) {
      int at = columns.indexOf(column);
      if (at < 0) {
        throw new IllegalArgumentException("one of " + columns + " was expected, not " + column);
      }
      values[at] = value;
      return this;
    }

    /** Adds it to the table. */
    public void end() {
      add(values);
    }
  }

  /**
   * The same rows with some of the columns, in the order given.
   *
   * @throws InvalidInputException when there is no such column
   */
  ResultTable select(List<String> names) {
    List<String> unknown = names.stream().filter(name -> !columns.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new InvalidInputException(
          "--columns: there is no column %s; there are %s"
              .formatted(Printable.quoted(unknown.get(0)), String.join(",", columns)));
    }
    ResultTable some = new ResultTable(List.copyOf(names));
    some.head = head;
    int[] at = names.stream().mapToInt(columns::indexOf).toArray();
    for (List<@Nullable Object> row : rows) {
      some.add(IntStream.of(at).mapToObj(row::get).toArray());
    }
    return some;
  }

  /** The first of its columns, as many as fit into a line; one at least. */
  ResultTable fitting(int width) {
    int[] widths = TablePrinter.widths(this);
    int fits = 0;
    int used = 0;
    while (fits < widths.length && (fits == 0 || used + widths[fits] <= width)) {
      used += widths[fits] + TablePrinter.GAP;
      fits++;
    }
    return fits == widths.length ? this : select(columns.subList(0, fits));
  }

  /** As JSON it is one object by its first column, which names sections. */
  public ResultTable inJson(JsonSections shapes) {
    sections = Optional.of(shapes);
    return this;
  }

  /**
   * As JSON it is one object: values of the result as a whole, then the rows. In other formats they
   * are lines on standard error.
   */
  public ResultTable headed(Map<String, Object> values, String rowsAs) {
    head = Optional.of(new Head(new LinkedHashMap<>(values), rowsAs));
    return this;
  }

  Optional<Head> head() {
    return head;
  }

  Optional<JsonSections> sections() {
    return sections;
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

  /**
   * Prints in a format; the writer is flushed.
   *
   * @param raw csv: texts that a spreadsheet would compute stay as they are
   */
  public void print(OutputFormat format, boolean raw, PrintWriter out) {
    print(format, raw, false, out);
  }

  /**
   * The same.
   *
   * @param colours whether words that say how something ended have a colour where people read
   */
  void print(OutputFormat format, boolean raw, boolean colours, PrintWriter out) {
    switch (format) {
      case table, wide -> TablePrinter.print(this, colours, out);
      case record -> RecordPrinter.print(this, colours, out);
      case csv -> CsvPrinter.print(this, raw, out);
      case json -> JsonPrinter.print(this, out);
      case xlsx -> throw new IllegalArgumentException("a workbook is a file, no text");
    }
    out.flush();
  }
}
