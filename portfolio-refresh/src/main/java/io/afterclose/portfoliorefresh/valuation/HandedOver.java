package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The children of spin-offs that lots of their own stand for, and from which day on, by the key of
 * the lot that they came from as it was first stated.
 */
record HandedOver(Map<Long, Map<Symbol, LocalDate>> byOrigin) {

  static final HandedOver NOTHING = new HandedOver(Map.of());

  /**
   * @param positions all of one portfolio
   */
  static HandedOver among(Collection<Position> positions) {
    Map<Long, Map<Symbol, LocalDate>> byOrigin = new HashMap<>();
    for (Position lot : positions) {
      Long from = lot.entry().spunOffFrom();
      if (from != null) {
        byOrigin
            .computeIfAbsent(from, none -> new TreeMap<>())
            .merge(
                lot.symbol(), lot.entryDate(), (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    return byOrigin.isEmpty() ? NOTHING : new HandedOver(byOrigin);
  }

  /** Those of a lot. */
  Map<Symbol, LocalDate> by(Position lot) {
    return byOrigin.getOrDefault(lot.origin(), Map.of());
  }
}
