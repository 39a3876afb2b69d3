package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A position as the market changed it: its quantity through splits and the end of its life.
 *
 * @param position as stated
 * @param market what its symbol and, for an option, the underlying did
 */
record Holding(Position position, MarketData market) {
  private static final MathContext DIVISION = MathContext.DECIMAL128;

  /**
   * The end of a holding: from its date on it is no longer held.
   *
   * @param date first day not held, and the day on which the cash moves
   * @param price USD per unit
   */
  record Exit(LocalDate date, BigDecimal price) {}

  /**
   * The quantity at the close of a day: as stated × the splits with ex-date in (as-of, day], or ÷
   * those in (day, as-of]. Only PUBLIC shares split; an option's quantity is never scaled.
   */
  BigDecimal quantityOn(LocalDate day) {
    return scaledTo(day, position.quantity());
  }

  private BigDecimal scaledTo(LocalDate day, BigDecimal stated) {
    LocalDate asOf = position.quantityAsOf();
    return day.isBefore(asOf)
        ? stated.divide(splitRatio(day, asOf), DIVISION)
        : stated.multiply(splitRatio(asOf, day));
  }

  /** New shares per old over the ex-dates in (after, upTo]; 1 without a split. */
  private BigDecimal splitRatio(LocalDate after, LocalDate upTo) {
    return actions(Kind.SPLIT).stream()
        .filter(split -> split.exDate().isAfter(after) && !split.exDate().isAfter(upTo))
        .map(CorporateAction::value)
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  /** The actions of one kind that this position feels: those of its own share, if it is PUBLIC. */
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
  BigDecimal worthOn(LocalDate day, BigDecimal perUnit) {
    BigDecimal stated = perUnit.multiply(position.quantity()).multiply(position.signedMultiplier());
    return scaledTo(day, stated);
  }

  /** What it is worth by a quote: a split since changes its shares and its price, not its worth. */
  BigDecimal worthBy(Quote quote) {
    return worthOn(quote.date(), quote.price());
  }

  /** Whether it is held at the close of a day. */
  boolean openOn(LocalDate day) {
    return position.openOn(day) && exit(day).isEmpty();
  }

  /**
   * How it ended, on or before a day: as stated, else an option the day after its expiry at its
   * settlement price. An expired option without a settlement price has not ended.
   */
  Optional<Exit> exit(LocalDate day) {
    LocalDate statedDate = position.exitDate();
    BigDecimal statedPrice = position.exitPrice();
    if (statedDate == null || statedPrice == null) {
      return position.contract().filter(option -> option.expiredOn(day)).flatMap(this::settlement);
    }
    return statedDate.isAfter(day)
        ? Optional.empty()
        : Optional.of(new Exit(statedDate, statedPrice));
  }

  private Optional<Exit> settlement(OptionContract expired) {
    LocalDate dayAfter = expired.expiry().plusDays(1);
    return settlementQuote(expired).map(quote -> new Exit(dayAfter, quote.price()));
  }

  /** What prices it on a day, as traded on its own date; empty if unpriced. */
  Optional<Quote> quoteOn(LocalDate day) {
    return position
        .contract()
        .filter(option -> !option.expiry().isAfter(day))
        .map(this::settlementQuote)
        .orElseGet(() -> Quote.latest(market, position.symbol(), day));
  }

  /** The price of a quote for the shares of a day: a close from before a split is restated. */
  BigDecimal priceOn(LocalDate day, Quote quote) {
    BigDecimal ratio = splitRatio(quote.date(), day);
    boolean same = ratio.compareTo(BigDecimal.ONE) == 0;
    return same ? quote.price() : quote.price().divide(ratio, DIVISION);
  }

  /**
   * What an expired option is worth for good: its intrinsic value at the underlying's close on the
   * last session up to its expiry; where there is none (an index, an adjusted root), the option's
   * own latest close.
   */
  private Optional<Quote> settlementQuote(OptionContract expired) {
    LocalDate last = Quote.sessionUpTo(market.sessions(), expired.expiry());
    return market
        .closeOn(new Symbol(expired.root()), last)
        .map(close -> new Quote(last, expired.intrinsicValue(close)))
        .or(() -> Quote.latest(market, position.symbol(), last));
  }

  /** Whether a quote is of the day itself, or of the last session of an option's life. */
  boolean currentOn(LocalDate day, Quote quote) {
    return position
        .contract()
        .map(OptionContract::expiry)
        .filter(expiry -> expiry.isBefore(day))
        .map(expiry -> Quote.sessionUpTo(market.sessions(), expiry))
        .orElse(day)
        .equals(quote.date());
  }
}
