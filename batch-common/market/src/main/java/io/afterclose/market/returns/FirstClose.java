package io.afterclose.market.returns;

import io.afterclose.market.price.ClosePanel;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * What a spin-off is worth to the shares of the parent is the ratio × the first close of the child
 * on or after the ex-date, at most ten days later. Until that is known, the parent has no return on
 * the ex-date, since its fall would be none.
 */
final class FirstClose {

  /** A child that has not traded for so long is unlisted. */
  private static final int DAYS = 10;

  private FirstClose() {}

  /** The first close of a child, USD; empty while there is none. */
  static OptionalDouble of(ClosePanel panel, Symbol child, LocalDate exDate) {
    Sessions axis = panel.axis();
    double[] closes = panel.closes(child);
    int last = axis.floorIndex(exDate.plusDays(DAYS));
    for (int index = axis.ceilingIndex(exDate); index <= last; index++) {
      if (!Double.isNaN(closes[index])) {
        return OptionalDouble.of(closes[index]);
      }
    }
    return OptionalDouble.empty();
  }
}
