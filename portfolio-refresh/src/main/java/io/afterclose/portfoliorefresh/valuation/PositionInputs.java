package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final ContractPicker<S> picker;
  private final List<SharePart<S>> parts;

  /**
   * What of a position says which inputs it reads.
   *
   * @param quantityAsOf the day after whose actions it is stated
   * @param entry first day it is held
   * @param exit first day it is no longer held, as recorded; null while held
   * @param option of an option that can be read; null for every other
   * @param handedOver children that lots of their own stand for, and from which day on
   */
  public record Terms<S>(
      S symbol,
      InvestmentClass investmentClass,
      LocalDate quantityAsOf,
      LocalDate entry,
      @Nullable LocalDate exit,
      @Nullable OptionTerms<S> option,
      Map<S, LocalDate> handedOver) {

    public Terms {
      handedOver = Map.copyOf(handedOver);
    }

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

    /** The sessions around a day, which may be before the axis. */
    SessionDays days();

    /** Whether a symbol has a close of a session. */
    boolean hasClose(S symbol, LocalDate session);

    /** Whether all closes of a symbol are known that may price a session. */
    default boolean knowsCloses(S symbol, LocalDate session) {
      return true;
    }

    /** The session of a symbol's latest close between two days, both included. */
    Optional<LocalDate> latestClose(S symbol, LocalDate from, LocalDate upTo);

    /** The actions of a symbol that are in force, in any order. */
    List<ActionFact<S>> facts(S symbol);

    /** The RENAMEs to a symbol that are in force, in any order. */
    List<ActionFact<S>> renamesTo(S symbol);

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
    this.picker = new ContractPicker<>(terms, market);
    this.parts =
        terms.investmentClass() == InvestmentClass.PUBLIC
            ? SharePart.of(terms, market)
            : List.of(SharePart.whole(terms, market));
  }

  /** The lines it consists of, its own first; one line but for shares of which were spun off. */
  List<SharePart<S>> parts() {
    return parts;
  }

  /**
   * The closes that the value reads: of each line that is held that of the session or the one that
   * stands in for it, and those that said what a fraction and a child of a spin-off were worth. An
   * expired option reads its settlement for good, since it is in the cash that the settlement
   * moved.
   */
  public Stream<CloseKey<S>> closes(LocalDate session) {
    return Stream.concat(
            parts.stream()
                .filter(part -> part.openOn(session))
                .flatMap(part -> price(part, session).stream()),
            parts.stream().flatMap(part -> firstCloses(part, session)))
        .distinct();
  }

  /** The close that prices a line on a session, whether or not it is held then. */
  Optional<CloseKey<S>> price(SharePart<S> part, LocalDate session) {
    return switch (terms.investmentClass()) {
      case PUBLIC -> part.price(session);
      case OPTIONS -> terms.option() == null ? part.latest(session) : picker.pick(session);
      case PRIVATE -> Optional.empty();
    };
  }

  /**
   * The closes of which values are carried to a session on which lines are held and nothing prices
   * them; none of a line that had no price since it came.
   */
  public Stream<CloseKey<S>> carriedCloses(LocalDate session) {
    return parts.stream().flatMap(part -> carriedClose(part, session).stream());
  }

  /** That of one line; empty where something prices it. */
  Optional<CloseKey<S>> carriedClose(SharePart<S> part, LocalDate session) {
    return isUnpriced(part, session) ? carried(part).at(session) : Optional.empty();
  }

  /**
   * Where such closes may lie before a day, of each line for the first of some sessions on which it
   * is held; none where a close prices that session or one from that day on is carried to it.
   *
   * @param sessions ascending
   * @param first from which day on all closes are known
   */
  public List<CloseWindow<S>> carryWindows(Collection<LocalDate> sessions, LocalDate first) {
    return parts.stream()
        .flatMap(
            part ->
                sessions.stream()
                    .filter(part::openOn)
                    .findFirst()
                    .map(session -> carryWindows(part, session, first))
                    .stream())
        .flatMap(List::stream)
        .toList();
  }

  private List<CloseWindow<S>> carryWindows(SharePart<S> part, LocalDate session, LocalDate first) {
    CarriedClose<S> carried = carried(part);
    if (!isUnpriced(part, session)
        || carried.at(session).filter(close -> !close.session().isBefore(first)).isPresent()) {
      return List.of();
    }
    return carried.windows(session).stream()
        .filter(window -> window.from().isBefore(first))
        .map(window -> window.before(first))
        .toList();
  }

  private CarriedClose<S> carried(SharePart<S> part) {
    return new CarriedClose<>(terms, market, picker, part);
  }

  /** Whether a line without a price had one at the session before, or was not held then. */
  boolean isNewlyUnpriced(SharePart<S> part, LocalDate session) {
    return carried(part).isNew(session);
  }

  private boolean isUnpriced(SharePart<S> part, LocalDate session) {
    return terms.investmentClass() != InvestmentClass.PRIVATE
        && part.openOn(session)
        && price(part, session).isEmpty()
        && symbols().stream().allMatch(symbol -> market.knowsCloses(symbol, session));
  }

  /** Why no close prices a line on a session. */
  UnpricedReason unpriced(SharePart<S> part, LocalDate session) {
    return blocked(part, session).orElse(UnpricedReason.NO_PRICE);
  }

  private Optional<UnpricedReason> blocked(SharePart<S> part, LocalDate session) {
    return terms.investmentClass() == InvestmentClass.PUBLIC
        ? part.blocked(session)
        : picker.blocked(session);
  }

  /** The days of the actions since which the first closes of new shares count. */
  Stream<LocalDate> fractionDays() {
    return parts.stream()
        .flatMap(part -> Stream.concat(part.paidActions().stream(), part.spinOff().stream()))
        .filter(ActionFact::hasFraction)
        .map(ActionFact::exDate)
        .distinct();
  }

  /** Those that decide a fraction or the cost of a child, as far as they were known. */
  private static <S> Stream<CloseKey<S>> firstCloses(SharePart<S> part, LocalDate session) {
    Stream<CloseKey<S>> merged =
        part.paidActions().stream()
            .filter(ActionFact::hasFraction)
            .flatMap(action -> part.firstClose(action, session).stream());
    return Stream.concat(
        merged, part.spinOff().stream().flatMap(action -> spinOffCloses(part, action, session)));
  }

  private static <S> Stream<CloseKey<S>> spinOffCloses(
      SharePart<S> child, ActionFact<S> action, LocalDate session) {
    return child.firstClose(action, session).stream()
        .flatMap(first -> Stream.concat(Stream.of(first), child.parentClose(first).stream()));
  }

  /**
   * First day on which nothing of it is held, as recorded or as actions made it; null while
   * something is. An option's expiry is no such day.
   */
  public @Nullable LocalDate endsOn() {
    List<LocalDate> ends =
        parts.stream().flatMap(part -> Stream.ofNullable(part.endsOn())).toList();
    return ends.size() < parts.size() ? null : Collections.max(ends);
  }

  /** The session at whose close an option is settled; empty where it is still to come. */
  Optional<LocalDate> settlementSession(LocalDate session) {
    return picker.settlementSession().filter(last -> !last.isAfter(session));
  }

  /** Whether a symbol is the share whose close settles the option. */
  boolean settles(S symbol) {
    return picker.settles(symbol);
  }

  /** What a stated option contract is on a day; empty for every other class. */
  Optional<ContractState> contractOn(LocalDate day) {
    return picker.contractOn(day);
  }

  /** Whose closes and actions its values may read, whatever the day. */
  public Set<S> symbols() {
    Set<S> symbols = new LinkedHashSet<>();
    if (terms.investmentClass() != InvestmentClass.PRIVATE) {
      parts.forEach(part -> symbols.addAll(part.symbols()));
      symbols.addAll(picker.contractSymbols());
    }
    return symbols;
  }

  /** Whether the value reads an action. */
  public boolean reads(ActionFact<S> action, LocalDate session) {
    return switch (terms.investmentClass()) {
      case PUBLIC ->
          parts.stream()
              .anyMatch(
                  part -> shareReads(part, action, session) || carriedReads(part, action, session));
      case OPTIONS ->
          optionReads(action, session)
              || (picker.isOfUnderlying(action) && carriedReads(parts.get(0), action, session));
      case PRIVATE -> false;
    };
  }

  private boolean carriedReads(SharePart<S> part, ActionFact<S> action, LocalDate session) {
    return isUnpriced(part, session) && carried(part).reads(action, session);
  }

  private boolean shareReads(SharePart<S> part, ActionFact<S> action, LocalDate session) {
    boolean carried = !action.exDate().isAfter(session) && part.carriedThrough(action);
    return switch (action.kind()) {
      case SPLIT -> readsSplit(part, action, session);
      case DIVIDEND -> isPaid(part, action, session) || carriesClose(part, action, session);
      case IMPLIED ->
          action.unconfirmed()
              ? part.openOn(session) && isCrossed(part, action, session)
              : isUnbooked(action, session);
      case STOCK_MERGER, CASH_MERGER, DELISTED -> carried || hidesCloses(part, action, session);
      case SPINOFF ->
          carried
              || carriesClose(part, action, session)
              || (part.openOn(session) && part.broken(action, session).isPresent());
      case RENAME ->
          carried
              || hidesCloses(part, action, session)
              || (part.openOn(session)
                  && (part.undoes(action, session) || part.isRenamedWithin(action, session)));
      case LISTING ->
          hidesCloses(part, action, session)
              || (part.openOn(session) && part.broken(action, session).isPresent());
    };
  }

  private boolean hidesCloses(SharePart<S> part, ActionFact<S> action, LocalDate session) {
    return part.decidesPast(action) || (part.openOn(session) && part.hidesCloses(action, session));
  }

  /** An expired option reads what its settlement did, which is in the cash for good. */
  private boolean optionReads(ActionFact<S> action, LocalDate session) {
    LocalDate day = settlementSession(session).orElse(session);
    return terms.openOn(session)
        && picker.concerns(action)
        && (action.isBetween(terms.quantityAsOf(), day) || picker.contractCloseBefore(action, day));
  }

  /** Whether a line is entitled to a dividend: held at the close before the ex-date. */
  boolean isEntitled(SharePart<S> part, ActionFact<S> dividend) {
    return part.openOn(dividend.exDate().minusDays(1)) && part.covers(dividend);
  }

  /** Whether an implied amount is a dividend of the session, which no cash row books. */
  boolean isUnbooked(ActionFact<S> action, LocalDate session) {
    return action.kind() == Kind.IMPLIED
        && !action.unconfirmed()
        && terms.investmentClass() == InvestmentClass.PUBLIC
        && action.exDate().equals(session)
        && parts.stream().anyMatch(part -> isEntitled(part, action));
  }

  private boolean isPaid(SharePart<S> part, ActionFact<S> dividend, LocalDate session) {
    return !dividend.exDate().isAfter(session)
        && isEntitled(part, dividend)
        && !replaced.dividend(dividend.exDate());
  }

  /**
   * A split scales the quantity on the days it is counted: of the session, of the exit whose cash
   * it moves, of a dividend, of an action that pays or from which a line came. And it restates an
   * older close that stands in for the session's. An unconfirmed one scales nothing, but nothing is
   * valued across it.
   */
  private boolean readsSplit(SharePart<S> part, ActionFact<S> split, LocalDate session) {
    boolean crossed = part.openOn(session) && isCrossed(part, split, session);
    if (split.unconfirmed()) {
      return crossed;
    }
    return crossed || (part.covers(split) && scalesCash(part, split, session));
  }

  private boolean scalesCash(SharePart<S> part, ActionFact<S> split, LocalDate session) {
    LocalDate exit = terms.exit();
    boolean scalesExit =
        exit != null
            && part.spinOff().isEmpty()
            && terms.closedOn(session)
            && !replaced.exit()
            && scales(part, split, exit);
    return scalesExit
        || Stream.concat(part.paidActions().stream(), spinOffsOf(part))
            .filter(action -> !action.exDate().isAfter(session))
            .anyMatch(action -> scales(part, split, action.exDate()))
        || part.facts().stream()
            .filter(action -> action.kind() == Kind.DIVIDEND)
            .filter(dividend -> isPaid(part, dividend, session))
            .anyMatch(dividend -> scales(part, split, dividend.exDate()));
  }

  private Stream<ActionFact<S>> spinOffsOf(SharePart<S> part) {
    return parts.stream()
        .filter(child -> child.parent().filter(part::equals).isPresent())
        .flatMap(child -> child.spinOff().stream());
  }

  /** Whether an action lies between the day of which the quantity is recorded and another. */
  private boolean scales(SharePart<S> part, ActionFact<S> action, LocalDate day) {
    return action.isBetween(part.countedOn(), day);
  }

  /** Whether the quantity or the close that stands in for the session's is from across it. */
  private boolean isCrossed(SharePart<S> part, ActionFact<S> action, LocalDate session) {
    return (part.covers(action) && scales(part, action, session))
        || carriesClose(part, action, session);
  }

  /** Whether an older close that stands in for the session's is from before an action. */
  private boolean carriesClose(SharePart<S> part, ActionFact<S> action, LocalDate session) {
    return part.openOn(session)
        && part.quotes(action, session)
        && part.latest(session)
            .filter(close -> action.isWithin(close.session(), session))
            .isPresent();
  }

  /** The oldest session whose close may stand in for that of a session on an axis. */
  static int oldestStandIn(int session) {
    return Math.max(0, session - Position.STALE_SESSIONS);
  }
}
