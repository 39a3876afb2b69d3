package io.afterclose.quant.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.IntStream;

/**
 * What a company did to its shares on an ex-date.
 *
 * @param symbol whose share
 * @param exDate first session on which the share trades without the right
 * @param kind what was done
 * @param value SPLIT: new shares per old, above 0; DIVIDEND: USD per share as paid, above 0;
 *     IMPLIED: USD per share, any sign
 */
public record CorporateAction(Symbol symbol, LocalDate exDate, Kind kind, BigDecimal value) {
  /** The kinds of action. */
  public enum Kind {
    /** New shares for old. */
    SPLIT,
    /** Cash paid. */
    DIVIDEND,
    /** The cash that would explain a provider's adjusted close: serves returns, is never cash. */
    IMPLIED
  }

  private static final int MOST_SHARES = 20;
  private static final double ROUNDING = 1e-4;

  /** Checks the sign of a split and a dividend. */
  public CorporateAction {
    if (kind != Kind.IMPLIED && value.signum() <= 0) {
      throw new IllegalArgumentException(
          symbol + " on " + exDate + ": a " + kind + " above 0 was expected, found " + value);
    }
  }

  /**
   * Whether it is a split whose ratio is none of whole numbers of which one is at most 20, as
   * 1281:1000 is: providers report spin-offs so, of which nobody has more shares.
   */
  public boolean oddSplit() {
    if (kind != Kind.SPLIT) {
      return false;
    }
    double ratio = value.doubleValue();
    return IntStream.rangeClosed(1, MOST_SHARES)
        .noneMatch(shares -> whole(ratio * shares) || whole(shares / ratio));
  }

  private static boolean whole(double shares) {
    double nearest = Math.rint(shares);
    return nearest >= 1 && Math.abs(shares - nearest) <= ROUNDING * nearest;
  }
}
