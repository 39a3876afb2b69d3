package io.afterclose.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table for the eye: columns as wide as they need, numbers to the right. */
final class TablePrinter {

  /** Blanks between two columns. */
  static final int GAP = 2;

  private TablePrinter() {}

  /**
   * Prints it.
   *
   * @param colours whether words that say how something ended have a colour
   */
  static void print(ResultTable result, boolean colours, PrintWriter out) {
    int[] decimals = decimals(result);
    int[] widths = widths(result);
    out.println(line(result.columns(), decimals, widths, false));
    out.println(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
    result.rows().forEach(row -> out.println(line(row, decimals, widths, colours)));
    if (result.size() == 0) {
      out.println("(none)");
    }
  }

  /** The decimals of each column. */
  static int[] decimals(ResultTable result) {
    return IntStream.range(0, result.columns().size())
        .map(column -> CellFormatter.decimals(values(result, column)))
        .toArray();
  }

  private static List<@Nullable Object> values(ResultTable result, int column) {
    List<@Nullable Object> values = new ArrayList<>();
    result.rows().forEach(row -> values.add(row.get(column)));
    return values;
  }

  static int[] widths(ResultTable result) {
    int[] decimals = decimals(result);
    return IntStream.range(0, result.columns().size())
        .map(column -> width(result, column, decimals[column]))
        .toArray();
  }

  private static int width(ResultTable result, int column, int decimals) {
    return result.rows().stream()
        .mapToInt(row -> CellFormatter.readable(row.get(column), decimals).length())
        .reduce(result.columns().get(column).length(), Math::max);
  }

  private static String line(
      List<? extends @Nullable Object> values, int[] decimals, int[] widths, boolean colours) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> padded(values.get(column), decimals[column], widths[column]))
        .map(cell -> colours ? CellColour.of(cell) : cell)
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String padded(@Nullable Object value, int decimals, int width) {
    String text = CellFormatter.readable(value, decimals);
    String space = " ".repeat(width - text.length());
    return value instanceof Number ? space + text : text + space;
  }
}
