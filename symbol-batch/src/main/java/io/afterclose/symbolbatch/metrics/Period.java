package io.afterclose.symbolbatch.metrics;

import java.util.List;

/** The spans of returns and volatilities, each with the name of its column. */
public enum Period {
  DAY("return_1d"),
  MONTH_TO_DATE("return_mtd"),
  YEAR_TO_DATE("return_ytd"),
  ONE_MONTH("return_1m"),
  THREE_MONTHS("return_3m"),
  ONE_YEAR("return_1y"),
  SESSIONS_21("volatility_21d"),
  SESSIONS_63("volatility_63d");

  public static final List<Period> RETURNS =
      List.of(DAY, MONTH_TO_DATE, YEAR_TO_DATE, ONE_MONTH, THREE_MONTHS, ONE_YEAR);

  static final List<Period> VOLATILITIES = List.of(SESSIONS_21, SESSIONS_63);

  private final String column;

  Period(String column) {
    this.column = column;
  }

  public String column() {
    return column;
  }
}
