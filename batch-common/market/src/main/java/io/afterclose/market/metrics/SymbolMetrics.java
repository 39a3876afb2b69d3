package io.afterclose.market.metrics;

import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One symbol's metrics of a date. What could not be computed is absent, and its reason is there.
 *
 * @param close USD as traded; null without a price on the date
 * @param returns as fractions, compounded from total returns
 * @param volatilities annualised
 * @param betas the capped exposures that were fitted
 * @param quality what the data were like
 * @param reasons why a column is empty
 */
public record SymbolMetrics(
    Symbol symbol,
    @Nullable BigDecimal close,
    Map<ReturnPeriod, Double> returns,
    Map<VolatilityWindow, Double> volatilities,
    Map<Factor, Double> betas,
    DataQuality quality,
    SortedMap<String, String> reasons) {

  /** The reasons as {@code column=REASON column=REASON}. */
  public String reasonsText() {
    return reasons.entrySet().stream()
        .map(reason -> reason.getKey() + "=" + reason.getValue())
        .collect(Collectors.joining(" "));
  }
}
