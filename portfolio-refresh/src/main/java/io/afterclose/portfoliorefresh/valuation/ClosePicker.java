package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.OptionTerms;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Presence;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Terms;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.Sessions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which close prices a PUBLIC or OPTIONS position on a session: the session's own, else the latest
 * one at most five sessions older, unless an action that lies between makes it none of this
 * holding.
 */
final class ClosePicker<S> {

  private static final Comparator<ActionFact<?>> IN_ORDER =
      Comparator.<ActionFact<?>, LocalDate>comparing(ActionFact::exDate)
          .thenComparing(ActionFact::kind);

  private final Terms<S> terms;
  private final Presence<S> market;

  ClosePicker(Terms<S> terms, Presence<S> market) {
    this.terms = terms;
    this.market = market;
  }

  /** The close; empty where there is none or the position is blocked. */
  Optional<CloseKey<S>> pick(LocalDate session) {
    if (terms.option() != null) {
      return settlementSession()
          .filter(last -> !last.isAfter(session))
          .map(this::settlement)
          .orElseGet(() -> ownClose(session));
    }
    return blocked(session).isPresent() ? Optional.empty() : latest(terms.symbol(), session);
  }

  /** Why no close can price it on a session, whichever there are. */
  Optional<UnpricedReason> blocked(LocalDate session) {
    if (terms.option() != null) {
      LocalDate day = settlementSession().filter(last -> !last.isAfter(session)).orElse(session);
      return contractOn(day).flatMap(ContractState::unknown);
    }
    LocalDate close = latest(terms.symbol(), session).map(CloseKey::session).orElse(session);
    return market
        .facts(terms.symbol())
        .sorted(IN_ORDER)
        .flatMap(action -> blocked(action, close, session).stream())
        .findFirst();
  }

  private Optional<UnpricedReason> blocked(
      ActionFact<S> action, LocalDate close, LocalDate session) {
    boolean carried = action.isWithin(close, session);
    if (action.unknown().isPresent()
        && (carried || action.isBetween(terms.quantityAsOf(), session))) {
      return action.unknown();
    }
    return carried && action.kind() == Kind.SPINOFF
        ? Optional.of(UnpricedReason.STALE_ACROSS_SPINOFF)
        : Optional.empty();
  }

  /**
   * The last session up to an option's expiry, the expiry itself where that is before the axis;
   * empty while it is not known, and for no option.
   */
  Optional<LocalDate> settlementSession() {
    OptionTerms<S> option = terms.option();
    Sessions sessions = market.sessions();
    if (option == null || sessions.last().isBefore(option.contract().expiry())) {
      return Optional.empty();
    }
    int last = sessions.floorIndex(option.contract().expiry());
    return Optional.of(last < 0 ? option.contract().expiry() : sessions.at(last));
  }

  /** What a stated option contract is on a day; empty for every other class. */
  Optional<ContractState> contractOn(LocalDate day) {
    return Optional.ofNullable(terms.option())
        .map(
            option ->
                ContractState.on(day, terms.quantityAsOf(), option.contract(), adjustments()));
  }

  /** The actions on an option's underlying that change the contract. */
  private Stream<ActionFact<S>> adjustments() {
    return Optional.ofNullable(terms.option()).map(OptionTerms::underlying).stream()
        .flatMap(market::facts)
        .filter(ContractState::adjusts);
  }

  /**
   * The close that settles an expired option: the underlying's; where there is none (an index, an
   * adjusted root), the option's own latest one.
   */
  private Optional<CloseKey<S>> settlement(LocalDate last) {
    Optional<CloseKey<S>> share =
        Optional.ofNullable(terms.option())
            .map(OptionTerms::settlementShare)
            .filter(underlying -> market.hasClose(underlying, last))
            .map(underlying -> new CloseKey<>(underlying, last));
    return blocked(last).isPresent() ? Optional.empty() : share.or(() -> ownClose(last));
  }

  /** A close from before an action on the underlying is of another contract. */
  private Optional<CloseKey<S>> ownClose(LocalDate session) {
    ContractState state = contractOn(session).orElseThrow();
    return state.unknown().isPresent()
        ? Optional.empty()
        : contractClose(state, session)
            .filter(close -> adjustments().noneMatch(a -> a.isWithin(close.session(), session)));
  }

  private Optional<CloseKey<S>> contractClose(ContractState state, LocalDate session) {
    boolean stated = state.newPerOld().compareTo(BigDecimal.ONE) == 0;
    return latest(stated ? terms.symbol() : market.named(state.contract().symbol()), session);
  }

  /** The underlying of an option, and the contracts that splits make of the stated one. */
  List<S> contractSymbols() {
    Stream<S> underlying =
        Optional.ofNullable(terms.option()).map(OptionTerms::underlying).stream();
    Stream<S> contracts =
        adjustments()
            .map(ActionFact::exDate)
            .filter(exDate -> exDate.isAfter(terms.quantityAsOf()))
            .flatMap(exDate -> contractOn(exDate).stream())
            .map(state -> market.named(state.contract().symbol()));
    return Stream.concat(underlying, contracts).toList();
  }

  /** Whether the latest close of an option's contract is from before an action. */
  boolean contractCloseBefore(ActionFact<S> action, LocalDate session) {
    return contractOn(session)
        .flatMap(state -> contractClose(state, session))
        .filter(close -> action.isWithin(close.session(), session))
        .isPresent();
  }

  /** The own close of a session, else the latest one that is not too old to stand in for it. */
  Optional<CloseKey<S>> latest(S symbol, LocalDate session) {
    int day = market.sessions().indexOf(session);
    for (int i = day; i >= PositionInputs.oldestStandIn(day); i--) {
      LocalDate candidate = market.sessions().at(i);
      if (market.hasClose(symbol, candidate)) {
        return Optional.of(new CloseKey<>(symbol, candidate));
      }
    }
    return Optional.empty();
  }
}
