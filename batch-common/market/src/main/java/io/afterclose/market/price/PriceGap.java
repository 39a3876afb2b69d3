package io.afterclose.market.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a symbol lacks.
 *
 * @param firstMissing the oldest session of the lookback without a final price
 * @param previousDate the newest stored session before it; null when there is none
 * @param previousClose the close of that session, USD
 * @param storedRead whether the next two are read; they are not where they may be many
 * @param storedCloses the unflagged closes that are stored from the first missing session on, USD
 * @param finalDates the sessions after the first missing one whose price is final, flagged or not
 */
public record PriceGap(
    Symbol symbol,
    LocalDate firstMissing,
    @Nullable LocalDate previousDate,
    @Nullable BigDecimal previousClose,
    boolean storedRead,
    Map<LocalDate, BigDecimal> storedCloses,
    Set<LocalDate> finalDates) {

  public PriceGap {
    storedCloses = Map.copyOf(storedCloses);
    finalDates = Set.copyOf(finalDates);
  }

  /** A gap and what is stored after it. */
  public PriceGap(
      Symbol symbol,
      LocalDate firstMissing,
      @Nullable LocalDate previousDate,
      @Nullable BigDecimal previousClose,
      Map<LocalDate, BigDecimal> storedCloses,
      Set<LocalDate> finalDates) {
    this(symbol, firstMissing, previousDate, previousClose, true, storedCloses, finalDates);
  }

  /** A gap after which nothing is stored. */
  public PriceGap(
      Symbol symbol,
      LocalDate firstMissing,
      @Nullable LocalDate previousDate,
      @Nullable BigDecimal previousClose) {
    this(symbol, firstMissing, previousDate, previousClose, true, Map.of(), Set.of());
  }

  /** A gap of which it is not read what is stored after it. */
  static PriceGap unread(Symbol symbol, LocalDate firstMissing) {
    return new PriceGap(symbol, firstMissing, null, null, false, Map.of(), Set.of());
  }

  /** Whether a price is known to be stored, before the first missing session or after it. */
  public boolean anyStored() {
    return previousDate != null || !storedRead || !storedCloses.isEmpty() || !finalDates.isEmpty();
  }

  /** The same for a symbol whose share starts on a day: an earlier close is another share's. */
  public PriceGap startingOn(LocalDate start) {
    return previousDate == null || !previousDate.isBefore(start)
        ? this
        : new PriceGap(symbol, firstMissing, null, null, storedRead, storedCloses, finalDates);
  }

  PriceGap after(LocalDate date, BigDecimal close) {
    return new PriceGap(symbol, firstMissing, date, close, storedRead, storedCloses, finalDates);
  }

  PriceGap with(Map<LocalDate, BigDecimal> stored, Set<LocalDate> finished) {
    return new PriceGap(symbol, firstMissing, previousDate, previousClose, true, stored, finished);
  }
}
