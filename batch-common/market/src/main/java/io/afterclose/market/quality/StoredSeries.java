package io.afterclose.market.quality;

import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stored closes of one symbol, as they are judged.
 *
 * @param closes USD as traded, by session
 * @param decided the sessions whose close an operator set
 * @param suspect the sessions that carry {@link PriceFlag#SUSPECT_JUMP}
 */
public record StoredSeries(
    Symbol symbol,
    NavigableMap<LocalDate, BigDecimal> closes,
    Set<LocalDate> decided,
    NavigableSet<LocalDate> suspect) {

  public StoredSeries {
    closes = Collections.unmodifiableNavigableMap(new TreeMap<>(closes));
    decided = Set.copyOf(decided);
    suspect = Collections.unmodifiableNavigableSet(new TreeSet<>(suspect));
  }

  /** What belongs to one share of those that had the symbol. */
  StoredSeries on(SymbolLineage.Segment segment) {
    return new StoredSeries(
        symbol,
        closes.subMap(segment.from(), true, segment.to(), true),
        decided,
        suspect.subSet(segment.from(), true, segment.to(), true));
  }
}
