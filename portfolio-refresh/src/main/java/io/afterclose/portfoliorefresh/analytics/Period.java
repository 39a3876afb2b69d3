package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.quant.performance.PerformancePeriod;
import java.util.Arrays;
import java.util.List;

/** The periods of realised figures and the codes under which they are stored. */
enum Period {
  DAY("1D", PerformancePeriod.DAY),
  MONTH_TO_DATE("MTD", PerformancePeriod.MONTH_TO_DATE),
  QUARTER_TO_DATE("QTD", PerformancePeriod.QUARTER_TO_DATE),
  YEAR_TO_DATE("YTD", PerformancePeriod.YEAR_TO_DATE),
  ONE_MONTH("1M", PerformancePeriod.ONE_MONTH),
  THREE_MONTHS("3M", PerformancePeriod.THREE_MONTHS),
  TWELVE_MONTHS("12M", PerformancePeriod.TWELVE_MONTHS),
  THREE_YEARS("36M", PerformancePeriod.THREE_YEARS),
  FIVE_YEARS("60M", PerformancePeriod.FIVE_YEARS),
  INCEPTION("ITD", PerformancePeriod.INCEPTION);

  /** Those over which ratios to risk and to the benchmark are calculated. */
  static final List<Period> OF_RATIOS = List.of(TWELVE_MONTHS, THREE_YEARS, INCEPTION);

  private final String code;
  private final PerformancePeriod period;

  Period(String code, PerformancePeriod period) {
    this.code = code;
    this.period = period;
  }

  String code() {
    return code;
  }

  PerformancePeriod period() {
    return period;
  }

  static List<Period> all() {
    return Arrays.asList(values());
  }
}
