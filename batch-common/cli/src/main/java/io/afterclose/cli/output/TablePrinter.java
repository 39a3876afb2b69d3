package io.afterclose.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table for the eye: columns as wide as they need, numbers to the right. */
final class TablePrinter {

  /** Blanks between two columns. */
  static final int GAP = 2;

  private TablePrinter() {}

  static void print(ResultTable result, PrintWriter out) {
    int[] widths = widths(result);
    out.println(line(result.columns(), widths));
    out.println(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
    result.rows().forEach(row -> out.println(line(row, widths)));
    if (result.size() == 0) {
      out.println("(none)");
    }
  }

  static int[] widths(ResultTable result) {
    return IntStream.range(0, result.columns().size())
        .map(column -> width(result, column))
        .toArray();
  }

  private static int width(ResultTable result, int column) {
    return result.rows().stream()
        .mapToInt(row -> CellFormatter.readable(row.get(column)).length())
        .reduce(result.columns().get(column).length(), Math::max);
  }

  private static String line(List<? extends @Nullable Object> values, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> padded(values.get(column), widths[column]))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String padded(@Nullable Object value, int width) {
    String text = CellFormatter.readable(value);
    String space = " ".repeat(width - text.length());
    return value instanceof Number ? space + text : text + space;
  }
}
