package io.afterclose.portfolio.figure;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Figures by row and column. A cell that is not known is null in the database. */
public final class FigureGrid {
  private final GridCode code;
  private final List<String> rows;
  private final List<String> columns;
  private final double[][] cells;
  private final int[][] observations;
  private final String fingerprint;

  /**
   * Copies, and checks that there is a cell for each row and column.
   *
   * @param cells {@code cells[row][column]}; NaN where it is not known
   * @param observations for each cell how many it rests on; of length 0 where cells have no count
   *     of their own
   * @param fingerprint of its inputs, 32 hex digits
   */
  public FigureGrid(
      GridCode code,
      List<String> rows,
      List<String> columns,
      double[][] cells,
      int[][] observations,
      String fingerprint) {
    int width = columns.size();
    if (cells.length != rows.size()
        || Arrays.stream(cells).anyMatch(row -> row.length != width)
        || (observations.length != 0 && observations.length != cells.length)) {
      throw new IllegalArgumentException(
          code + ": " + rows.size() + " × " + width + " cells were expected");
    }
    this.code = code;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    this.cells = Arrays.stream(cells).map(double[]::clone).toArray(double[][]::new);
    this.observations = Arrays.stream(observations).map(int[]::clone).toArray(int[][]::new);
    this.fingerprint = fingerprint;
  }

  /** Without counts of cells. */
  public static FigureGrid of(
      GridCode code,
      List<String> rows,
      List<String> columns,
      double[][] cells,
      String fingerprint) {
    return new FigureGrid(code, rows, columns, cells, new int[0][], fingerprint);
  }

  public GridCode code() {
    return code;
  }

  /** The names of the rows, in order. */
  public List<String> rows() {
    return rows;
  }

  /** The names of the columns, in order. */
  public List<String> columns() {
    return columns;
  }

  /** Of its inputs, 32 hex digits. */
  public String fingerprint() {
    return fingerprint;
  }

  /** A cell; empty if it is not known. */
  public OptionalDouble at(int row, int column) {
    double value = cells[row][column];
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** A cell by its names; empty if there is no such cell or it is not known. */
  public OptionalDouble at(String row, String column) {
    int r = rows.indexOf(row);
    int c = columns.indexOf(column);
    return r < 0 || c < 0 ? OptionalDouble.empty() : at(r, c);
  }

  /** How many a cell rests on; empty where cells have no count of their own. */
  public OptionalInt observations(int row, int column) {
    return observations.length == 0
        ? OptionalInt.empty()
        : OptionalInt.of(observations[row][column]);
  }

  /** The cells row by row; NaN where one is not known. */
  double[] values() {
    return Arrays.stream(cells).flatMapToDouble(Arrays::stream).toArray();
  }

  /** The counts row by row; empty where cells have none. */
  int[] counts() {
    return Arrays.stream(observations).flatMapToInt(Arrays::stream).toArray();
  }
}
