package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is corrected of a lot; null stays as it is.
 *
 * @param reopened its exit is taken back, before an exit that is given is written
 */
public record LotChange(
    @Nullable Symbol symbol,
    @Nullable InvestmentClass investmentClass,
    @Nullable Side side,
    @Nullable BigDecimal quantity,
    @Nullable LocalDate quantityAsOf,
    @Nullable LocalDate entryDate,
    @Nullable BigDecimal entryPrice,
    @Nullable BigDecimal multiplier,
    @Nullable LocalDate exitDate,
    @Nullable BigDecimal exitPrice,
    boolean reopened) {

  /** All stays as it is. */
  public static final LotChange NONE =
      new LotChange(null, null, null, null, null, null, null, null, null, null, false);
}
