package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A session of a portfolio that has figures.
 *
 * @param store of the figures
 */
public record FigureSession(Portfolio portfolio, LocalDate date, FigureStore store) {

  /** The newest one up to a date; empty where there is none. */
  public static Optional<FigureSession> newest(
      Portfolio portfolio, LocalDate upTo, FigureStore store) {
    return store
        .newest(portfolio.id(), upTo)
        .map(session -> new FigureSession(portfolio, session, store));
  }

  /** Its figures. */
  public List<StoredFigure> figures() {
    return store.ofDate(portfolio.id(), date);
  }

  /** One of its grids; empty where the session has none. */
  public Optional<StoredGrid> grid(GridCode code) {
    return Optional.ofNullable(store.grids(portfolio.id(), date).get(code));
  }

  /** Its net asset value, USD; empty where it is not known. */
  public OptionalDouble netAssetValue() {
    FigureKey key = FigureKey.of(FigureCode.NET_ASSET_VALUE);
    return figures().stream()
        .filter(figure -> figure.key().equals(key))
        .filter(figure -> figure.value() != null)
        .mapToDouble(figure -> figure.value() == null ? Double.NaN : figure.value())
        .findFirst();
  }
}
