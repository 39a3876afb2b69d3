package io.afterclose.portfolio.figure;

import java.time.LocalDate;
import java.util.List;

/**
 * The figures of a portfolio at the close of a session.
 *
 * @param change why they were calculated, at most 200 characters
 */
public record FigureSet(
    long portfolioId,
    LocalDate date,
    List<FigureRow> figures,
    List<FigureGrid> grids,
    String change) {

  /** Copies. */
  public FigureSet {
    figures = List.copyOf(figures);
    grids = List.copyOf(grids);
  }
}
