package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfoliorefresh.valuation.PositionInputs;
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

  /** Which inputs its value reads, its symbol as text. */
  PositionInputs.Terms<String> terms() {
    return new PositionInputs.Terms<>(
        symbol,
        investmentClass,
        quantityAsOf,
        entry,
        exit,
        contract().map(OptionContract::expiry).orElse(null),
        contract().map(OptionContract::root).orElse(null));
  }

  /** The contract of an option that can be read; empty for every other class. */
  Optional<OptionContract> contract() {
    return investmentClass == InvestmentClass.OPTIONS
        ? OptionContract.parse(symbol)
        : Optional.empty();
  }
}
