package io.afterclose.portfoliorefresh.gap;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Of a position what says which prices and actions it uses. Not checked: a row that cannot be
 * valued may well have been changed.
 *
 * @param entry first day it is held
 * @param exit first day it is no longer held; null while held
 */
record LotRef(
    long positionId,
    long portfolioId,
    String symbol,
    InvestmentClass investmentClass,
    LocalDate quantityAsOf,
    LocalDate entry,
    @Nullable LocalDate exit) {

  boolean openOn(LocalDate day) {
    return !entry.isAfter(day) && !closedOn(day);
  }

  /** Whether it was stated to be closed on a day or before. */
  boolean closedOn(LocalDate day) {
    return exit != null && !exit.isAfter(day);
  }

  /** The contract of an option that can be read; empty for every other class. */
  Optional<OptionContract> contract() {
    return investmentClass == InvestmentClass.OPTIONS
        ? OptionContract.parse(symbol)
        : Optional.empty();
  }
}
