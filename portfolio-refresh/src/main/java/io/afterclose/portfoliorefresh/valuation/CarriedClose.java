package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Presence;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Terms;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which close a position had as its last price while it was held, on a session on which nothing
 * prices it: the latest close that priced a session from the entry on, however long ago. Where none
 * did, it had no price yet.
 */
final class CarriedClose<S> {

  private final Terms<S> terms;
  private final Presence<S> market;
  private final ContractPicker<S> picker;
  private final SharePart<S> part;

  /**
   * @param part the line that is carried; of an option the whole position
   */
  CarriedClose(Terms<S> terms, Presence<S> market, ContractPicker<S> picker, SharePart<S> part) {
    this.terms = terms;
    this.market = market;
    this.picker = picker;
    this.part = part;
  }

  /** The close; empty where the position had no price since its entry. */
  Optional<CloseKey<S>> at(LocalDate session) {
    return windows(session).stream()
        .flatMap(
            window ->
                market.latestClose(window.symbol(), window.from(), window.upTo()).stream()
                    .map(close -> new CloseKey<>(window.symbol(), close)))
        .findFirst();
  }

  /** Where that close may lie: the latest one of the first window that has any, newest first. */
  List<CloseWindow<S>> windows(LocalDate session) {
    LocalDate start = market.days().firstFrom(part.start());
    if (start.isAfter(session)) {
      return List.of();
    }
    return terms.option() == null ? ofShare(start, session) : ofOption(start, session);
  }

  /**
   * An unexplained action leaves the sessions on its side of the day that the lot is counted on.
   */
  private List<CloseWindow<S>> ofShare(LocalDate start, LocalDate session) {
    LocalDate from = start;
    LocalDate upTo = session;
    for (ActionFact<S> action : stops().filter(stop -> stop.unknown().isPresent()).toList()) {
      if (action.exDate().isAfter(part.countedOn())) {
        upTo = earlier(upTo, action.exDate().minusDays(1));
      } else {
        from = later(from, action.exDate());
      }
    }
    return from.isAfter(upTo)
        ? List.of()
        : part.quotedBetween(from.equals(start) ? standInsFrom(start) : from, upTo);
  }

  /** Between two adjustments one contract's closes count. */
  private List<CloseWindow<S>> ofOption(LocalDate start, LocalDate session) {
    List<CloseWindow<S>> windows = new ArrayList<>();
    LocalDate end = lastOwn(session);
    LocalDate upTo = end;
    List<LocalDate> adjusted =
        stops()
            .map(ActionFact::exDate)
            .filter(exDate -> exDate.isAfter(start) && !exDate.isAfter(end))
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    for (LocalDate exDate : adjusted) {
      ofContract(exDate, upTo).ifPresent(windows::add);
      upTo = exDate.minusDays(1);
    }
    if (!start.isAfter(upTo)) {
      ofContract(standInsFrom(start), upTo).ifPresent(windows::add);
    }
    return windows;
  }

  /** The last session of which an own close can be read: no option has one after its expiry. */
  private LocalDate lastOwn(LocalDate session) {
    return picker.settlementSession().map(last -> earlier(last, session)).orElse(session);
  }

  private Optional<CloseWindow<S>> ofContract(LocalDate from, LocalDate upTo) {
    return picker
        .contractOn(upTo)
        .filter(state -> state.unknown().isEmpty())
        .map(state -> new CloseWindow<>(picker.contractSymbol(state), from, upTo));
  }

  /** The oldest day whose close may price the first session of the position. */
  private LocalDate standInsFrom(LocalDate start) {
    LocalDate stopped =
        stops()
            .map(ActionFact::exDate)
            .filter(exDate -> !exDate.isAfter(start))
            .max(Comparator.naturalOrder())
            .orElse(LocalDate.MIN);
    return later(market.days().oldestStandIn(start), stopped);
  }

  /** The actions across which no close is carried as a price. */
  private Stream<ActionFact<S>> stops() {
    return terms.option() == null ? facts().filter(CarriedClose::stopsShare) : picker.adjustments();
  }

  private Stream<ActionFact<S>> facts() {
    return part.facts().stream().filter(part::covers);
  }

  private static boolean stopsShare(ActionFact<?> action) {
    return action.unknown().isPresent() || action.kind() == Kind.SPINOFF;
  }

  /** Whether the position had a price at the session before, or was not held then. */
  boolean isNew(LocalDate session) {
    if (!market.days().firstFrom(part.start()).isBefore(session)) {
      return true;
    }
    LocalDate previous = market.days().previous(session);
    return picker.settlementSession().filter(last -> !last.isAfter(previous)).isEmpty()
        && at(session).filter(close -> prices(close.session(), previous)).isPresent();
  }

  private boolean prices(LocalDate close, LocalDate session) {
    return !close.isBefore(market.days().oldestStandIn(session))
        && stops().noneMatch(action -> action.isWithin(close, session));
  }

  /**
   * Whether the value that is carried to a session reads an action: what was paid since the close,
   * or since the entry where there is none; the splits between the day that the lot is counted on
   * and each of these days; and what says which close it is.
   */
  boolean reads(ActionFact<S> action, LocalDate session) {
    Optional<LocalDate> close = at(session).map(CloseKey::session);
    LocalDate since = close.orElse(part.start());
    boolean share = terms.investmentClass() == InvestmentClass.PUBLIC;
    if (share && isNewCompany(action)) {
      LocalDate first = market.days().oldestStandIn(market.days().firstFrom(part.start()));
      return action.isWithin(first, session);
    }
    if (share && !part.covers(action)) {
      return false;
    }
    if (share && action.kind() == Kind.DIVIDEND) {
      return action.isWithin(since, session);
    }
    if (share && action.scales()) {
      return close.filter(day -> isCounted(action, day)).isPresent()
          || scalesPaid(action, since, session);
    }
    return isStop(action) && decides(action, close, since, session);
  }

  /** Whether the symbol was another company's before an action. */
  private boolean isNewCompany(ActionFact<S> action) {
    return (action.kind().endsSymbol() || action.kind() == Kind.LISTING)
        && part.symbols().contains(action.symbol())
        && !action.exDate().isAfter(part.countedOn());
  }

  private boolean isStop(ActionFact<S> action) {
    return terms.option() == null ? stopsShare(action) : ContractState.adjusts(action);
  }

  private boolean isCounted(ActionFact<S> split, LocalDate day) {
    return split.isBetween(part.countedOn(), day);
  }

  private boolean scalesPaid(ActionFact<S> split, LocalDate since, LocalDate session) {
    return facts()
        .filter(action -> action.kind() == Kind.DIVIDEND && action.isWithin(since, session))
        .anyMatch(dividend -> isCounted(split, dividend.exDate()));
  }

  /** A close from before it would be another one, or would have priced the session before. */
  private boolean decides(
      ActionFact<S> action, Optional<LocalDate> close, LocalDate since, LocalDate session) {
    if (action.kind() == Kind.SPINOFF && terms.option() == null) {
      LocalDate previous = market.days().previous(session);
      return close
          .filter(day -> !day.isBefore(market.days().oldestStandIn(previous)))
          .filter(day -> action.isWithin(day, previous))
          .isPresent();
    }
    LocalDate oldest = market.days().oldestStandIn(market.days().firstFrom(part.start()));
    LocalDate end = lastOwn(session);
    return close.isPresent()
        ? action.isWithin(since, end)
        : !action.exDate().isAfter(end)
            && part.symbols().stream()
                .anyMatch(
                    symbol ->
                        market
                            .latestClose(symbol, oldest, action.exDate().minusDays(1))
                            .isPresent());
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
