package io.afterclose.quant.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a company did to its shares on an ex-date.
 *
 * @param symbol whose share
 * @param exDate first session on which the share trades without the right, under the new symbol, or
 *     no more
 * @param kind what was done
 * @param value in the unit of its kind
 * @param terms what its kind says beside the value
 * @param unconfirmed whether nobody knows what it is: a split with an odd ratio, or an implied
 *     amount that is no dividend; it serves returns, and no quantity
 */
public record CorporateAction(
    Symbol symbol,
    LocalDate exDate,
    Kind kind,
    BigDecimal value,
    ActionTerms terms,
    boolean unconfirmed) {

  /** The kinds of action. */
  public enum Kind {
    /** New shares for old; the value is new shares per old, above 0. */
    SPLIT,
    /** Cash paid; the value is USD per share as paid, above 0. */
    DIVIDEND,
    /**
     * The cash that would explain a provider's adjusted close, USD per share, any sign: serves
     * returns, is never cash.
     */
    IMPLIED,
    /** The share trades under another symbol from this day on; the value is 1. */
    RENAME,
    /** Shares of another company and perhaps cash for each share; the value is new per old. */
    STOCK_MERGER,
    /** Cash for each share, which is no more; the value is USD per share, above 0. */
    CASH_MERGER,
    /** The share is no more; the value is what is left, USD per share, 0 or more. */
    DELISTED,
    /** Shares of a child company beside each share; the value is child shares per share. */
    SPINOFF,
    /** The first session of the company that has the symbol from then on; the value is 1. */
    LISTING;

    /** Whether it names a second symbol. */
    public boolean hasOtherSymbol() {
      return this == RENAME || this == STOCK_MERGER || this == SPINOFF;
    }

    /** Whether the symbol's share trades under this symbol no more from the ex-date on. */
    public boolean endsSymbol() {
      return this == RENAME || this == STOCK_MERGER || this == CASH_MERGER || this == DELISTED;
    }

    private boolean isInRange(BigDecimal value) {
      return switch (this) {
        case IMPLIED -> true;
        case DELISTED -> value.signum() >= 0;
        case RENAME, LISTING -> value.compareTo(BigDecimal.ONE) == 0;
        case SPLIT, DIVIDEND, STOCK_MERGER, CASH_MERGER, SPINOFF -> value.signum() > 0;
      };
    }

    private String range() {
      return switch (this) {
        case IMPLIED -> "of any sign";
        case DELISTED -> "of 0 or more";
        case RENAME, LISTING -> "of 1";
        case SPLIT, DIVIDEND, STOCK_MERGER, CASH_MERGER, SPINOFF -> "above 0";
      };
    }
  }

  private static final int MOST_SHARES = 20;
  private static final double ROUNDING = 1e-4;
  private static final BigDecimal LEAST_DIVIDEND = new BigDecimal("-0.01");
  private static final BigDecimal MOST_DIVIDEND = new BigDecimal("0.20");

  /** Checks the value and the terms of the kind. */
  public CorporateAction {
    require(kind.isInRange(value), symbol, exDate, kind, kind.range(), value);
    Symbol other = terms.otherSymbol();
    require(
        (other != null) == kind.hasOtherSymbol() && !symbol.equals(other),
        symbol,
        exDate,
        kind,
        kind.hasOtherSymbol() ? "with another symbol" : "without another symbol",
        other);
    BigDecimal cash = terms.cash();
    require(
        kind == Kind.STOCK_MERGER ? cash != null && cash.signum() >= 0 : cash == null,
        symbol,
        exDate,
        kind,
        kind == Kind.STOCK_MERGER ? "with cash of 0 or more" : "without cash beside its value",
        cash);
    BigDecimal costShare = terms.costShare();
    require(
        costShare == null || (kind == Kind.SPINOFF && isShare(costShare)),
        symbol,
        exDate,
        kind,
        kind == Kind.SPINOFF ? "with a cost share of 0 to 1" : "without a cost share",
        costShare);
    require(
        !unconfirmed || kind == Kind.SPLIT || kind == Kind.IMPLIED,
        symbol,
        exDate,
        kind,
        "that is confirmed",
        "unconfirmed");
  }

  /** A confirmed action that its value says in full. */
  public CorporateAction(Symbol symbol, LocalDate exDate, Kind kind, BigDecimal value) {
    this(symbol, exDate, kind, value, ActionTerms.NONE, false);
  }

  /**
   * What adjusted closes imply. Outside −1 % to +20 % of the close it is no dividend but rather a
   * split that was not reported, and unconfirmed.
   *
   * @param amount USD per share, any sign
   * @param close of the ex-date, USD as traded
   */
  public static CorporateAction implied(
      Symbol symbol, LocalDate exDate, BigDecimal amount, BigDecimal close) {
    boolean dividend =
        amount.compareTo(close.multiply(LEAST_DIVIDEND)) >= 0
            && amount.compareTo(close.multiply(MOST_DIVIDEND)) <= 0;
    return new CorporateAction(symbol, exDate, Kind.IMPLIED, amount, ActionTerms.NONE, !dividend);
  }

  private static void require(
      boolean holds,
      Symbol symbol,
      LocalDate exDate,
      Kind kind,
      String expected,
      @Nullable Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s on %s: a %s %s was expected, found %s"
              .formatted(symbol, exDate, kind, expected, found == null ? "none" : found));
    }
  }

  private static boolean isShare(BigDecimal value) {
    return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
  }

  /** The second symbol; empty where the kind has none. */
  public Optional<Symbol> otherSymbol() {
    return Optional.ofNullable(terms.otherSymbol());
  }

  /** The same on another day. */
  public CorporateAction on(LocalDate day) {
    return new CorporateAction(symbol, day, kind, value, terms, unconfirmed);
  }

  /** The same with another value. */
  public CorporateAction withValue(BigDecimal other) {
    return new CorporateAction(symbol, exDate, kind, other, terms, unconfirmed);
  }

  /** The same as it counts until somebody says what it is: unconfirmed where that is not known. */
  public CorporateAction asReported() {
    return new CorporateAction(symbol, exDate, kind, value, terms, unconfirmed || oddSplit());
  }

  /** The same as it counts when an operator says that it was so. */
  public CorporateAction confirmed() {
    return new CorporateAction(symbol, exDate, kind, value, terms, false);
  }

  /**
   * Whether it is a split whose ratio is none of whole numbers of which one is at most 20, as
   * 1281:1000 is: providers report spin-offs so, of which nobody has more shares.
   */
  public boolean oddSplit() {
    if (kind != Kind.SPLIT) {
      return false;
    }
    double ratio = value.doubleValue();
    return IntStream.rangeClosed(1, MOST_SHARES)
        .noneMatch(shares -> whole(ratio * shares) || whole(shares / ratio));
  }

  private static boolean whole(double shares) {
    double nearest = Math.rint(shares);
    return nearest >= 1 && Math.abs(shares - nearest) <= ROUNDING * nearest;
  }
}
