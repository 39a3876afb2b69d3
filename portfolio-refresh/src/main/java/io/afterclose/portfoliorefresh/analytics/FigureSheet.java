package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureRow;
import io.afterclose.portfolio.figure.FigureSet;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.quant.figure.Figure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the figures of a portfolio's session as they are calculated. */
final class FigureSheet {

  /** Changes when the meaning or the calculation of figures does. */
  private static final String FORMAT = "afterclose figures 1";

  private final List<FigureRow> figures = new ArrayList<>();
  private final List<FigureGrid> grids = new ArrayList<>();

  /**
   * What figures that are put after one another have in common.
   *
   * @param inputs hash of what they are calculated from
   * @param from the base of their interval; null for none
   * @param to the end of their interval; null for none
   * @param coverage share of the gross value that they know; null where that has no meaning
   */
  record Basis(
      String inputs, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Double coverage) {

    static Basis of(String inputs) {
      return new Basis(inputs, null, null, null);
    }

    Basis covering(@Nullable Double share) {
      return new Basis(inputs, from, to, share);
    }
  }

  void put(FigureCode code, Figure<Double> value, Basis basis) {
    put(FigureKey.of(code), value, basis);
  }

  void put(FigureCode code, String period, Figure<Double> value, Basis basis) {
    put(FigureKey.of(code, period), value, basis);
  }

  void put(FigureKey key, Figure<Double> value, Basis basis) {
    put(key, value, null, "", basis);
  }

  /**
   * A figure.
   *
   * @param standardError null where it has none
   * @param note what is to be known about a value; empty for nothing
   */
  void put(
      FigureKey key,
      Figure<Double> value,
      @Nullable Double standardError,
      String note,
      Basis basis) {
    figures.add(
        new FigureRow(
            key,
            value,
            standardError,
            basis.from(),
            basis.to(),
            basis.coverage(),
            note,
            fingerprint(key.code(), key.period() + "/" + key.item(), basis)));
  }

  void put(GridCode code, List<String> rows, List<String> columns, double[][] cells, Basis basis) {
    grids.add(FigureGrid.of(code, rows, columns, cells, fingerprint(code, "", basis)));
  }

  void put(
      GridCode code,
      List<String> rows,
      List<String> columns,
      double[][] cells,
      int[][] observations,
      Basis basis) {
    grids.add(
        new FigureGrid(code, rows, columns, cells, observations, fingerprint(code, "", basis)));
  }

  private static String fingerprint(Enum<?> code, String part, Basis basis) {
    return new InputHash().add(FORMAT).add(code.name()).add(part).add(basis.inputs()).hex();
  }

  FigureSet set(long portfolioId, LocalDate date, String change) {
    return new FigureSet(portfolioId, date, figures, grids, change);
  }
}
