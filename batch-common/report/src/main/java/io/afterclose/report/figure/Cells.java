package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.FigureGrid;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Cells of stored grids as they are printed. */
public final class Cells {

  private Cells() {}

  /** In full; null where it is not known. */
  public static @Nullable Double number(FigureGrid grid, String row, String column) {
    return number(grid.at(row, column));
  }

  public static @Nullable Double number(OptionalDouble cell) {
    return cell.isPresent() ? cell.getAsDouble() : null;
  }

  /** Dollars to the cent; null where it is not known. */
  public static @Nullable BigDecimal dollars(FigureGrid grid, String row, String column) {
    OptionalDouble cell = grid.at(row, column);
    return cell.isPresent() ? FigureValue.cents(cell.getAsDouble()) : null;
  }
}
