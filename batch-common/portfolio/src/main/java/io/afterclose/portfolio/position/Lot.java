package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The part of a position that identifies it in its portfolio.
 *
 * @param id key in the database
 * @param exitDate first day no longer held; null while held
 */
public record Lot(
    long id,
    Symbol symbol,
    InvestmentClass investmentClass,
    LocalDate entryDate,
    @Nullable LocalDate exitDate) {

  /** {@code FUND@2024-01-31#12}, which names this one and no other. */
  @Override
  public String toString() {
    return symbol + "@" + entryDate + "#" + id;
  }
}
