package io.afterclose.page.chart;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;

/**
 * Values of rows and columns as cells: the stronger the colour the larger the value, blue above 0,
 * orange below, with the value as text in each cell. A cell without a value has a broken outline.
 *
 * @param name what the cells show
 * @param columns their heads
 * @param rows with as many cells as there are columns
 * @param strongest the size from which on a colour is the strongest, above 0
 */
public record HeatMap(String name, List<String> columns, List<Row> rows, double strongest)
    implements Content {

  private static final int LEFT = 84;
  private static final int TOP = 24;
  private static final int WIDE = 62;
  private static final int HIGH = 36;
  private static final int STEPS = 5;

  public HeatMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A row with its head. */
  public record Row(String label, List<Cell> cells) {

    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param text what stands in it; empty for a cell that is nothing
   * @param note below the text, smaller; empty for none
   * @param value finite; NaN where there is none
   * @param title its words without the names of row and column
   */
  public record Cell(String text, String note, double value, String title) {

    /** A cell that has no meaning, such as a month before the first. */
    public static final Cell EMPTY = new Cell("", "", Double.NaN, "");

    /** Whether it is drawn. */
    public boolean there() {
      return !text.isEmpty();
    }
  }

  @Override
  public void writeTo(TemplateOutput output) {
    ChartTemplates.write("chart/heat.jte", this, output);
  }

  /** Its width and height in pixels. */
  public int width() {
    return LEFT + WIDE * columns.size();
  }

  /** Its height in pixels. */
  public int height() {
    return TOP + HIGH * rows.size();
  }

  /** Where a column starts. */
  public int x(int column) {
    return LEFT + WIDE * column;
  }

  /** Where a row starts. */
  public int y(int row) {
    return TOP + HIGH * row;
  }

  /** The middle of a column. */
  public int middle(int column) {
    return x(column) + WIDE / 2;
  }

  /** The class of a cell: its sign and one of five strengths. */
  public String style(Cell cell) {
    if (!Double.isFinite(cell.value())) {
      return "heat none";
    }
    long step =
        Math.min(STEPS, (long) Math.ceil(Math.abs(cell.value()) / strongest * STEPS - 1e-9));
    return step == 0 ? "heat zero" : "heat " + (cell.value() < 0 ? "minus" : "plus") + step;
  }

  /** A label as it fits into the head of a row or column; the whole one is in its title. */
  public String cut(String label) {
    return label.codePointCount(0, label.length()) <= 10
        ? label
        : label.substring(0, label.offsetByCodePoints(0, 9)) + "…";
  }

  /** What it shows in a sentence. */
  public String summary() {
    return name
        + ": "
        + rows.size()
        + " rows, "
        + columns.size()
        + " columns; the table below has the numbers";
  }
}
