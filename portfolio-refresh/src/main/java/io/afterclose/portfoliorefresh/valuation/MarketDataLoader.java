package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the closes and actions that a set of portfolios needs, in two queries, three where one
 * holds options.
 */
public final class MarketDataLoader {

  /** The day itself and those whose close may stand in for it. */
  private static final int SESSIONS = Position.STALE_SESSIONS + 1;

  /** So many that the last session up to an expiry is known when it is the newest day. */
  public static final int DAYS_AFTER = 7;

  private final TradingCalendar calendar;
  private final MarketSource source;

  public MarketDataLoader(TradingCalendar calendar, MarketSource source) {
    this.calendar = calendar;
    this.source = source;
  }

  /**
   * The market data for valuing portfolios on sessions.
   *
   * @param sessions at least one
   */
  public MarketData load(Collection<PortfolioHistory> histories, Collection<LocalDate> sessions) {
    List<Position> positions =
        histories.stream().flatMap(history -> history.positions().stream()).toList();
    LocalDate newest = sessions.stream().max(LocalDate::compareTo).orElseThrow();
    LocalDate oldest = sessions.stream().min(LocalDate::compareTo).orElseThrow();
    Sessions axis = axis(oldestValued(positions, oldest), newest);
    MarketTable.Builder table = MarketTable.on(axis, optionRoots(positions));
    source
        .actionsBetween(
            firstStated(positions, axis.first()),
            lastStated(positions, newest),
            symbols(positions, table.build()))
        .forEach(table::action);
    source.closesBetween(axis.first(), newest, symbols(positions, table.build()), table::close);
    return table.build();
  }

  /** Whose closes the positions may read, as far as the actions in a table tell. */
  private static Set<Symbol> symbols(List<Position> positions, MarketData known) {
    return positions.stream()
        .flatMap(
            position -> Holding.inputs(position, known, ReplacedRows.NONE).symbols().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private OptionRoots optionRoots(List<Position> positions) {
    boolean options = positions.stream().anyMatch(position -> position.contract().isPresent());
    return options ? source.optionRoots() : OptionRoots.NONE_LISTED;
  }

  /** An option that is held on past its expiry is worth what it settled at, however long ago. */
  private static LocalDate oldestValued(List<Position> positions, LocalDate oldest) {
    return positions.stream()
        .filter(position -> heldAfter(position, oldest))
        .flatMap(position -> position.contract().stream())
        .map(OptionContract::expiry)
        .filter(expiry -> expiry.isBefore(oldest))
        .min(LocalDate::compareTo)
        .orElse(oldest);
  }

  private static boolean heldAfter(Position position, LocalDate day) {
    LocalDate exit = position.exitDate();
    return exit == null || exit.isAfter(day);
  }

  private Sessions axis(LocalDate oldest, LocalDate newest) {
    LocalDate first = calendar.lastSessions(SESSIONS, oldest).get(0);
    return Sessions.of(calendar.sessions(first, newest.plusDays(DAYS_AFTER)));
  }

  /** A split may lie between the close that stands in for a day and the first day of a position. */
  private static LocalDate firstStated(List<Position> positions, LocalDate oldestClose) {
    return recorded(positions)
        .min(LocalDate::compareTo)
        .filter(oldestClose::isAfter)
        .orElse(oldestClose);
  }

  private static LocalDate lastStated(List<Position> positions, LocalDate newest) {
    return recorded(positions).max(LocalDate::compareTo).filter(newest::isBefore).orElse(newest);
  }

  private static Stream<LocalDate> recorded(List<Position> positions) {
    return positions.stream()
        .flatMap(position -> Stream.of(position.entryDate(), position.quantityAsOf()));
  }
}
