package io.afterclose.symbolbatch.metrics;

import io.afterclose.market.metrics.DataQuality;
import io.afterclose.market.metrics.MetricsStore;
import io.afterclose.market.metrics.ReturnPeriod;
import io.afterclose.market.metrics.SymbolMetrics;
import io.afterclose.market.metrics.VolatilityWindow;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorModels;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.risk.Volatility;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Returns over calendar periods, volatilities and data quality of one symbol at the axis' end. */
final class MetricsCalculator {

  private static final int MAX_REFERENCE_AGE = 5;

  private final ReturnSeries returns;
  private final Sessions sessions;
  private final int last;
  private final SortedMap<String, String> reasons = new TreeMap<>();

  /**
   * @param returns on an axis whose last session is the date of the metrics
   */
  MetricsCalculator(ReturnSeries returns) {
    this.returns = returns;
    this.sessions = returns.sessions();
    this.last = sessions.size() - 1;
  }

  /**
   * The metrics.
   *
   * @param close of the date, null when there is none
   * @param betas the fitted exposures
   * @param missingBetas the factors that were not fitted, with the reason
   * @param flagged whether a price of the last 21 sessions carries a flag
   */
  SymbolMetrics calculate(
      @Nullable BigDecimal close,
      Map<Factor, Double> betas,
      Map<Factor, String> missingBetas,
      boolean flagged) {
    Map<ReturnPeriod, Double> periodReturns = new EnumMap<>(ReturnPeriod.class);
    for (ReturnPeriod period : ReturnPeriod.values()) {
      put(periodReturns, period, close);
    }
    Map<VolatilityWindow, Double> volatilities = new EnumMap<>(VolatilityWindow.class);
    for (VolatilityWindow window : VolatilityWindow.values()) {
      putVolatility(volatilities, window);
    }
    missingBetas.forEach((factor, reason) -> reasons.put(MetricsStore.column(factor), reason));
    if (close == null) {
      reasons.put("close", "NO_PRICE");
    }
    DataQuality quality =
        new DataQuality(
            close != null,
            full(FactorModels.MARKET_BETA.window()),
            full(FactorModels.SPREAD_FACTORS.window()),
            !flagged,
            betas.size() == Factor.values().length);
    return new SymbolMetrics(
        returns.symbol(), close, periodReturns, volatilities, betas, quality, reasons);
  }

  private void put(
      Map<ReturnPeriod, Double> values, ReturnPeriod period, @Nullable BigDecimal close) {
    OptionalInt reference = reference(period);
    if (close == null) {
      reasons.put(period.column(), "NO_PRICE");
    } else if (reference.isEmpty()) {
      reasons.put(period.column(), "NO_REFERENCE");
    } else {
      OptionalDouble value = returns.compounded(reference.getAsInt(), last);
      value.ifPresentOrElse(
          found -> values.put(period, found), () -> reasons.put(period.column(), "HOLE"));
    }
  }

  /** The session whose close a period starts from. */
  private OptionalInt reference(ReturnPeriod period) {
    LocalDate date = sessions.last();
    return switch (period) {
      case DAY -> last > 0 ? OptionalInt.of(last - 1) : OptionalInt.empty();
      case MONTH_TO_DATE -> lastOnOrBefore(date.withDayOfMonth(1).minusDays(1));
      case YEAR_TO_DATE -> lastOnOrBefore(date.withDayOfYear(1).minusDays(1));
      case ONE_MONTH -> closeNear(date.minusMonths(1));
      case THREE_MONTHS -> closeNear(date.minusMonths(3));
      case ONE_YEAR -> closeNear(date.minusYears(1));
    };
  }

  private OptionalInt lastOnOrBefore(LocalDate day) {
    for (int index = last; index >= 0; index--) {
      if (!sessions.at(index).isAfter(day)) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  private OptionalInt closeNear(LocalDate day) {
    OptionalInt newest = lastOnOrBefore(day);
    if (newest.isEmpty()) {
      return newest;
    }
    int oldest = Math.max(0, newest.getAsInt() - MAX_REFERENCE_AGE);
    for (int index = newest.getAsInt(); index >= oldest; index--) {
      if (returns.has(index) || returns.has(index + 1)) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  private void putVolatility(Map<VolatilityWindow, Double> values, VolatilityWindow window) {
    int length = window.sessions();
    if (!full(length)) {
      reasons.put(window.column(), "HOLE");
      return;
    }
    double[] daily = new double[length];
    for (int offset = 0; offset < length; offset++) {
      daily[offset] = returns.at(last - length + 1 + offset);
    }
    values.put(window, Volatility.annual(daily).get());
  }

  private boolean full(int length) {
    return last >= length && returns.count(last - length + 1, last + 1) == length;
  }
}
