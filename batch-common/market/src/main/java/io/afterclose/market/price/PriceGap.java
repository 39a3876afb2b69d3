package io.afterclose.market.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a symbol lacks.
 *
 * @param firstMissing the oldest session of the lookback without a final price
 * @param previousDate the newest stored session before it; null when there is none
 * @param previousClose the close of that session, USD
 * @param storedCloses the unflagged closes that are stored from the first missing session on, USD
 */
public record PriceGap(
    Symbol symbol,
    LocalDate firstMissing,
    @Nullable LocalDate previousDate,
    @Nullable BigDecimal previousClose,
    Map<LocalDate, BigDecimal> storedCloses) {

  public PriceGap {
    storedCloses = Map.copyOf(storedCloses);
  }

  /** A gap after which nothing is stored. */
  public PriceGap(
      Symbol symbol,
      LocalDate firstMissing,
      @Nullable LocalDate previousDate,
      @Nullable BigDecimal previousClose) {
    this(symbol, firstMissing, previousDate, previousClose, Map.of());
  }

  PriceGap with(Map<LocalDate, BigDecimal> stored) {
    return new PriceGap(symbol, firstMissing, previousDate, previousClose, stored);
  }
}
