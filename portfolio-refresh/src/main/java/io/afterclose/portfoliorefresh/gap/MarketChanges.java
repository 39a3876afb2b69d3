package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The closes and actions of symbols with the transactions that stored and corrected them. */
final class MarketChanges {

  /**
   * A close without its price.
   *
   * @param transactions those that stored it and that made it another
   */
  record Close(LocalDate session, List<Long> transactions) {}

  /** A split or dividend without its value. */
  record Action(LocalDate exDate, CorporateAction.Kind kind, List<Long> transactions) {}

  private final Sessions sessions;
  private final Map<String, NavigableMap<LocalDate, Close>> closes = new HashMap<>();
  private final Map<String, List<Action>> actions = new HashMap<>();

  /**
   * @param sessions from five sessions before the first close to the newest snapshot
   */
  MarketChanges(Sessions sessions) {
    this.sessions = sessions;
  }

  void add(String symbol, Close close) {
    closes.computeIfAbsent(symbol, unseen -> new TreeMap<>()).put(close.session(), close);
  }

  void add(String symbol, Action action) {
    actions.computeIfAbsent(symbol, unseen -> new ArrayList<>()).add(action);
  }

  /** The close by which a symbol is priced on a session: its own, else one that may stand in. */
  Optional<Close> usedOn(String symbol, LocalDate session) {
    int day = sessions.indexOf(session);
    return Optional.ofNullable(closesOf(symbol).floorEntry(session))
        .map(Map.Entry::getValue)
        .filter(close -> day - sessions.indexOf(close.session()) <= Position.STALE_SESSIONS);
  }

  /** The close of a session itself. */
  Optional<Close> of(String symbol, LocalDate session) {
    return Optional.ofNullable(closesOf(symbol).get(session));
  }

  /** The newest session on or before a day; empty before the first one known here. */
  Optional<LocalDate> sessionUpTo(LocalDate day) {
    int found = Collections.binarySearch(sessions.dates(), day);
    int index = found >= 0 ? found : -found - 2;
    return index < 0 ? Optional.empty() : Optional.of(sessions.at(index));
  }

  List<Action> actionsOf(String symbol) {
    return actions.getOrDefault(symbol, List.of());
  }

  private NavigableMap<LocalDate, Close> closesOf(String symbol) {
    return closes.getOrDefault(symbol, Collections.emptyNavigableMap());
  }
}
