package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A position before it has a key; units and signs are those of {@link Position}. */
public record NewPosition(
    Symbol symbol,
    InvestmentClass investmentClass,
    Side side,
    BigDecimal quantity,
    LocalDate quantityAsOf,
    BigDecimal multiplier,
    Entry entry,
    @Nullable Exit exit) {

  /** A lot of known trades: an exit date and an exit price, or neither. */
  public NewPosition(
      Symbol symbol,
      InvestmentClass investmentClass,
      Side side,
      BigDecimal quantity,
      LocalDate quantityAsOf,
      LocalDate entryDate,
      BigDecimal entryPrice,
      BigDecimal multiplier,
      @Nullable LocalDate exitDate,
      @Nullable BigDecimal exitPrice) {
    this(
        symbol,
        investmentClass,
        side,
        quantity,
        quantityAsOf,
        multiplier,
        Entry.traded(entryDate, entryPrice),
        Exit.tradedIfAny("A new position in " + symbol, exitDate, exitPrice));
  }

  /**
   * The same, if the rules of a position hold before it has a key.
   *
   * @throws IllegalArgumentException if they do not; the message says what was expected
   */
  public NewPosition checked() {
    var unused =
        new Position(
            0, 0, symbol, investmentClass, side, quantity, quantityAsOf, multiplier, entry, exit);
    return this;
  }

  /** First day it is held. */
  public LocalDate entryDate() {
    return entry.date();
  }

  /** USD per unit, 0 or more, per share as the quantity counts them. */
  public BigDecimal entryPrice() {
    return entry.price();
  }

  /** First day it is no longer held; null while held. */
  public @Nullable LocalDate exitDate() {
    return exit == null ? null : exit.date();
  }

  /** USD per unit as traded on the exit date; null while held. */
  public @Nullable BigDecimal exitPrice() {
    return exit == null ? null : exit.price();
  }
}
