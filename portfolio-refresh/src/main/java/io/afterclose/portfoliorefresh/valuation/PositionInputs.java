package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that names what the value of a position on a session reads of the market: which
 * close, which dividends, which splits. It follows from dates, from which closes there are, and
 * from which implied cash rows are replaced by explicit ones; no price is looked at. The valuation
 * computes with what is named here, {@code diff} prints it, and the planner checks of it whether a
 * change is missed.
 *
 * @param <S> how a symbol is named
 */
public final class PositionInputs<S> {

  private final Terms<S> terms;
  private final Presence<S> market;
  private final ReplacedRows replaced;

  /**
   * What of a position says which inputs it reads.
   *
   * @param entry first day it is held
   * @param exit first day it is no longer held, as recorded; null while held
   * @param expiry of an option; null for every other class
   * @param underlying of an option, the share whose close settles it; null where there is none, and
   *     for every other class
   */
  public record Terms<S>(
      S symbol,
      InvestmentClass investmentClass,
      LocalDate quantityAsOf,
      LocalDate entry,
      @Nullable LocalDate exit,
      @Nullable LocalDate expiry,
      @Nullable S underlying) {

    /** Whether it is recorded as closed on a day or before. */
    boolean closedOn(LocalDate day) {
      return exit != null && !exit.isAfter(day);
    }

    /** Whether it is recorded as held at the close of a day. */
    boolean openOn(LocalDate day) {
      return !entry.isAfter(day) && !closedOn(day);
    }
  }

  /** Which closes and actions there are, without their values. */
  public interface Presence<S> {

    /** The axis on which "five sessions older" is counted. */
    Sessions sessions();

    /** Whether a symbol has a close of a session. */
    boolean hasClose(S symbol, LocalDate session);

    /** The ex-dates of a symbol's actions of a kind, in any order. */
    Stream<LocalDate> exDates(S symbol, CorporateAction.Kind kind);
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
    if (terms.investmentClass() == InvestmentClass.PRIVATE) {
      return Optional.empty();
    }
    LocalDate expiry = terms.expiry();
    return expiry != null && !expiry.isAfter(session) ? settlement(expiry) : latest(session);
  }

  /**
   * The close that settles an expired option: the underlying's on the last session up to the
   * expiry; where there is none (an index, an adjusted root), the option's own latest one.
   */
  private Optional<CloseKey<S>> settlement(LocalDate expiry) {
    int last = market.sessions().floorIndex(expiry);
    if (last < 0) {
      return Optional.empty();
    }
    LocalDate session = market.sessions().at(last);
    S underlying = terms.underlying();
    return underlying != null && market.hasClose(underlying, session)
        ? Optional.of(new CloseKey<>(underlying, session))
        : latest(session);
  }

  /** The own close of a session, else the latest one that is not too old to stand in for it. */
  private Optional<CloseKey<S>> latest(LocalDate session) {
    int day = market.sessions().indexOf(session);
    for (int i = day; i >= Math.max(0, day - Position.STALE_SESSIONS); i--) {
      LocalDate candidate = market.sessions().at(i);
      if (market.hasClose(terms.symbol(), candidate)) {
        return Optional.of(new CloseKey<>(terms.symbol(), candidate));
      }
    }
    return Optional.empty();
  }

  /** Whether the value reads an action. */
  public boolean reads(CorporateAction.Kind kind, LocalDate exDate, LocalDate session) {
    if (terms.investmentClass() != InvestmentClass.PUBLIC) {
      return false;
    }
    return switch (kind) {
      case SPLIT -> readsSplit(exDate, session);
      case DIVIDEND -> isPaid(exDate, session);
      // serves returns only
      case IMPLIED -> false;
      // not read yet
      case RENAME, STOCK_MERGER, CASH_MERGER, DELISTED, SPINOFF, LISTING -> false;
    };
  }

  /** Whether it is entitled to a dividend: held at the close before the ex-date. */
  boolean isEntitled(LocalDate exDate) {
    return terms.openOn(exDate.minusDays(1));
  }

  private boolean isPaid(LocalDate exDate, LocalDate session) {
    return !exDate.isAfter(session) && isEntitled(exDate) && !replaced.dividend(exDate);
  }

  /**
   * A split scales the quantity on the days it is counted: of the session, of the exit whose cash
   * it moves, of a dividend. And it restates an older close that stands in for the session's.
   */
  private boolean readsSplit(LocalDate split, LocalDate session) {
    LocalDate exit = terms.exit();
    boolean scalesExit =
        exit != null && terms.closedOn(session) && !replaced.exit() && scales(split, exit);
    return scalesExit
        || (terms.openOn(session) && (scales(split, session) || restatesClose(split, session)))
        || market
            .exDates(terms.symbol(), CorporateAction.Kind.DIVIDEND)
            .filter(exDate -> isPaid(exDate, session))
            .anyMatch(exDate -> scales(split, exDate.minusDays(1)));
  }

  /** Whether a split lies between the day of which the quantity is recorded and another. */
  private boolean scales(LocalDate split, LocalDate day) {
    return isWithin(terms.quantityAsOf(), split, day) || isWithin(day, split, terms.quantityAsOf());
  }

  private boolean restatesClose(LocalDate split, LocalDate session) {
    return latest(session).filter(close -> isWithin(close.session(), split, session)).isPresent();
  }

  /** Whether an ex-date lies after one day and up to another: (after, upTo]. */
  static boolean isWithin(LocalDate after, LocalDate exDate, LocalDate upTo) {
    return exDate.isAfter(after) && !exDate.isAfter(upTo);
  }
}
