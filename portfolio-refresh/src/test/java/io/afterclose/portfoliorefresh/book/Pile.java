package io.afterclose.portfoliorefresh.book;

import io.afterclose.portfoliorefresh.book.BookCase.Lot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A lot as it is carried forward, day by day: what it consists of, and its last known value. */
final class Pile {

  private static final MathContext EXACT = MathContext.DECIMAL128;

  final int number;
  final Lot lot;

  /** Units by symbol, without sign. */
  final Map<String, BigDecimal> units = new LinkedHashMap<>();

  /** Signed, USD; 0 before the entry and after the end. */
  BigDecimal value = BigDecimal.ZERO;

  boolean entered;
  boolean ended;

  Pile(int number, Lot lot) {
    this.number = number;
    this.lot = lot;
  }

  /** Whether it was held at the close before a day and the day has not ended it. */
  boolean carriedInto(LocalDate day) {
    return entered && !ended && lot.entry().isBefore(day);
  }

  boolean shares() {
    return lot.option() == null && !lot.isPrivate();
  }

  BigDecimal unitsOf(String symbol) {
    return units.getOrDefault(symbol, BigDecimal.ZERO);
  }

  void multiply(String symbol, BigDecimal ratio) {
    units.computeIfPresent(symbol, (same, held) -> held.multiply(ratio, EXACT));
  }

  BigDecimal signed(BigDecimal amount) {
    return amount.multiply(lot.sign()).multiply(lot.multiplier());
  }

  void end() {
    ended = true;
    units.clear();
    value = BigDecimal.ZERO;
  }
}
