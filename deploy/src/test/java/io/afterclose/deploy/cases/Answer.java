package io.afterclose.deploy.cases;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * What a command answered.
 *
 * @param messages all that it wrote beside its result
 */
record Answer(int code, String out, String messages) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal ROUNDING = new BigDecimal("1e-12");

  /**
   * Looks at one expectation; gives what is wrong, or nothing.
   *
   * @throws IllegalArgumentException for a word that is none
   */
  @Nullable String contradicts(String word, String text) {
    return switch (word) {
      case "exit" -> unless(text.equals(String.valueOf(code)), "exit " + code + "; " + shown());
      case "says" -> unless((out + messages).contains(text), "not said: " + text + "; " + shown());
      case "never" -> unless(!(out + messages).contains(text), "said: " + text);
      case "lines" ->
          unless(messages.lines().count() <= Long.parseLong(text), messages.lines().count() + "");
      case "longest" ->
          unless(longest() <= Integer.parseInt(text), "a line of " + longest() + " letters");
      case "json" -> messages.lines().filter(line -> !object(line)).findFirst().orElse(null);
      case "rows" -> rowCount(text);
      case "row" -> row(text);
      default -> throw new IllegalArgumentException("'" + word + "' is no instruction");
    };
  }

  private static @Nullable String unless(boolean right, String otherwise) {
    return right ? null : otherwise;
  }

  private int longest() {
    return messages.lines().mapToInt(String::length).max().orElse(0);
  }

  private static boolean object(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JacksonException none) {
      return false;
    }
  }

  private String shown() {
    String all = (out + messages).strip();
    return all.length() < 1_500 ? all : all.substring(0, 700) + " … " + tail(all);
  }

  private static String tail(String text) {
    return text.substring(text.length() - 700);
  }

  /** {@code 3 status=PARTIAL}: so many rows have these cells. */
  private @Nullable String rowCount(String text) {
    String[] parts = text.split(" ", 2);
    Map<String, String> cells = cells(parts.length == 1 ? "" : parts[1]);
    long found = rows().stream().filter(row -> has(row, cells)).count();
    return unless(found == Long.parseLong(parts[0]), found + " rows; " + shown());
  }

  /** {@code symbol=QZA : close=44.5}: the one row with the first cells has the second ones. */
  private @Nullable String row(String text) {
    String[] parts = text.split(" : ", 2);
    Map<String, String> keys = cells(parts[0]);
    List<Map<String, String>> found = rows().stream().filter(row -> has(row, keys)).toList();
    if (found.size() != 1) {
      return found.size() + " rows have " + keys + "; " + shown();
    }
    List<String> wrong = new ArrayList<>();
    cells(parts[1])
        .forEach(
            (column, expected) -> {
              String cell = found.get(0).get(column);
              if (!same(expected, cell)) {
                wrong.add("%s: %s was expected, found %s".formatted(column, expected, cell));
              }
            });
    return unless(wrong.isEmpty(), String.join("; ", wrong));
  }

  private static boolean has(Map<String, String> row, Map<String, String> cells) {
    return cells.entrySet().stream()
        .allMatch(cell -> same(cell.getValue(), row.get(cell.getKey())));
  }

  /** Equal texts, or equal numbers; one after ~ is of a double, and right to 12 decimals. */
  private static boolean same(String expected, @Nullable String found) {
    if (Objects.equals(expected, found)) {
      return true;
    }
    if (found == null) {
      return false;
    }
    boolean nearly = expected.startsWith("~");
    try {
      BigDecimal difference =
          new BigDecimal(expected.substring(nearly ? 1 : 0)).subtract(new BigDecimal(found)).abs();
      return nearly ? difference.compareTo(ROUNDING) < 0 : difference.signum() == 0;
    } catch (NumberFormatException texts) {
      return false;
    }
  }

  private static Map<String, String> cells(String text) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String cell : Words.of(text)) {
      int at = cell.indexOf('=');
      cells.put(cell.substring(0, at), cell.substring(at + 1));
    }
    return cells;
  }

  private List<Map<String, String>> rows() {
    List<String> lines = out.lines().toList();
    List<Map<String, String>> rows = new ArrayList<>();
    if (lines.isEmpty()) {
      return rows;
    }
    List<String> columns = csv(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = csv(line);
      Map<String, String> row = new LinkedHashMap<>();
      for (int at = 0; at < columns.size() && at < cells.size(); at++) {
        row.put(columns.get(at), cells.get(at));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> csv(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      char letter = line.charAt(at);
      if (letter == '"') {
        quoted = !quoted;
      } else if (letter == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(letter);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
