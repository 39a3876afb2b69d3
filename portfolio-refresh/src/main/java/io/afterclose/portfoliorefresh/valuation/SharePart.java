package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Presence;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Terms;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of shares that a lot consists of: the stated shares carried through what happened to them,
 * or what was spun off of such a line. It follows from the dates of the lot and from actions; no
 * price is looked at.
 *
 * <p>A lot that was closed on the day of an action or before is not carried through it. What was
 * spun off stays held when the line that it came from is sold, until a lot of its own stands for
 * it.
 *
 * @param <S> how a symbol is named
 */
final class SharePart<S> {

  /** Of how many sessions since an action the first close under the new symbol is looked for. */
  static final int FIRST_CLOSE_SESSIONS = 5;

  private static final Comparator<ActionFact<?>> IN_ORDER =
      Comparator.<ActionFact<?>, LocalDate>comparing(ActionFact::exDate)
          .thenComparing(ActionFact::kind);

  private final Presence<S> market;
  private final @Nullable SharePart<S> parent;
  private final LocalDate start;
  private final LocalDate countedOn;
  private final @Nullable LocalDate exit;
  private final List<Stretch<S>> stretches;
  private final Set<S> symbols;
  private final List<ActionFact<S>> facts;

  private SharePart(
      Presence<S> market,
      @Nullable SharePart<S> parent,
      LocalDate start,
      LocalDate countedOn,
      @Nullable LocalDate exit,
      List<Stretch<S>> stretches) {
    this.market = market;
    this.parent = parent;
    this.start = start;
    this.countedOn = countedOn;
    this.exit = exit;
    this.stretches = List.copyOf(stretches);
    this.symbols = symbols(stretches);
    this.facts = facts(symbols, market);
  }

  private static <S> Set<S> symbols(List<Stretch<S>> stretches) {
    if (stretches.size() == 1) {
      return Set.of(stretches.get(0).symbol());
    }
    Set<S> symbols = new LinkedHashSet<>();
    stretches.forEach(stretch -> symbols.add(stretch.symbol()));
    return Collections.unmodifiableSet(symbols);
  }

  private static <S> List<ActionFact<S>> facts(Set<S> symbols, Presence<S> market) {
    if (symbols.size() == 1) {
      return market.facts(symbols.iterator().next());
    }
    List<ActionFact<S>> facts = new ArrayList<>();
    symbols.forEach(symbol -> facts.addAll(market.facts(symbol)));
    return Collections.unmodifiableList(facts);
  }

  /** A holding that no action changes. */
  static <S> SharePart<S> whole(Terms<S> terms, Presence<S> market) {
    return new SharePart<>(
        market,
        null,
        terms.entry(),
        terms.quantityAsOf(),
        terms.exit(),
        List.of(new Stretch<>(terms.symbol(), LocalDate.MIN, null, null)));
  }

  /** The lines of a lot of shares: its own first, then each after the one it came from. */
  static <S> List<SharePart<S>> of(Terms<S> terms, Presence<S> market) {
    if (market.facts(terms.symbol()).isEmpty() && market.renamesTo(terms.symbol()).isEmpty()) {
      return List.of(whole(terms, market));
    }
    List<Stretch<S>> before = before(terms.symbol(), terms.quantityAsOf(), market);
    Stretch<S> stated = before.get(before.size() - 1);
    List<Stretch<S>> stretches = new ArrayList<>(before.subList(0, before.size() - 1));
    stretches.addAll(since(stated, terms.quantityAsOf(), terms.exit(), market));
    List<SharePart<S>> parts = new ArrayList<>();
    new SharePart<>(market, null, terms.entry(), terms.quantityAsOf(), terms.exit(), stretches)
        .addTo(parts, terms.handedOver());
    return List.copyOf(parts);
  }

  private void addTo(List<SharePart<S>> parts, Map<S, LocalDate> handedOver) {
    parts.add(this);
    spinOffs().forEach(action -> child(action, handedOver).addTo(parts, handedOver));
  }

  private SharePart<S> child(ActionFact<S> spinOff, Map<S, LocalDate> handedOver) {
    LocalDate day = spinOff.exDate();
    Stretch<S> first = new Stretch<>(spinOff.otherSymbol(), day, spinOff, null);
    List<Stretch<S>> named = since(first, day, null, market);
    LocalDate until =
        named.stream()
            .map(Stretch::symbol)
            .filter(handedOver::containsKey)
            .map(handedOver::get)
            .min(LocalDate::compareTo)
            .orElse(null);
    return new SharePart<>(
        market, this, day, day, until, until == null ? named : since(first, day, until, market));
  }

  private List<ActionFact<S>> spinOffs() {
    return facts.stream()
        .filter(action -> action.kind() == Kind.SPINOFF)
        .filter(action -> carriedThrough(action) && isHeldInto(action))
        .sorted(IN_ORDER)
        .toList();
  }

  /** Back through the RENAMEs up to a day, the last one open; it is the symbol's own before. */
  private static <S> List<Stretch<S>> before(S symbol, LocalDate day, Presence<S> market) {
    List<Stretch<S>> stretches = new ArrayList<>();
    S name = symbol;
    LocalDate upTo = day;
    ActionFact<S> end = null;
    while (name != null) {
      ActionFact<S> begin = begin(name, upTo, market);
      boolean renamed = begin != null && name.equals(begin.other());
      LocalDate from = begin == null ? LocalDate.MIN : begin.exDate();
      stretches.add(0, new Stretch<>(name, from, renamed ? begin : null, end));
      end = begin;
      name = renamed ? Objects.requireNonNull(begin).symbol() : null;
      upTo = renamed ? from.minusDays(1) : upTo;
    }
    return stretches;
  }

  /** What made a symbol the share that it is on a day: a RENAME to it, else a new company's. */
  private static <S> @Nullable ActionFact<S> begin(S symbol, LocalDate day, Presence<S> market) {
    Stream<ActionFact<S>> anew =
        market.facts(symbol).stream()
            .filter(action -> action.kind() == Kind.LISTING || action.kind().endsSymbol());
    return Stream.concat(anew, market.renamesTo(symbol).stream())
        .filter(action -> !action.exDate().isAfter(day))
        .max(
            Comparator.<ActionFact<S>, LocalDate>comparing(ActionFact::exDate)
                .thenComparing(action -> symbol.equals(action.other())))
        .orElse(null);
  }

  /** On through what ends a symbol after a day, unless the lot is closed by then. */
  private static <S> List<Stretch<S>> since(
      Stretch<S> first, LocalDate day, @Nullable LocalDate exit, Presence<S> market) {
    List<Stretch<S>> stretches = new ArrayList<>();
    Stretch<S> current = first;
    LocalDate after = day;
    while (current != null) {
      ActionFact<S> end = end(current.symbol(), after, exit, market);
      stretches.add(new Stretch<>(current.symbol(), current.from(), current.begin(), end));
      current =
          end == null || end.other() == null
              ? null
              : new Stretch<>(end.otherSymbol(), end.exDate(), end, null);
      after = end == null ? after : end.exDate();
    }
    return stretches;
  }

  private static <S> @Nullable ActionFact<S> end(
      S symbol, LocalDate after, @Nullable LocalDate exit, Presence<S> market) {
    return market.facts(symbol).stream()
        .filter(action -> action.kind().endsSymbol() && action.exDate().isAfter(after))
        .filter(action -> exit == null || action.exDate().isBefore(exit))
        .min(IN_ORDER)
        .orElse(null);
  }

  /** The SPINOFF by which it came; empty for the stated line. */
  Optional<ActionFact<S>> spinOff() {
    return Optional.ofNullable(parent == null ? null : stretches.get(0).begin());
  }

  /** The line that it was spun off of; empty for the stated one. */
  Optional<SharePart<S>> parent() {
    return Optional.ofNullable(parent);
  }

  /** First day on which it is held. */
  LocalDate start() {
    return start;
  }

  /** Where its closes lie between two days, both included, the newest symbol first. */
  List<CloseWindow<S>> quotedBetween(LocalDate from, LocalDate upTo) {
    List<CloseWindow<S>> windows = new ArrayList<>();
    for (int i = stretches.size() - 1; i >= 0; i--) {
      Stretch<S> stretch = stretches.get(i);
      ActionFact<S> end = stretch.end();
      LocalDate last = end == null ? upTo : end.exDate().minusDays(1);
      LocalDate first = stretch.from().isAfter(from) ? stretch.from() : from;
      LocalDate bound = last.isBefore(upTo) ? last : upTo;
      if (!first.isAfter(bound)) {
        windows.add(new CloseWindow<>(stretch.symbol(), first, bound));
      }
    }
    return windows;
  }

  /** The day after whose actions its quantity is stated, or known. */
  LocalDate countedOn() {
    return countedOn;
  }

  /** All symbols that it has had or will have. */
  Set<S> symbols() {
    return symbols;
  }

  /** The actions of all these symbols that are in force, whether or not they are its own. */
  List<ActionFact<S>> facts() {
    return facts;
  }

  /** Its symbol on a day. */
  S symbolOn(LocalDate day) {
    return stretches.get(indexOn(day)).symbol();
  }

  private int indexOn(LocalDate day) {
    int index = stretches.size() - 1;
    while (index > 0 && stretches.get(index).from().isAfter(day)) {
      index--;
    }
    return index;
  }

  /** First day on which it is no longer held: closed, bought out or worthless; null while held. */
  @Nullable LocalDate endsOn() {
    ActionFact<S> last = stretches.get(stretches.size() - 1).end();
    return last == null ? exit : last.exDate();
  }

  /** Whether it is held at the close of a day. */
  boolean openOn(LocalDate day) {
    LocalDate end = endsOn();
    return !start.isAfter(day) && (end == null || end.isAfter(day));
  }

  /**
   * Whether an action is one on its shares. What is reported of one day under the old and under the
   * new symbol of a RENAME is one action.
   */
  boolean covers(ActionFact<S> action) {
    return stretches.stream()
        .anyMatch(stretch -> stretch.coversUntilEnd(action) || isOfLastDay(stretch, action));
  }

  private boolean isOfLastDay(Stretch<S> stretch, ActionFact<S> action) {
    ActionFact<S> end = stretch.end();
    if (end == null
        || !stretch.symbol().equals(action.symbol())
        || !action.exDate().equals(end.exDate())) {
      return false;
    }
    return end.kind() != Kind.RENAME
        || market.facts(end.otherSymbol()).stream()
            .noneMatch(
                again -> again.kind() == action.kind() && again.exDate().equals(end.exDate()));
  }

  /** Whether it is carried through an action since its quantity was counted. */
  boolean carriedThrough(ActionFact<S> action) {
    return action.exDate().isAfter(countedOn)
        && (exit == null || action.exDate().isBefore(exit))
        && covers(action);
  }

  /** Whether it was held at the close before an action, so that it is paid what the action pays. */
  private boolean isHeldInto(ActionFact<S> action) {
    return start.isBefore(action.exDate());
  }

  /** The mergers and delistings that it was carried through, in order. */
  List<ActionFact<S>> mergers() {
    if (facts.isEmpty()) {
      return List.of();
    }
    return stretches.stream()
        .map(Stretch::end)
        .filter(Objects::nonNull)
        .filter(action -> action.kind() != Kind.RENAME && carriedThrough(action))
        .toList();
  }

  /** Those of them that paid it cash, or a fraction. */
  List<ActionFact<S>> paidActions() {
    List<ActionFact<S>> mergers = mergers();
    return mergers.isEmpty() ? mergers : mergers.stream().filter(this::isHeldInto).toList();
  }

  /** Whether a RENAME between a day and the one it is counted on is undone on the day. */
  boolean undoes(ActionFact<S> action, LocalDate day) {
    return action.kind() == Kind.RENAME
        && action.isWithin(day, countedOn)
        && symbols().contains(action.other());
  }

  /** Why it cannot be followed to a day over an action of its own. */
  Optional<UnpricedReason> broken(ActionFact<S> action, LocalDate day) {
    if (action.kind() == Kind.LISTING && action.isWithin(countedOn, day) && covers(action)) {
      return Optional.of(UnpricedReason.SYMBOL_REUSED);
    }
    return action.kind() == Kind.SPINOFF && action.isWithin(day, countedOn) && covers(action)
        ? Optional.of(UnpricedReason.COUNTED_AFTER_ACTION)
        : Optional.empty();
  }

  /** The own close of a session, else the latest one that is not too old to stand in for it. */
  Optional<CloseKey<S>> latest(LocalDate session) {
    Sessions sessions = market.sessions();
    int day = sessions.indexOf(session);
    for (int i = day; i >= PositionInputs.oldestStandIn(day); i--) {
      LocalDate candidate = sessions.at(i);
      S name = quotedAs(candidate, session);
      if (name == null) {
        return Optional.empty();
      }
      if (market.hasClose(name, candidate)) {
        return Optional.of(new CloseKey<>(name, candidate));
      }
    }
    return Optional.empty();
  }

  /**
   * Under which symbol the share that is held on a session was traded on an earlier one; null where
   * it was not, or under a symbol that is not known.
   */
  @Nullable S quotedAs(LocalDate earlier, LocalDate session) {
    int index = indexOn(session);
    while (earlier.isBefore(stretches.get(index).from())) {
      if (stretches.get(index).beginsBy(Kind.STOCK_MERGER)) {
        return stretches.get(index).symbol();
      }
      if (index == 0 || !stretches.get(index).beginsBy(Kind.RENAME)) {
        return null;
      }
      index--;
    }
    return stretches.get(index).symbol();
  }

  /** Whether an action changes what a close of the share from before it says on a session. */
  boolean quotes(ActionFact<S> action, LocalDate session) {
    return !action.exDate().isAfter(session)
        && (covers(action) || action.symbol().equals(quotedAs(action.exDate(), session)));
  }

  /** Whether the latest close is known under another symbol because of a RENAME. */
  boolean isRenamedWithin(ActionFact<S> rename, LocalDate session) {
    return symbolOn(session).equals(rename.other())
        && latest(session).filter(c -> rename.isWithin(c.session(), session)).isPresent();
  }

  /**
   * Whether an action decides what the share was before: it lies between the entry and the day that
   * it is counted on, and with it what was paid on the share of an earlier symbol.
   */
  boolean decidesPast(ActionFact<S> action) {
    return action.isWithin(start, countedOn)
        && (symbols().contains(action.symbol()) || symbols().contains(action.other()));
  }

  /**
   * Whether an action decides that an older close is another company's, which had the symbol until
   * then.
   */
  boolean hidesCloses(ActionFact<S> action, LocalDate session) {
    Sessions sessions = market.sessions();
    LocalDate oldest = sessions.at(PositionInputs.oldestStandIn(sessions.indexOf(session)));
    boolean hidden =
        action.isWithin(oldest, session)
            && latest(session).filter(c -> !c.session().isBefore(action.exDate())).isEmpty();
    return !action.exDate().isAfter(countedOn)
        && action.symbol().equals(symbolOn(session))
        && hidden;
  }

  /** The close that prices it on a session, whether or not it is held then. */
  Optional<CloseKey<S>> price(LocalDate session) {
    Optional<CloseKey<S>> latest = latest(session);
    return blocked(session, latest).isPresent() ? Optional.empty() : latest;
  }

  /** Why no close can price it on a session, whichever there are. */
  Optional<UnpricedReason> blocked(LocalDate session) {
    return blocked(session, latest(session));
  }

  private Optional<UnpricedReason> blocked(LocalDate session, Optional<CloseKey<S>> latest) {
    if (session.isBefore(stretches.get(0).from())) {
      return Optional.of(UnpricedReason.COUNTED_AFTER_ACTION);
    }
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    LocalDate close = latest.map(CloseKey::session).orElse(session);
    return facts.stream()
        .filter(action -> blocked(action, close, session).isPresent())
        .min(IN_ORDER)
        .flatMap(action -> blocked(action, close, session));
  }

  private Optional<UnpricedReason> blocked(
      ActionFact<S> action, LocalDate close, LocalDate session) {
    boolean carried = action.isWithin(close, session) && quotes(action, session);
    if (action.unknown().isPresent()
        && (carried || (covers(action) && action.isBetween(countedOn, session)))) {
      return action.unknown();
    }
    return carried && action.kind() == Kind.SPINOFF
        ? Optional.of(UnpricedReason.STALE_ACROSS_SPINOFF)
        : broken(action, session);
  }

  /** The close of the line that it was spun off of on the session of its own first one. */
  Optional<CloseKey<S>> parentClose(CloseKey<S> first) {
    return parent()
        .map(line -> new CloseKey<>(line.symbolOn(first.session()), first.session()))
        .filter(close -> market.hasClose(close.symbol(), close.session()));
  }

  /** The first close of the new shares of an action, up to a day; empty while there is none. */
  Optional<CloseKey<S>> firstClose(ActionFact<S> action, LocalDate day) {
    S symbol = action.otherSymbol();
    Sessions sessions = market.sessions();
    if (sessions.first().isAfter(action.exDate())) {
      return Optional.empty();
    }
    int first = sessions.floorIndex(action.exDate().minusDays(1)) + 1;
    for (int i = first; i <= first + FIRST_CLOSE_SESSIONS && i < sessions.size(); i++) {
      LocalDate session = sessions.at(i);
      if (session.isAfter(day)) {
        return Optional.empty();
      }
      if (market.hasClose(symbol, session)) {
        return Optional.of(new CloseKey<>(symbol, session));
      }
    }
    return Optional.empty();
  }
}
