package io.afterclose.quant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The files of shared/data/analytics: tables separated by empty lines or new headers, # comments.
 */
public final class AnalyticsData {
  private AnalyticsData() {}

  /** A row of a table by the names in its header. */
  public record Row(Map<String, String> cells) {

    /** A cell; empty where the file says nothing. */
    public String text(String name) {
      return Objects.requireNonNull(cells.get(name), name);
    }

    /** A cell that is a number. */
    public double number(String name) {
      return Double.parseDouble(text(name));
    }
  }

  /** The rows of a file as cells, comments and empty lines left out, quotes undone. */
  public static List<List<String>> lines(String name) {
    try {
      return Files.readAllLines(SharedData.file("analytics/" + name)).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AnalyticsData::cells)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows below the header that starts with a cell, up to the next header or the end. */
  public static List<Row> table(String name, String firstHeader, int columns) {
    List<List<String>> lines = lines(name);
    int header = 0;
    while (!lines.get(header).get(0).equals(firstHeader)) {
      header++;
    }
    List<Row> rows = new ArrayList<>();
    for (int i = header + 1; i < lines.size() && lines.get(i).size() >= columns; i++) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int j = 0; j < columns; j++) {
        row.put(lines.get(header).get(j), lines.get(i).get(j));
      }
      rows.add(new Row(row));
    }
    assertThat(rows).isNotEmpty();
    return rows;
  }

  /** A column of numbers. */
  public static double[] column(List<Row> rows, String name) {
    return rows.stream().mapToDouble(row -> row.number(name)).toArray();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
