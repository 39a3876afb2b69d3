package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfoliorefresh.valuation.PositionInputs;
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
import java.util.stream.Stream;

/** The closes and actions of symbols with the transactions that stored and corrected them. */
final class MarketChanges implements PositionInputs.Presence<String> {

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

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public boolean hasClose(String symbol, LocalDate session) {
    return closesOf(symbol).containsKey(session);
  }

  @Override
  public Stream<LocalDate> exDates(String symbol, CorporateAction.Kind kind) {
    return actionsOf(symbol).stream().filter(action -> action.kind() == kind).map(Action::exDate);
  }

  /** The close of a session itself. */
  Optional<Close> of(String symbol, LocalDate session) {
    return Optional.ofNullable(closesOf(symbol).get(session));
  }

  List<Action> actionsOf(String symbol) {
    return actions.getOrDefault(symbol, List.of());
  }

  private NavigableMap<LocalDate, Close> closesOf(String symbol) {
    return closes.getOrDefault(symbol, Collections.emptyNavigableMap());
  }
}
