package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfoliorefresh.valuation.PositionInputs;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Of a position what says which prices and actions it uses. Not checked: a row that cannot be
 * valued may well have been changed.
 *
 * @param entry first day it is held
 * @param exit first day it is no longer held; null while held
 * @param handedOver children that lots of their own stand for, and from which day on
 */
record LotRef(
    long positionId,
    long portfolioId,
    String symbol,
    InvestmentClass investmentClass,
    LocalDate quantityAsOf,
    LocalDate entry,
    @Nullable LocalDate exit,
    Map<String, LocalDate> handedOver) {

  LotRef {
    handedOver = Map.copyOf(handedOver);
  }

  /** Which inputs its value reads, its symbol as text. */
  PositionInputs.Terms<String> terms(OptionRoots roots) {
    return new PositionInputs.Terms<>(
        symbol,
        investmentClass,
        quantityAsOf,
        entry,
        exit,
        contract()
            .map(
                option ->
                    new PositionInputs.OptionTerms<>(
                        option,
                        roots.underlying(option).map(Symbol::text).orElse(null),
                        roots.settlementShare(option).map(Symbol::text).orElse(null)))
            .orElse(null),
        handedOver);
  }

  /** Its own symbol and the share that an option is on. */
  Stream<String> statedSymbols(OptionRoots roots) {
    return Stream.concat(
        Stream.of(symbol), contract().flatMap(roots::underlying).map(Symbol::text).stream());
  }

  /** The contract of an option that can be read; empty for every other class. */
  private Optional<OptionContract> contract() {
    return investmentClass == InvestmentClass.OPTIONS
        ? OptionContract.parse(symbol)
        : Optional.empty();
  }
}
