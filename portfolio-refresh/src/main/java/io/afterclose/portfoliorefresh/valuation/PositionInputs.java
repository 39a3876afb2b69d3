package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that names what the value of a position on a session reads of the market: which
 * close, which actions, or why it has no value. It follows from dates and actions, from which
 * closes there are, and from which implied cash rows are replaced by explicit ones; no price is
 * looked at. The valuation computes with what is named here, {@code diff} prints it, and the
 * planner checks of it whether a change is missed.
 *
 * @param <S> how a symbol is named
 */
public final class PositionInputs<S> {

  private final Terms<S> terms;
  private final Presence<S> market;
  private final ReplacedRows replaced;
  private final ClosePicker<S> picker;

  /**
   * What of a position says which inputs it reads.
   *
   * @param quantityAsOf the day after whose actions it is stated
   * @param entry first day it is held
   * @param exit first day it is no longer held, as recorded; null while held
   * @param option of an option that can be read; null for every other
   */
  public record Terms<S>(
      S symbol,
      InvestmentClass investmentClass,
      LocalDate quantityAsOf,
      LocalDate entry,
      @Nullable LocalDate exit,
      @Nullable OptionTerms<S> option) {

    /** Whether it is recorded as closed on a day or before. */
    boolean closedOn(LocalDate day) {
      return exit != null && !exit.isAfter(day);
    }

    /** Whether it is recorded as held at the close of a day. */
    boolean openOn(LocalDate day) {
      return !entry.isAfter(day) && !closedOn(day);
    }
  }

  /**
   * The stated contract of an option.
   *
   * @param underlying the share it is on; null for an index
   * @param settlementShare the share whose close settles it; null for an index and an adjusted
   *     contract
   */
  public record OptionTerms<S>(
      OptionContract contract, @Nullable S underlying, @Nullable S settlementShare) {}

  /** Which closes and actions there are, closes without their values. */
  public interface Presence<S> {

    /**
     * The axis on which "five sessions older" is counted. It goes on for a week after the newest
     * day, so that the last session up to an expiry is known.
     */
    Sessions sessions();

    /** Whether a symbol has a close of a session. */
    boolean hasClose(S symbol, LocalDate session);

    /** The actions of a symbol that are in force, in any order. */
    Stream<ActionFact<S>> facts(S symbol);

    /** The name of a symbol. */
    S named(Symbol symbol);
  }

  /** Which implied cash rows of the position an explicit one replaces. */
  public interface ReplacedRows {

    /** None of them. */
    ReplacedRows NONE =
        new ReplacedRows() {
          @Override
          public boolean exit() {
            return false;
          }

          @Override
          public boolean dividend(LocalDate exDate) {
            return false;
          }
        };

    boolean exit();

    boolean dividend(LocalDate exDate);
  }

  /** A close by its key. */
  public record CloseKey<S>(S symbol, LocalDate session) {}

  public PositionInputs(Terms<S> terms, Presence<S> market, ReplacedRows replaced) {
    this.terms = terms;
    this.market = market;
    this.replaced = replaced;
    this.picker = new ClosePicker<>(terms, market);
  }

  /**
   * The close that the value reads; empty before the entry, after the exit, for PRIVATE positions
   * and where there is none. An expired option reads its settlement for good, since it is in the
   * cash that the settlement moved.
   */
  public Optional<CloseKey<S>> close(LocalDate session) {
    return terms.entry().isAfter(session) || terms.closedOn(session)
        ? Optional.empty()
        : price(session);
  }

  /** The close that prices it on a session, whether or not it is held then. */
  Optional<CloseKey<S>> price(LocalDate session) {
    return terms.investmentClass() == InvestmentClass.PRIVATE
        ? Optional.empty()
        : picker.pick(session);
  }

  /** Why no close prices it on a session. */
  UnpricedReason unpriced(LocalDate session) {
    return picker.blocked(session).orElse(UnpricedReason.NO_PRICE);
  }

  /** The session at whose close an option is settled; empty where it is still to come. */
  Optional<LocalDate> settlementSession(LocalDate session) {
    return picker.settlementSession().filter(last -> !last.isAfter(session));
  }

  /** Whether a symbol is the share whose close settles the option. */
  boolean settles(S symbol) {
    OptionTerms<S> option = terms.option();
    return option != null && symbol.equals(option.settlementShare());
  }

  /** What a stated option contract is on a day; empty for every other class. */
  Optional<ContractState> contractOn(LocalDate day) {
    return picker.contractOn(day);
  }

  /** Whose closes and actions its values may read, whatever the day. */
  public Set<S> symbols() {
    Set<S> symbols = new LinkedHashSet<>();
    if (terms.investmentClass() != InvestmentClass.PRIVATE) {
      symbols.add(terms.symbol());
      symbols.addAll(picker.contractSymbols());
    }
    return symbols;
  }

  /** Whether the value reads an action. */
  public boolean reads(ActionFact<S> action, LocalDate session) {
    return switch (terms.investmentClass()) {
      case PUBLIC -> terms.symbol().equals(action.symbol()) && shareReads(action, session);
      case OPTIONS -> optionReads(action, session);
      case PRIVATE -> false;
    };
  }

  private boolean shareReads(ActionFact<S> action, LocalDate session) {
    return switch (action.kind()) {
      case SPLIT -> readsSplit(action, session);
      case DIVIDEND -> isPaid(action.exDate(), session) || carriesClose(action, session);
      case IMPLIED ->
          action.unconfirmed()
              ? terms.openOn(session) && isCrossed(action, session)
              : isUnbooked(action, session);
      case SPINOFF -> carriesClose(action, session);
      // not read yet
      case RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, LISTING -> false;
    };
  }

  /** An expired option reads what its settlement did, which is in the cash for good. */
  private boolean optionReads(ActionFact<S> action, LocalDate session) {
    OptionTerms<S> option = terms.option();
    return option != null
        && action.symbol().equals(option.underlying())
        && ContractState.adjusts(action)
        && terms.openOn(session)
        && (action.isBetween(terms.quantityAsOf(), settlementSession(session).orElse(session))
            || picker.contractCloseBefore(action, settlementSession(session).orElse(session)));
  }

  /** Whether it is entitled to a dividend: held at the close before the ex-date. */
  boolean isEntitled(LocalDate exDate) {
    return terms.openOn(exDate.minusDays(1));
  }

  /** Whether an implied amount is a dividend of the session, which no cash row books. */
  boolean isUnbooked(ActionFact<S> action, LocalDate session) {
    return action.kind() == Kind.IMPLIED
        && !action.unconfirmed()
        && terms.investmentClass() == InvestmentClass.PUBLIC
        && action.exDate().equals(session)
        && isEntitled(session);
  }

  private boolean isPaid(LocalDate exDate, LocalDate session) {
    return !exDate.isAfter(session) && isEntitled(exDate) && !replaced.dividend(exDate);
  }

  /**
   * A split scales the quantity on the days it is counted: of the session, of the exit whose cash
   * it moves, of a dividend. And it restates an older close that stands in for the session's. An
   * unconfirmed one scales nothing, but nothing is valued across it.
   */
  private boolean readsSplit(ActionFact<S> split, LocalDate session) {
    boolean crossed = terms.openOn(session) && isCrossed(split, session);
    if (split.unconfirmed()) {
      return crossed;
    }
    LocalDate exit = terms.exit();
    boolean scalesExit =
        exit != null && terms.closedOn(session) && !replaced.exit() && scales(split, exit);
    return crossed
        || scalesExit
        || market
            .facts(terms.symbol())
            .filter(action -> action.kind() == Kind.DIVIDEND)
            .filter(dividend -> isPaid(dividend.exDate(), session))
            .anyMatch(dividend -> scales(split, dividend.exDate()));
  }

  /** Whether an action lies between the day of which the quantity is recorded and another. */
  private boolean scales(ActionFact<S> action, LocalDate day) {
    return action.isBetween(terms.quantityAsOf(), day);
  }

  /** Whether the quantity or the close that stands in for the session's is from across it. */
  private boolean isCrossed(ActionFact<S> action, LocalDate session) {
    return scales(action, session) || carriesClose(action, session);
  }

  /** Whether an older close that stands in for the session's is from before an action. */
  private boolean carriesClose(ActionFact<S> action, LocalDate session) {
    return terms.openOn(session)
        && picker
            .latest(terms.symbol(), session)
            .filter(close -> action.isWithin(close.session(), session))
            .isPresent();
  }

  /** The oldest session whose close may stand in for that of a session on an axis. */
  static int oldestStandIn(int session) {
    return Math.max(0, session - Position.STALE_SESSIONS);
  }
}
