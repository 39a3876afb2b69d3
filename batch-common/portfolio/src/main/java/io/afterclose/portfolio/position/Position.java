package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lot as recorded by its owner; a deleted position counts as never held.
 *
 * @param id key in the database
 * @param portfolioId whose it is
 * @param symbol what is held; for OPTIONS a compact OCC symbol
 * @param investmentClass decides how it is valued
 * @param side long or short
 * @param quantity shares or contracts above 0, counted as of {@code quantityAsOf}
 * @param quantityAsOf the day after whose splits the quantity is counted
 * @param multiplier units of the price per unit of quantity, above 0 (100 for standard options)
 * @param entry since when it is held; quantity × entry price × multiplier is what was paid
 * @param exit until when, on or after the entry; null while held
 * @param origin key of the lot as it was first stated: its own, or of the lot that was divided
 */
public record Position(
    long id,
    long portfolioId,
    Symbol symbol,
    InvestmentClass investmentClass,
    Side side,
    BigDecimal quantity,
    LocalDate quantityAsOf,
    BigDecimal multiplier,
    Entry entry,
    @Nullable Exit exit,
    long origin) {
  /** How many sessions older than the day a close may be and still stand in for it. */
  public static final int STALE_SESSIONS = 5;

  /** Checks signs, dates and that OPTIONS carry an option's symbol. */
  public Position {
    require(quantity.signum() > 0, id, symbol, "a quantity above 0", quantity);
    BigDecimal entryPrice = entry.price();
    require(entryPrice.signum() >= 0, id, symbol, "an entry price of 0 or more", entryPrice);
    require(multiplier.signum() > 0, id, symbol, "a multiplier above 0", multiplier);
    if (exit != null) {
      require(exit.price().signum() >= 0, id, symbol, "an exit price of 0 or more", exit.price());
      require(
          !exit.date().isBefore(entry.date()),
          id,
          symbol,
          "an exit on or after the entry " + entry.date(),
          exit.date());
    }
    if (investmentClass == InvestmentClass.OPTIONS) {
      Optional<OptionContract> contract = OptionContract.parse(symbol.text());
      require(contract.isPresent(), id, symbol, "an OCC symbol for OPTIONS", symbol);
      require(
          contract.stream().noneMatch(c -> c.expiredOn(entry.date())),
          id,
          symbol,
          "an entry on or before the expiry",
          entry.date());
    }
  }

  /** A lot that was not divided. */
  public Position(
      long id,
      long portfolioId,
      Symbol symbol,
      InvestmentClass investmentClass,
      Side side,
      BigDecimal quantity,
      LocalDate quantityAsOf,
      BigDecimal multiplier,
      Entry entry,
      @Nullable Exit exit) {
    this(
        id,
        portfolioId,
        symbol,
        investmentClass,
        side,
        quantity,
        quantityAsOf,
        multiplier,
        entry,
        exit,
        id);
  }

  /** A lot of known trades: an exit date and an exit price, or neither. */
  public Position(
      long id,
      long portfolioId,
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
        id,
        portfolioId,
        symbol,
        investmentClass,
        side,
        quantity,
        quantityAsOf,
        multiplier,
        Entry.traded(entryDate, entryPrice),
        Exit.tradedIfAny("Position " + id + " in " + symbol, exitDate, exitPrice));
  }

  private static void require(
      boolean holds, long id, Symbol symbol, String expected, @Nullable Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Position " + id + " in " + symbol + ": expected " + expected + ", found " + found);
    }
  }

  /** The same without its exit. */
  public Position reopened() {
    return new Position(
        id,
        portfolioId,
        symbol,
        investmentClass,
        side,
        quantity,
        quantityAsOf,
        multiplier,
        entry,
        null,
        origin);
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

  /** Whether it is held at the end of a day by its recorded dates, whatever an option's expiry. */
  public boolean openOn(LocalDate date) {
    return !entry.date().isAfter(date) && (exit == null || exit.date().isAfter(date));
  }

  /**
   * The multiplier, negative for a short: × quantity × price is what enters the net asset value.
   */
  public BigDecimal signedMultiplier() {
    return side.signed(multiplier);
  }

  /** What was paid, USD: quantity × entry price × multiplier as recorded, negative for a short. */
  public BigDecimal signedCost() {
    return quantity.multiply(entry.price()).multiply(signedMultiplier());
  }

  /** The contract of an option; empty for every other class. */
  public Optional<OptionContract> contract() {
    return investmentClass == InvestmentClass.OPTIONS
        ? OptionContract.parse(symbol.text())
        : Optional.empty();
  }
}
