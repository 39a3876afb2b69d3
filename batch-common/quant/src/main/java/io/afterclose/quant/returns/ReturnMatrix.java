package io.afterclose.quant.returns;

import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Returns of several symbols on one axis: rows are sessions, oldest first; columns are symbols. */
public final class ReturnMatrix {
  private final Sessions sessions;
  private final Map<Symbol, ReturnSeries> columns;

  private ReturnMatrix(Sessions sessions, Map<Symbol, ReturnSeries> columns) {
    this.sessions = sessions;
    this.columns = columns;
  }

  /**
   * Puts series side by side.
   *
   * @throws IllegalArgumentException if a series lies on other sessions or a symbol comes twice
   */
  public static ReturnMatrix of(Sessions sessions, List<ReturnSeries> series) {
    Map<Symbol, ReturnSeries> columns = new LinkedHashMap<>();
    for (ReturnSeries column : series) {
      requireAxis(sessions, column);
      if (columns.put(column.symbol(), column) != null) {
        throw new IllegalArgumentException(
            "Each symbol once was expected, found " + column.symbol() + " twice");
      }
    }
    return new ReturnMatrix(sessions, columns);
  }

  private static void requireAxis(Sessions sessions, ReturnSeries column) {
    if (!column.sessions().equals(sessions)) {
      throw new IllegalArgumentException(
          column.symbol()
              + ": returns on "
              + sessions
              + " were expected, found "
              + column.sessions());
    }
  }

  /**
   * What of it could be seen on an earlier session: the same columns on the last sessions up to it.
   *
   * @param session one of the axis
   * @param length how many sessions, fewer where the axis has no more
   * @throws IllegalArgumentException if the session is not on the axis
   */
  public ReturnMatrix upTo(LocalDate session, int length) {
    int last = sessions.indexOf(session);
    if (last < 0) {
      throw new IllegalArgumentException(
          "A session of " + sessions + " was expected, found " + session);
    }
    int from = Math.max(0, last + 1 - length);
    Sessions part = Sessions.of(sessions.dates().subList(from, last + 1));
    Map<Symbol, ReturnSeries> cut = new LinkedHashMap<>();
    columns.forEach((symbol, column) -> cut.put(symbol, column.on(part, from)));
    return new ReturnMatrix(part, cut);
  }

  /**
   * As {@link #upTo(LocalDate, int)}, of some columns; a symbol without a column is left out.
   *
   * @param symbols the columns, in the order they are to have
   */
  public ReturnMatrix upTo(LocalDate session, int length, Collection<Symbol> symbols) {
    Map<Symbol, ReturnSeries> chosen = new LinkedHashMap<>();
    for (Symbol symbol : symbols) {
      ReturnSeries column = columns.get(symbol);
      if (column != null) {
        chosen.put(symbol, column);
      }
    }
    return new ReturnMatrix(sessions, chosen).upTo(session, length);
  }

  /** The column of a symbol, empty if there is none. */
  public Optional<ReturnSeries> series(Symbol symbol) {
    return Optional.ofNullable(columns.get(symbol));
  }

  /** The symbols in the order they came in. */
  public List<Symbol> symbols() {
    return List.copyOf(columns.keySet());
  }

  /** The axis of the rows. */
  public Sessions sessions() {
    return sessions;
  }
}
