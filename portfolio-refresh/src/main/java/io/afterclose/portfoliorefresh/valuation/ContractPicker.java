package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.OptionTerms;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Presence;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Terms;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which close prices an option on a session: the session's own, else the latest one at most five
 * sessions older, unless an action on its underlying that lies between makes it none of this
 * contract; once it has expired the one that settles it.
 */
final class ContractPicker<S> {

  private final Terms<S> terms;
  private final Presence<S> market;
  private final Optional<SharePart<S>> underlying;

  ContractPicker(Terms<S> terms, Presence<S> market) {
    this.terms = terms;
    this.market = market;
    this.underlying =
        Optional.ofNullable(terms.option())
            .map(OptionTerms::underlying)
            .map(share -> SharePart.of(share(terms, share), market).get(0));
  }

  /** The share that an option is on, followed like one that is held. */
  private static <S> Terms<S> share(Terms<S> option, S share) {
    return new Terms<>(
        share, InvestmentClass.PUBLIC, option.quantityAsOf(), option.entry(), null, null, Map.of());
  }

  /** The close; empty where there is none or the contract of the session is not known. */
  Optional<CloseKey<S>> pick(LocalDate session) {
    return settlementSession()
        .filter(last -> !last.isAfter(session))
        .map(this::settlement)
        .orElseGet(() -> ownClose(session));
  }

  /** Why no close can price it on a session, whichever there are. */
  Optional<UnpricedReason> blocked(LocalDate session) {
    LocalDate day = settlementSession().filter(last -> !last.isAfter(session)).orElse(session);
    return contractOn(day).flatMap(ContractState::unknown);
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
  Stream<ActionFact<S>> adjustments() {
    return underlying.stream().flatMap(share -> share.facts().stream()).filter(this::concerns);
  }

  /** Whether an action is one on the underlying that changes the contract. */
  boolean concerns(ActionFact<S> action) {
    return ContractState.adjusts(action)
        && underlying.filter(share -> share.covers(action)).isPresent();
  }

  /** Whether an action is one on the underlying. */
  boolean isOfUnderlying(ActionFact<S> action) {
    return underlying.filter(share -> share.covers(action)).isPresent();
  }

  /** Whether a symbol is the share whose close settles the option. */
  boolean settles(S symbol) {
    return settlementShare().filter(share -> share.symbols().contains(symbol)).isPresent();
  }

  private Optional<SharePart<S>> settlementShare() {
    OptionTerms<S> option = terms.option();
    return option == null || option.settlementShare() == null ? Optional.empty() : underlying;
  }

  /**
   * The close that settles an expired option: the underlying's; where there is none (an index, an
   * adjusted root), the option's own latest one.
   */
  private Optional<CloseKey<S>> settlement(LocalDate last) {
    Optional<CloseKey<S>> share =
        settlementShare()
            .map(underlying -> underlying.symbolOn(last))
            .filter(symbol -> market.hasClose(symbol, last))
            .map(symbol -> new CloseKey<>(symbol, last));
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
    return latest(contractSymbol(state), session);
  }

  /** Whose closes are of a contract: the stated symbol's, or that of what actions made of it. */
  S contractSymbol(ContractState state) {
    boolean stated = state.contract().equals(Objects.requireNonNull(terms.option()).contract());
    return stated ? terms.symbol() : market.named(state.contract().symbol());
  }

  /** The underlying of an option, and the contracts that splits make of the stated one. */
  List<S> contractSymbols() {
    Stream<S> shares = underlying.stream().flatMap(share -> share.symbols().stream());
    Stream<S> contracts =
        adjustments()
            .map(ActionFact::exDate)
            .filter(exDate -> exDate.isAfter(terms.quantityAsOf()))
            .flatMap(exDate -> contractOn(exDate).stream())
            .map(state -> market.named(state.contract().symbol()));
    return Stream.concat(shares, contracts).toList();
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
