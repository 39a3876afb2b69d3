package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.RiskFreeRateStore;
import io.afterclose.portfoliorefresh.analytics.BenchmarkFigures.RiskFree;
import io.afterclose.quant.performance.RiskFreeRate;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The risk-free rates as they were known on a day: those of later days are not read. */
final class RiskFreeRates {

  private final RiskFreeRateStore store;
  private final double standing;

  /**
   * @param standing the yield before the first recorded one, a fraction a year
   */
  RiskFreeRates(RiskFreeRateStore store, double standing) {
    this.store = store;
    this.standing = standing;
  }

  RiskFree on(LocalDate day) {
    NavigableMap<LocalDate, Double> known = store.all().headMap(day, true);
    InputHash hash = new InputHash().add(standing);
    known.forEach((date, rate) -> hash.add(date).add(rate.doubleValue()));
    return new RiskFree(
        RiskFreeRate.dated(standing, known), hash.whole(), described(known.lastEntry()));
  }

  private String described(Map.@Nullable Entry<LocalDate, Double> newest) {
    return newest == null
        ? String.format(Locale.ROOT, "risk-free %s %% a year", percent(standing))
        : String.format(
            Locale.ROOT,
            "risk-free rates as recorded, %s %% since %s",
            percent(newest.getValue()),
            newest.getKey());
  }

  private static String percent(double rate) {
    return String.format(Locale.ROOT, "%.2f", 100 * rate);
  }
}
