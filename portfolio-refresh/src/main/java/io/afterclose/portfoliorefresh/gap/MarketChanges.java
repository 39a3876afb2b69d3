package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfoliorefresh.valuation.ActionFact;
import io.afterclose.portfoliorefresh.valuation.PositionInputs;
import io.afterclose.portfoliorefresh.valuation.SessionDays;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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

  /**
   * One version of an action.
   *
   * @param inForce whether it is the present one
   * @param transactions those that stored it and that put another one, or none, in its place
   */
  record Action(ActionFact<String> fact, boolean inForce, List<Long> transactions) {}

  private final Sessions sessions;
  private final SessionDays days;
  private final Map<String, NavigableMap<LocalDate, Close>> closes = new HashMap<>();
  private final Map<String, List<Action>> actions = new HashMap<>();
  private final Map<String, List<Action>> renames = new HashMap<>();
  private final Map<String, LocalDate> knownSince = new HashMap<>();
  private final Map<String, NavigableMap<LocalDate, Long>> newest = new HashMap<>();

  /**
   * @param sessions from five sessions before the first close to a week after the newest snapshot
   * @param days also those before
   */
  MarketChanges(Sessions sessions, SessionDays days) {
    this.sessions = sessions;
    this.days = days;
  }

  void add(String symbol, Close close) {
    closes.computeIfAbsent(symbol, unseen -> new TreeMap<>()).put(close.session(), close);
    newest.remove(symbol);
  }

  /** All closes of symbols from these days on are there. */
  void closesKnownSince(Map<String, LocalDate> since) {
    knownSince.putAll(since);
  }

  void add(Action action) {
    ActionFact<String> fact = action.fact();
    actions.computeIfAbsent(fact.symbol(), unseen -> new ArrayList<>()).add(action);
    if (fact.kind() == Kind.RENAME) {
      renames.computeIfAbsent(fact.otherSymbol(), unseen -> new ArrayList<>()).add(action);
    }
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public SessionDays days() {
    return days;
  }

  @Override
  public boolean knowsCloses(String symbol, LocalDate session) {
    return !days.oldestStandIn(session).isBefore(knownSince.getOrDefault(symbol, LocalDate.MAX));
  }

  @Override
  public Optional<LocalDate> latestClose(String symbol, LocalDate from, LocalDate upTo) {
    return Optional.ofNullable(closesOf(symbol).floorKey(upTo))
        .filter(close -> !close.isBefore(from));
  }

  @Override
  public boolean hasClose(String symbol, LocalDate session) {
    return closesOf(symbol).containsKey(session);
  }

  @Override
  public List<ActionFact<String>> facts(String symbol) {
    return actions.getOrDefault(symbol, List.of()).stream()
        .filter(Action::inForce)
        .map(Action::fact)
        .toList();
  }

  @Override
  public List<ActionFact<String>> renamesTo(String symbol) {
    return renames.getOrDefault(symbol, List.of()).stream()
        .filter(Action::inForce)
        .map(Action::fact)
        .toList();
  }

  @Override
  public String named(Symbol symbol) {
    return symbol.text();
  }

  /** The close of a session itself. */
  Optional<Close> of(String symbol, LocalDate session) {
    return Optional.ofNullable(closesOf(symbol).get(session));
  }

  /**
   * Whether a reader may have missed what was done to any close of some symbols up to a session.
   */
  boolean mayMiss(DbSnapshot read, Collection<String> symbols, LocalDate session) {
    return symbols.stream()
        .map(symbol -> newest.computeIfAbsent(symbol, this::newestUpTo).floorEntry(session))
        .anyMatch(latest -> latest != null && latest.getValue() >= read.oldestOpen());
  }

  /** The newest transaction at the closes up to each session at which it becomes another. */
  private NavigableMap<LocalDate, Long> newestUpTo(String symbol) {
    NavigableMap<LocalDate, Long> transactions = new TreeMap<>();
    long highest = Long.MIN_VALUE;
    for (Close close : closesOf(symbol).values()) {
      long latest = Collections.max(close.transactions());
      if (latest > highest) {
        highest = latest;
        transactions.put(close.session(), latest);
      }
    }
    return transactions;
  }

  /** All versions of the actions of a symbol and of the RENAMEs to it. */
  Stream<Action> actionsOf(String symbol) {
    return Stream.concat(
        actions.getOrDefault(symbol, List.of()).stream(),
        renames.getOrDefault(symbol, List.of()).stream());
  }

  private NavigableMap<LocalDate, Close> closesOf(String symbol) {
    return closes.getOrDefault(symbol, Collections.emptyNavigableMap());
  }
}
