package io.afterclose.cli.output;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each row as lines of its own, a column and its value; a rule with its number before each. */
final class RecordPrinter {

  private RecordPrinter() {}

  static void print(ResultTable result, boolean colours, PrintWriter out) {
    int[] decimals = TablePrinter.decimals(result);
    int width = result.columns().stream().mapToInt(String::length).max().orElse(0);
    int number = 0;
    for (List<@Nullable Object> row : result.rows()) {
      number++;
      out.println("-- " + number + " of " + result.size() + " --");
      for (int column = 0; column < row.size(); column++) {
        String name = result.columns().get(column);
        String value = CellFormatter.readable(row.get(column), decimals[column]);
        String line =
            name + " ".repeat(width - name.length() + 2) + (colours ? CellColour.of(value) : value);
        out.println(line.stripTrailing());
      }
    }
    if (number == 0) {
      out.println("(none)");
    }
  }
}
