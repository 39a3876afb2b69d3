package io.afterclose.quant.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;

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

  /** Checks the sign of a split and a dividend. */
  public CorporateAction {
    if (kind != Kind.IMPLIED && value.signum() <= 0) {
      throw new IllegalArgumentException(
          symbol + " on " + exDate + ": a " + kind + " above 0 was expected, found " + value);
    }
  }
}
