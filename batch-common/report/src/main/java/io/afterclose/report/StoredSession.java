package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Value;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The figures and grids that are stored of a portfolio's session, and what is told of each. */
final class StoredSession {

  static final String NOT_KNOWN = "a number that it needs is not known";

  private final FigureStore store;
  private final long portfolio;
  private final LocalDate date;
  private final List<StoredFigure> figures;
  private final Map<GridCode, StoredGrid> grids;

  StoredSession(FigureStore store, long portfolio, LocalDate date) {
    this.store = store;
    this.portfolio = portfolio;
    this.date = date;
    this.figures = store.ofDate(portfolio, date);
    this.grids = store.grids(portfolio, date);
  }

  LocalDate date() {
    return date;
  }

  List<StoredFigure> figures() {
    return figures;
  }

  /** Null where the session has none. */
  @Nullable StoredGrid grid(GridCode code) {
    return grids.get(code);
  }

  /** Those of a code of the sessions from a date to this one, ascending. */
  List<StoredGrid> gridsSince(GridCode code, LocalDate from) {
    return store.grids(portfolio, code, from, date);
  }

  /** Those of a code and period of the sessions from a date to this one, ascending. */
  List<StoredFigure> figuresSince(FigureCode code, String period, LocalDate from) {
    return store.between(portfolio, code, period, from, date);
  }

  Evidence evidence(StoredFigure figure) {
    return new Evidence(
        figure.from(),
        figure.to() == null ? date : figure.to(),
        figure.observations(),
        figure.coverage());
  }

  /** What a figure rests on; of one that is not stored the date alone. */
  Evidence evidence(FigureCode code, String period, String item) {
    StoredFigure figure = figure(code, period, item);
    return figure == null ? new Evidence(null, date, null, null) : evidence(figure);
  }

  static Value value(StoredFigure figure) {
    return figure.value() == null ? Value.unknown(why(figure)) : Value.of(figure.value());
  }

  Value value(FigureCode code, String period, String item) {
    StoredFigure figure = figure(code, period, item);
    return figure == null ? Value.unknown("it is not stored") : value(figure);
  }

  /** Why a figure is not known. */
  String why(FigureCode code, String period, String item) {
    Value value = value(code, period, item);
    return value.known() ? NOT_KNOWN : value.unknown();
  }

  private static String why(StoredFigure figure) {
    String detail = figure.detail();
    return detail != null && !detail.isBlank()
        ? detail
        : FigureText.sentence(String.valueOf(figure.reason()));
  }

  private @Nullable StoredFigure figure(FigureCode code, String period, String item) {
    FigureKey key = new FigureKey(code, period, item);
    return figures.stream().filter(figure -> figure.key().equals(key)).findFirst().orElse(null);
  }

  static Value cell(OptionalDouble cell, String whyNot) {
    return cell.isPresent() ? Value.of(cell.getAsDouble()) : Value.unknown(whyNot);
  }
}
