package io.afterclose.cli.output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table whose first column names a section become one JSON object: a member for
 * each section. Unless said otherwise a section is an array with an object for each row, without
 * the columns that no row of the section has.
 */
public final class JsonSections {

  private static final String STATUS = "status";

  /** A section that is no array. */
  private record Shape(Optional<String> outer, @Nullable String key, List<String> values) {}

  private final Map<String, Shape> shapes = new HashMap<>();

  private JsonSections() {}

  /** All sections are arrays. */
  public static JsonSections arrays() {
    return new JsonSections();
  }

  /** A section with one row is that row's object. */
  public JsonSections single(String section) {
    shapes.put(section, new Shape(Optional.empty(), null, List.of()));
    return this;
  }

  /**
   * A section is an object of names and values.
   *
   * @param key the column with the name
   * @param values the columns of which the first that is known has the value
   */
  public JsonSections named(String section, String key, String... values) {
    shapes.put(section, new Shape(Optional.empty(), key, List.of(values)));
    return this;
  }

  /**
   * A section is an object of things, each an object of names and values that begins with its
   * status.
   *
   * @param outer the column with the thing's name
   * @param key the column with the name of a value
   * @param values the columns of which the first that is known has the value
   */
  public JsonSections nested(String section, String outer, String key, String... values) {
    shapes.put(section, new Shape(Optional.of(outer), key, List.of(values)));
    return this;
  }

  /** The object. */
  Map<String, @Nullable Object> of(ResultTable table) {
    Map<String, List<Map<String, @Nullable Object>>> sections = new LinkedHashMap<>();
    for (List<@Nullable Object> row : table.rows()) {
      Map<String, @Nullable Object> object = JsonPrinter.object(table.columns(), row);
      String section = String.valueOf(object.remove(table.columns().get(0)));
      sections.computeIfAbsent(section, unused -> new ArrayList<>()).add(object);
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    sections.forEach((section, rows) -> all.put(section, shaped(section, rows)));
    return all;
  }

  private Object shaped(String section, List<Map<String, @Nullable Object>> rows) {
    Shape shape = shapes.get(section);
    if (shape == null) {
      return withoutUnused(rows);
    }
    String key = shape.key();
    if (key == null) {
      return withoutUnused(rows).get(0);
    }
    return shape
        .outer()
        .<Object>map(outer -> nested(rows, outer, key, shape.values()))
        .orElseGet(() -> named(rows, key, shape.values()));
  }

  private static List<Map<String, @Nullable Object>> withoutUnused(
      List<Map<String, @Nullable Object>> rows) {
    List<String> unused =
        rows.get(0).keySet().stream()
            .filter(column -> rows.stream().allMatch(row -> row.get(column) == null))
            .toList();
    rows.forEach(row -> row.keySet().removeAll(unused));
    return rows;
  }

  private static Map<String, Map<String, @Nullable Object>> nested(
      List<Map<String, @Nullable Object>> rows, String outer, String key, List<String> values) {
    Map<String, List<Map<String, @Nullable Object>>> things = new LinkedHashMap<>();
    rows.forEach(
        row ->
            things
                .computeIfAbsent(String.valueOf(row.get(outer)), unused -> new ArrayList<>())
                .add(row));
    Map<String, Map<String, @Nullable Object>> nested = new LinkedHashMap<>();
    things.forEach(
        (thing, its) -> {
          Map<String, @Nullable Object> object = new LinkedHashMap<>();
          object.put(STATUS, its.get(0).get(STATUS));
          object.putAll(named(its, key, values));
          nested.put(thing, object);
        });
    return nested;
  }

  private static Map<String, @Nullable Object> named(
      List<Map<String, @Nullable Object>> rows, String key, List<String> values) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : rows) {
      @Nullable Object value = null;
      for (String column : values) {
        value = value == null ? row.get(column) : value;
      }
      named.put(String.valueOf(row.get(key)), value);
    }
    return named;
  }
}
