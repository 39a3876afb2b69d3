package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.quant.figure.Figure.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The correlation of a pair, as it is printed.
 *
 * @param first a symbol, or of factor funds a factor
 * @param correlation null where it is not known
 * @param observations returns that both have; null where cells have no count of their own
 * @param reason why it is not known; null where it is
 */
public record CorrelationLine(
    String first,
    String second,
    @Nullable Double correlation,
    @Nullable Integer observations,
    @Nullable Reason reason,
    LocalDate date) {

  /**
   * Each pair once, in the order of the grid; none where the session has none.
   *
   * @param code a grid of correlations
   */
  public static List<CorrelationLine> of(FigureSession session, GridCode code) {
    List<CorrelationLine> lines = new ArrayList<>();
    session.grid(code).ifPresent(stored -> add(lines, stored.grid(), session.date()));
    return lines;
  }

  private static void add(List<CorrelationLine> lines, FigureGrid grid, LocalDate date) {
    for (int i = 0; i < grid.rows().size(); i++) {
      for (int j = i + 1; j < grid.columns().size(); j++) {
        OptionalDouble cell = grid.at(i, j);
        OptionalInt observations = grid.observations(i, j);
        lines.add(
            new CorrelationLine(
                grid.rows().get(i),
                grid.columns().get(j),
                Cells.number(cell),
                observations.isPresent() ? observations.getAsInt() : null,
                cell.isEmpty() ? Reason.INSUFFICIENT_DATA : null,
                date));
      }
    }
  }
}
