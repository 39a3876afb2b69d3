package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of a portfolio that has figures.
 *
 * @param store of the figures
 */
record FigureSession(Portfolio portfolio, LocalDate date, FigureStore store) {

  /**
   * The session of a date, or the newest one.
   *
   * @param date null for the newest session with figures
   * @throws InvalidInputException for an unknown portfolio or a date without figures
   */
  static FigureSession of(
      Database opened, ProcessContext process, String name, @Nullable LocalDate date) {
    Portfolio portfolio =
        PortfolioOption.named(new PortfolioStore(opened.dataSource(), process.clock()), name);
    FigureStore store = new FigureStore(opened.dataSource(), process.clock());
    LocalDate upTo =
        date == null ? LocalDate.ofInstant(process.clock().instant(), ZoneOffset.UTC) : date;
    Optional<LocalDate> newest = store.newest(portfolio.id(), upTo);
    if (newest.isEmpty() || !newest.get().equals(date == null ? newest.get() : date)) {
      throw new InvalidInputException(none(portfolio, date, newest));
    }
    return new FigureSession(portfolio, newest.get(), store);
  }

  private static String none(
      Portfolio portfolio, @Nullable LocalDate date, Optional<LocalDate> newest) {
    String when = date == null ? "" : " of " + date;
    return "'%s' has no figures%s; %s"
        .formatted(
            portfolio.name(),
            when,
            newest
                .map(before -> "did you mean " + before + "? It is the newest session before it")
                .orElse("the next 'run' after its first snapshot calculates them"));
  }

  /** Its figures. */
  List<StoredFigure> figures() {
    return store.ofDate(portfolio.id(), date);
  }

  /** One of its grids; empty where the session has none. */
  Optional<StoredGrid> grid(GridCode code) {
    return Optional.ofNullable(store.grids(portfolio.id(), date).get(code));
  }
}
