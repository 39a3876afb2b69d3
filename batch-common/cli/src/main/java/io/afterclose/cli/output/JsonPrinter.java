package io.afterclose.cli.output;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON array with one object per row, or one object with a member for each section of the rows;
 * numbers are numbers, unknown is null.
 */
final class JsonPrinter {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private JsonPrinter() {}

  static void print(ResultTable result, PrintWriter out) {
    Object rows =
        result
            .sections()
            .<Object>map(sections -> sections.of(result))
            .orElseGet(
                () -> result.rows().stream().map(row -> object(result.columns(), row)).toList());
    Object value = result.head().<Object>map(head -> headed(head, rows)).orElse(rows);
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, value);
    out.println();
  }

  private static Map<String, @Nullable Object> headed(ResultTable.Head head, Object rows) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    head.values().forEach((name, known) -> object.put(name, value(known)));
    object.put(head.rows(), rows);
    return object;
  }

  static Map<String, @Nullable Object> object(List<String> columns, List<@Nullable Object> row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      Object value = row.get(column);
      object.put(columns.get(column), value(value));
    }
    return object;
  }

  /** A text without a character says nothing, as an empty cell. */
  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Number || value instanceof Boolean || value == null) {
      return value;
    }
    String text = value.toString();
    return text.isEmpty() ? null : text;
  }
}
