package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the closes and actions that a set of portfolios needs, in two queries, three where one
 * holds options, one more for each further symbol that shares were carried to, one more for each
 * expiry, day in kind and first close of new shares that lies before the sessions, and one where a
 * position has no price, for its last close from before them.
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
    List<Position> positions = new ArrayList<>();
    histories.forEach(history -> positions.addAll(history.positions()));
    LocalDate newest = sessions.stream().max(LocalDate::compareTo).orElseThrow();
    LocalDate oldest = sessions.stream().min(LocalDate::compareTo).orElseThrow();
    LocalDate first = earlier(oldest);
    OptionRoots roots = optionRoots(positions);
    NavigableMap<LocalDate, List<Position>> old = oldDays(positions, oldest);
    Sessions stated = axis(first, newest, old.keySet());
    List<CorporateAction> actions =
        actions(positions, MarketTable.on(stated, roots), lastStated(positions, newest));
    MarketData carried = table(stated, roots, actions).build();
    positions.stream()
        .filter(lot -> !isUnchanged(lot, carried))
        .forEach(lot -> addFirstCloses(lot, carried, first, old));
    MarketTable.Builder table = table(axis(first, newest, old.keySet()), roots, actions);
    MarketData known = table.build();
    Set<Symbol> symbols = symbols(positions, known);
    table.keys(symbols);
    source.closesBetween(first, newest, symbols, table::close);
    old.forEach(
        (day, lots) -> source.closesBetween(earlier(day), day, symbols(lots, known), table::close));
    List<CloseWindow<Symbol>> lastCloses = lastCloses(histories, sessions, first, table.build());
    if (!lastCloses.isEmpty()) {
      source.latestCloses(lastCloses, table::close);
    }
    return table.build();
  }

  private MarketTable.Builder table(
      Sessions axis, OptionRoots roots, List<CorporateAction> actions) {
    MarketTable.Builder table = MarketTable.on(axis, roots).days(SessionDays.of(calendar));
    actions.forEach(table::action);
    return table;
  }

  /** Those of the stated symbols, and of those that they lead to. */
  private List<CorporateAction> actions(
      List<Position> positions, MarketTable.Builder table, LocalDate lastStated) {
    LocalDate from = firstStated(positions, table.build().sessions().first());
    Set<CorporateAction> actions = new LinkedHashSet<>();
    Set<Symbol> asked = new HashSet<>();
    Set<Symbol> next = symbols(positions, table.build());
    while (!next.isEmpty()) {
      source.actionsBetween(from, lastStated, next).stream()
          .filter(actions::add)
          .forEach(table::action);
      asked.addAll(next);
      next =
          symbols(positions, table.build()).stream()
              .filter(symbol -> !asked.contains(symbol))
              .collect(Collectors.toUnmodifiableSet());
    }
    return List.copyOf(actions);
  }

  /** The sessions of the first closes of new shares that lie before those of the valuation. */
  private void addFirstCloses(
      Position position,
      MarketData known,
      LocalDate first,
      NavigableMap<LocalDate, List<Position>> old) {
    Holding.inputs(position, HandedOver.NOTHING, known, ReplacedRows.NONE)
        .fractionDays()
        .filter(day -> day.isBefore(first))
        .map(day -> calendar.sessions(day, day.plusDays(2 * DAYS_AFTER)))
        .map(sessions -> sessions.get(SharePart.FIRST_CLOSE_SESSIONS))
        .forEach(day -> old.computeIfAbsent(day, none -> new ArrayList<>()).add(position));
  }

  /**
   * Where the closes lie of which the values of unpriced positions are carried, as far as they are
   * from before the sessions. A position that is priced on its oldest session has its last close
   * among those that are loaded.
   */
  private static List<CloseWindow<Symbol>> lastCloses(
      Collection<PortfolioHistory> histories,
      Collection<LocalDate> sessions,
      LocalDate first,
      MarketData known) {
    NavigableSet<LocalDate> ascending = new TreeSet<>(sessions);
    Set<CloseWindow<Symbol>> windows = new LinkedHashSet<>();
    for (PortfolioHistory history : histories) {
      HandedOver handedOver = HandedOver.among(history.positions());
      for (Position position : history.positions()) {
        if (isUnchanged(position, known) && isPricedAtFirst(position, ascending, known)) {
          continue;
        }
        PositionInputs<Symbol> inputs =
            Holding.inputs(position, handedOver, known, ReplacedRows.NONE);
        windows.addAll(inputs.carryWindows(ascending, first));
      }
    }
    return List.copyOf(windows);
  }

  /** Whether its own close prices the first session on which it is held, or it is held on none. */
  private static boolean isPricedAtFirst(
      Position position, NavigableSet<LocalDate> sessions, MarketData known) {
    for (LocalDate session : sessions) {
      if (position.openOn(session)) {
        return known.hasClose(position.symbol(), session);
      }
    }
    return true;
  }

  /** Whose closes the positions may read, as far as the actions in a table tell. */
  private static Set<Symbol> symbols(List<Position> positions, MarketData known) {
    Set<Symbol> symbols = new HashSet<>();
    Set<Symbol> unchanged = new HashSet<>();
    for (Position position : positions) {
      if (position.investmentClass() == InvestmentClass.PUBLIC
          && unchanged.contains(position.symbol())) {
        continue;
      }
      if (isUnchanged(position, known)) {
        unchanged.add(position.symbol());
        symbols.add(position.symbol());
      } else {
        symbols.addAll(
            Holding.inputs(position, HandedOver.NOTHING, known, ReplacedRows.NONE).symbols());
      }
    }
    return symbols;
  }

  /** Whether it is of shares of which no action is known: they read their own closes alone. */
  private static boolean isUnchanged(Position position, MarketData known) {
    return position.investmentClass() == InvestmentClass.PUBLIC
        && known.facts(position.symbol()).isEmpty()
        && known.renamesTo(position.symbol()).isEmpty();
  }

  private OptionRoots optionRoots(List<Position> positions) {
    boolean options = positions.stream().anyMatch(position -> position.contract().isPresent());
    return options ? source.optionRoots() : OptionRoots.NONE_LISTED;
  }

  /**
   * An option that is held on past its expiry is worth what it settled at, and a lot in kind is a
   * flow of what it was worth on its day, however long ago.
   */
  private static NavigableMap<LocalDate, List<Position>> oldDays(
      List<Position> positions, LocalDate oldest) {
    NavigableMap<LocalDate, List<Position>> expired = new TreeMap<>();
    for (Position position : positions) {
      if (position.investmentClass() == InvestmentClass.OPTIONS) {
        position
            .contract()
            .map(OptionContract::expiry)
            .filter(expiry -> expiry.isBefore(oldest) && heldAfter(position, oldest))
            .ifPresent(
                expiry -> expired.computeIfAbsent(expiry, none -> new ArrayList<>()).add(position));
      }
      for (LocalDate day : InKindValue.daysOf(position)) {
        if (day.isBefore(oldest)) {
          expired.computeIfAbsent(day, none -> new ArrayList<>()).add(position);
        }
      }
    }
    return expired;
  }

  private static boolean heldAfter(Position position, LocalDate day) {
    LocalDate exit = position.exitDate();
    return exit == null || exit.isAfter(day);
  }

  /**
   * The sessions of the valuation, and those up to each old expiry. Between them sessions are left
   * out: no close of theirs is read, and none is counted across.
   */
  private Sessions axis(LocalDate first, LocalDate newest, Set<LocalDate> expiries) {
    NavigableSet<LocalDate> sessions =
        new TreeSet<>(calendar.sessions(first, newest.plusDays(DAYS_AFTER)));
    expiries.forEach(expiry -> sessions.addAll(calendar.lastSessions(SESSIONS, expiry)));
    return Sessions.of(List.copyOf(sessions));
  }

  /** The oldest session whose close may stand in for a day's. */
  private LocalDate earlier(LocalDate day) {
    return calendar.lastSessions(SESSIONS, day).get(0);
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
