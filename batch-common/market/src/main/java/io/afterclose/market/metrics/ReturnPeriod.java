package io.afterclose.market.metrics;

/** The calendar periods over which returns are compounded, each with the name of its column. */
public enum ReturnPeriod {
  DAY("return_1d"),
  MONTH_TO_DATE("return_mtd"),
  YEAR_TO_DATE("return_ytd"),
  ONE_MONTH("return_1m"),
  THREE_MONTHS("return_3m"),
  ONE_YEAR("return_1y");

  private final String column;

  ReturnPeriod(String column) {
    this.column = column;
  }

  public String column() {
    return column;
  }
}
