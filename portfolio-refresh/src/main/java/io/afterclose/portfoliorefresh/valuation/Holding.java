package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.OptionTerms;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.ReplacedRows;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.Terms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A position as the market changed it: its quantity through splits and the end of its life.
 *
 * @param position as recorded
 * @param market closes and actions of its symbol and, for an option, of the underlying
 * @param inputs what its value reads of the market
 */
record Holding(Position position, MarketData market, PositionInputs<Symbol> inputs) {
  private static final MathContext DIVISION = MathContext.DECIMAL128;

  Holding(Position position, MarketData market) {
    this(position, market, inputs(position, market, ReplacedRows.NONE));
  }

  /** What the value of a position reads of the market. */
  static PositionInputs<Symbol> inputs(
      Position position, MarketData market, ReplacedRows replaced) {
    return new PositionInputs<>(
        new Terms<>(
            position.symbol(),
            position.investmentClass(),
            position.quantityAsOf(),
            position.entryDate(),
            position.exitDate(),
            position.contract().map(option -> terms(option, market.optionRoots())).orElse(null)),
        market,
        replaced);
  }

  private static OptionTerms<Symbol> terms(OptionContract option, OptionRoots roots) {
    return new OptionTerms<>(
        option, roots.underlying(option).orElse(null), roots.settlementShare(option).orElse(null));
  }

  /**
   * The end of a holding: from its date on it is no longer held.
   *
   * @param date first day not held, and the day on which the cash moves
   * @param price USD per unit
   */
  record Exit(LocalDate date, BigDecimal price) {}

  /**
   * The quantity at the close of a day: as recorded × the splits with ex-date in (as-of, day], or ÷
   * those in (day, as-of]. Only PUBLIC shares split; an option's quantity is never scaled.
   */
  BigDecimal quantityOn(LocalDate day) {
    return scaledTo(day, position.quantity());
  }

  private BigDecimal scaledTo(LocalDate day, BigDecimal recorded) {
    LocalDate asOf = position.quantityAsOf();
    return day.isBefore(asOf)
        ? recorded.divide(splitRatio(day, asOf), DIVISION)
        : recorded.multiply(splitRatio(asOf, day));
  }

  /** New shares per old over the ex-dates in (after, upTo]; 1 without a split. */
  private BigDecimal splitRatio(LocalDate after, LocalDate upTo) {
    return actions(Kind.SPLIT).stream()
        .filter(split -> !split.unconfirmed())
        .filter(within(after, upTo))
        .map(CorporateAction::value)
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  private static Predicate<CorporateAction> within(LocalDate after, LocalDate upTo) {
    return action -> action.exDate().isAfter(after) && !action.exDate().isAfter(upTo);
  }

  /** The actions of one kind that affect this position: those of its own share, if it is PUBLIC. */
  List<CorporateAction> actions(Kind kind) {
    if (position.investmentClass() != InvestmentClass.PUBLIC) {
      return List.of();
    }
    return market.actionsOf(position.symbol()).stream().filter(a -> a.kind() == kind).toList();
  }

  /**
   * The amount per unit as it enters the net asset value on a day: × signed quantity × multiplier.
   * It is divided last, since a third of a share times three is no whole share.
   */
  BigDecimal valueOn(LocalDate day, BigDecimal perUnit) {
    BigDecimal recorded =
        perUnit.multiply(position.quantity()).multiply(position.signedMultiplier());
    return scaledTo(day, recorded);
  }

  /**
   * Its value on a day at a quote of it or before: a split since changes its shares and its price,
   * not its value; what was paid since is no longer in the price.
   */
  BigDecimal valueAt(LocalDate day, Quote quote) {
    return actions(Kind.DIVIDEND).stream()
        .filter(within(quote.date(), day))
        .map(dividend -> valueOn(dividend.exDate(), dividend.value()))
        .reduce(valueOn(quote.date(), quote.price()), BigDecimal::subtract);
  }

  /**
   * The price of a quote for the shares of a day: a close from before a split or a dividend is
   * restated.
   */
  BigDecimal priceOn(LocalDate day, Quote quote) {
    return actions(Kind.DIVIDEND).stream()
        .filter(within(quote.date(), day))
        .map(dividend -> restated(dividend.value(), dividend.exDate(), day))
        .reduce(restated(quote.price(), quote.date(), day), BigDecimal::subtract);
  }

  private BigDecimal restated(BigDecimal price, LocalDate of, LocalDate day) {
    BigDecimal ratio = splitRatio(of, day);
    boolean same = ratio.compareTo(BigDecimal.ONE) == 0;
    return same ? price : price.divide(ratio, DIVISION);
  }

  /** Whether it is held at the close of a day. */
  boolean openOn(LocalDate day) {
    return position.openOn(day) && exit(day).isEmpty();
  }

  /**
   * How it ended, on or before a day: as recorded, else an option at the close of the last session
   * up to its expiry. An expired option without a settlement price has not ended.
   */
  Optional<Exit> exit(LocalDate day) {
    LocalDate exitDate = position.exitDate();
    BigDecimal exitPrice = position.exitPrice();
    if (exitDate == null || exitPrice == null) {
      return inputs.settlementSession(day).flatMap(this::settlement);
    }
    return exitDate.isAfter(day) ? Optional.empty() : Optional.of(new Exit(exitDate, exitPrice));
  }

  private Optional<Exit> settlement(LocalDate session) {
    return quoteOn(session).map(quote -> new Exit(session, quote.price()));
  }

  /** What prices it on a day, as traded on its own date; empty if unpriced. */
  Optional<Quote> quoteOn(LocalDate day) {
    Optional<Quote> quote =
        inputs.price(day).map(this::quote).filter(found -> priceOn(day, found).signum() >= 0);
    if (quote.isEmpty() && position.investmentClass() != InvestmentClass.PRIVATE) {
      requireReach(day);
    }
    return quote;
  }

  /** Unpriced is what has no close, not what no close was loaded for. */
  private void requireReach(LocalDate day) {
    Sessions sessions = market.sessions();
    Optional<LocalDate> settled = inputs.settlementSession(day);
    if (settled.isEmpty() && sessions.indexOf(day) < 0) {
      throw new IllegalArgumentException(
          "A session of the axis (" + sessions + ") was expected, found " + day);
    }
    if (sessions.floorIndex(settled.orElse(day)) < Position.STALE_SESSIONS) {
      throw new IllegalStateException(
          "An axis that reaches %d sessions back from %s was expected, found %s; load more sessions"
              .formatted(Position.STALE_SESSIONS, settled.orElse(day), sessions));
    }
  }

  private Quote quote(PositionInputs.CloseKey<Symbol> key) {
    BigDecimal close = market.closeOn(key.symbol(), key.session()).orElseThrow();
    return new Quote(key.symbol(), key.session(), perUnit(key, close));
  }

  /**
   * An option counts the contracts that splits made of the stated one; a close of the underlying
   * stands for their intrinsic value, at the strike as stated.
   */
  private BigDecimal perUnit(PositionInputs.CloseKey<Symbol> key, BigDecimal close) {
    return inputs
        .contractOn(key.session())
        .map(state -> state.newPerOld().multiply(close))
        .map(
            whole ->
                inputs.settles(key.symbol())
                    ? position.contract().orElseThrow().intrinsicValue(whole)
                    : whole)
        .orElse(close);
  }

  /** Whether a quote is of the day itself, or of the last session of an option's life. */
  boolean currentOn(LocalDate day, Quote quote) {
    return inputs.settlementSession(day).orElse(day).equals(quote.date());
  }
}
