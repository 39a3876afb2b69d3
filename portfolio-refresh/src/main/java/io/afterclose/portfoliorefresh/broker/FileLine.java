package io.afterclose.portfoliorefresh.broker;

import java.util.List;

/**
 * A line split into cells.
 *
 * @param number physical line of the file, the first is 1
 * @param cells stripped
 */
public record FileLine(int number, List<String> cells) {
  public FileLine {
    cells = List.copyOf(cells);
  }

  public boolean blank() {
    return cells.stream().allMatch(String::isEmpty);
  }

  /** The cell at a place; empty text behind the last one. */
  public String cell(int place) {
    return place < cells.size() ? cells.get(place) : "";
  }

  /** How many cells there are up to the last one with text. */
  public int width() {
    int width = cells.size();
    while (width > 0 && cells.get(width - 1).isEmpty()) {
      width--;
    }
    return width;
  }

  /** The same without its first cells. */
  public FileLine from(int place) {
    return new FileLine(number, cells.subList(Math.min(place, cells.size()), cells.size()));
  }

  /** The text of all cells. */
  public String text() {
    return String.join(" ", cells);
  }
}
