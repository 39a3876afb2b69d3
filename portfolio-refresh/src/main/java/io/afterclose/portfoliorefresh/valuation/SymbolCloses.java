package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.price.Sessions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The closes of one symbol: those of an axis by its indices, others by their days. */
final class SymbolCloses {

  private final Sessions axis;
  private final @Nullable BigDecimal[] onAxis;
  private final NavigableMap<LocalDate, BigDecimal> others;

  private SymbolCloses(
      Sessions axis, @Nullable BigDecimal[] onAxis, NavigableMap<LocalDate, BigDecimal> others) {
    this.axis = axis;
    this.onAxis = onAxis;
    this.others = others;
  }

  static SymbolCloses on(Sessions axis) {
    return new SymbolCloses(axis, new BigDecimal[axis.size()], new TreeMap<>());
  }

  SymbolCloses copy() {
    return new SymbolCloses(axis, onAxis.clone(), new TreeMap<>(others));
  }

  /** The last one said for a day stands. */
  void put(LocalDate day, BigDecimal close) {
    int index = axis.indexOf(day);
    if (index >= 0) {
      onAxis[index] = close;
    } else {
      others.put(day, close);
    }
  }

  @Nullable BigDecimal of(LocalDate day) {
    int index = axis.indexOf(day);
    return index >= 0 ? onAxis[index] : others.get(day);
  }

  /** The day of the latest one between two days, both included. */
  Optional<LocalDate> latest(LocalDate from, LocalDate upTo) {
    if (from.isAfter(upTo)) {
      return Optional.empty();
    }
    return Stream.concat(
            latestOnAxis(from, upTo).stream(),
            others.subMap(from, true, upTo, true).descendingKeySet().stream().limit(1))
        .max(LocalDate::compareTo);
  }

  private Optional<LocalDate> latestOnAxis(LocalDate from, LocalDate upTo) {
    int oldest = axis.ceilingIndex(from);
    for (int i = axis.floorIndex(upTo); i >= oldest; i--) {
      if (onAxis[i] != null) {
        return Optional.of(axis.at(i));
      }
    }
    return Optional.empty();
  }
}
