package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one line of an open position is worth at the close of a day: the position itself, or what
 * was spun off of it. Amounts in USD, unrounded, signed (a short has a negative value and a
 * negative cost).
 *
 * @param position as recorded
 * @param symbol what the line is on the day
 * @param spunOff whether it is a child of the share that the position states
 * @param cost its part of the cost as recorded, whatever the status
 * @param quantity on the day, above 0
 * @param status how the value was found
 * @param priceSymbol whose close it is; null if UNPRICED or ESTIMATED
 * @param price USD per unit as the quantity counts them (a close from before a split or dividend is
 *     restated); null if UNPRICED or ESTIMATED
 * @param priceDate the session of the price, or the day of the estimate; null if UNPRICED
 * @param marketValue signed quantity × price × multiplier; null if UNPRICED
 * @param reason why it is UNPRICED; else null
 * @param carried what it was worth last, if it is UNPRICED; else null
 */
public record PositionValuation(
    Position position,
    Symbol symbol,
    boolean spunOff,
    BigDecimal cost,
    BigDecimal quantity,
    Status status,
    @Nullable Symbol priceSymbol,
    @Nullable BigDecimal price,
    @Nullable LocalDate priceDate,
    @Nullable BigDecimal marketValue,
    @Nullable UnpricedReason reason,
    @Nullable CarriedValue carried) {

  /** How a value was found. */
  public enum Status {
    /** By the close of the day, or the settlement of an expired option. */
    PRICED,
    /** By a close at most five sessions older. */
    STALE,
    /** PRIVATE: by its owner's valuation, else at cost. */
    ESTIMATED,
    /** Not at all: its value is unknown, which is not 0. */
    UNPRICED
  }

  static PositionValuation quoted(HeldLine line, LocalDate day, Quote quote, Status status) {
    return new PositionValuation(
        line.position(),
        line.symbolOn(day),
        line.spunOff(),
        line.costOn(day),
        line.quantityOn(day),
        status,
        quote.symbol(),
        line.priceOn(day, quote),
        quote.date(),
        line.valueAt(day, quote),
        null,
        null);
  }

  static PositionValuation estimated(Position position, LocalDate asOf, BigDecimal amount) {
    return new PositionValuation(
        position,
        position.symbol(),
        false,
        position.signedCost(),
        position.quantity(),
        Status.ESTIMATED,
        null,
        null,
        asOf,
        amount,
        null,
        null);
  }

  static PositionValuation unpriced(HeldLine line, LocalDate day, CarriedValue carried) {
    return new PositionValuation(
        line.position(),
        line.symbolOn(day),
        line.spunOff(),
        line.costOn(day),
        line.quantityOn(day),
        Status.UNPRICED,
        null,
        null,
        null,
        null,
        line.unpriced(day),
        carried);
  }

  /** The signed value; empty if unpriced. */
  public Optional<BigDecimal> value() {
    return Optional.ofNullable(marketValue);
  }

  /** Signed value − signed cost, so that a short gains when its price falls; empty if unpriced. */
  public Optional<BigDecimal> unrealizedPnl() {
    return value().map(value -> value.subtract(cost));
  }
}
