package io.afterclose.quant.price;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an action says beside its value. What its kind does not have is null.
 *
 * @param otherSymbol RENAME and STOCK_MERGER: the symbol that the share is from then on; SPINOFF:
 *     the child
 * @param cash STOCK_MERGER: USD per old share, 0 or more
 * @param costShare SPINOFF: the part of the cost that goes to the child, 0 to 1; null where the
 *     first closes decide it
 */
public record ActionTerms(
    @Nullable Symbol otherSymbol, @Nullable BigDecimal cash, @Nullable BigDecimal costShare) {

  /** Nothing beside the value. */
  public static final ActionTerms NONE = new ActionTerms(null, null, null);

  /** The terms of a RENAME. */
  public static ActionTerms renamedTo(Symbol otherSymbol) {
    return new ActionTerms(otherSymbol, null, null);
  }

  /** The terms of a STOCK_MERGER. */
  public static ActionTerms mergedInto(Symbol otherSymbol, BigDecimal cash) {
    return new ActionTerms(otherSymbol, cash, null);
  }

  /** The terms of a SPINOFF. */
  public static ActionTerms child(Symbol otherSymbol, @Nullable BigDecimal costShare) {
    return new ActionTerms(otherSymbol, null, costShare);
  }
}
