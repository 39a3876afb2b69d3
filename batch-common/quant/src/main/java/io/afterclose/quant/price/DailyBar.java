package io.afterclose.quant.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One symbol's prices of one session as traded: USD per share, never rewritten by a later split. A
 * price lies in (0, 1e9); what the provider did not say is null, except the close.
 *
 * @param symbol what was traded
 * @param date the session
 * @param open first price, null if unknown
 * @param high highest price, null if unknown
 * @param low lowest price, null if unknown
 * @param close last price
 * @param volume shares traded, 0 or more, null if unknown
 */
public record DailyBar(
    Symbol symbol,
    LocalDate date,
    @Nullable BigDecimal open,
    @Nullable BigDecimal high,
    @Nullable BigDecimal low,
    BigDecimal close,
    @Nullable Long volume) {
  private static final BigDecimal LIMIT = new BigDecimal("1e9");

  /** Checks the ranges; a value from outside is to be judged before, this only refuses it. */
  public DailyBar {
    requirePrice("open", open, symbol, date);
    requirePrice("high", high, symbol, date);
    requirePrice("low", low, symbol, date);
    requirePrice("close", close, symbol, date);
    if (volume != null && volume < 0) {
      throw new IllegalArgumentException(
          symbol + " on " + date + ": a volume of 0 or more was expected, found " + volume);
    }
  }

  private static void requirePrice(
      String name, @Nullable BigDecimal price, Symbol symbol, LocalDate date) {
    if (price != null && (price.signum() <= 0 || price.compareTo(LIMIT) >= 0)) {
      throw new IllegalArgumentException(
          symbol + " on " + date + ": " + name + " in (0, 1e9) was expected, found " + price);
    }
  }
}
