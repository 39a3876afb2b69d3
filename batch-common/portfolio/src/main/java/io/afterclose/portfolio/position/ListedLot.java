package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A lot as it stands in its row, unchecked, so that a wrong one can be seen and mended.
 *
 * @param entry how it was opened: {@code TRADE}, {@code IN_KIND}, each with {@code ASSUMED} where
 *     it follows from two statements
 * @param exit how it was closed, in the same words; null while held
 * @param valuedOn the session of the values; null before its first snapshot
 * @param lastPriceDate the session of the last price; null where there is none
 */
public record ListedLot(
    long id,
    String symbol,
    String investmentClass,
    String side,
    BigDecimal quantity,
    LocalDate quantityAsOf,
    BigDecimal multiplier,
    LocalDate entryDate,
    BigDecimal entryPrice,
    String entry,
    @Nullable String entryReference,
    @Nullable LocalDate exitDate,
    @Nullable BigDecimal exitPrice,
    @Nullable String exit,
    @Nullable String exitReference,
    @Nullable Long dividedFrom,
    @Nullable LocalDate valuedOn,
    @Nullable BigDecimal lastPrice,
    @Nullable LocalDate lastPriceDate,
    @Nullable BigDecimal marketValue,
    @Nullable BigDecimal unrealizedPnl) {

  /** {@code FUND@2024-01-31#12}, which names this one and no other. */
  public String key() {
    return symbol + "@" + entryDate + "#" + id;
  }
}
