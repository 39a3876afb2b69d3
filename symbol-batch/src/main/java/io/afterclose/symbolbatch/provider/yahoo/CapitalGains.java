package io.afterclose.symbolbatch.provider.yahoo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Whether a day's dividend already holds the capital gain of that day. Yahoo lists the two apart,
 * but since 2025 the dividends of many funds are the sum of both (yfinance issue 2666: VWILX paid
 * 1.437 and a gain of 6.42 on 2025-12-17, listed as 7.857 and 6.42). A distribution lowers the
 * price by its amount, so the reading with the smaller total return is taken.
 */
final class CapitalGains {

  private final NavigableMap<LocalDate, BigDecimal> closes;

  /**
   * @param closes by day, on the basis of the payments
   */
  CapitalGains(NavigableMap<LocalDate, BigDecimal> closes) {
    this.closes = closes;
  }

  /**
   * A dividend below the gain cannot hold it. Without the closes of the ex-date and of a day before
   * it, one that can is taken to hold it, which is what Yahoo does now.
   *
   * @param dividend the day's sum as listed, 0 for none
   * @param gain above 0
   */
  boolean contained(LocalDate exDate, BigDecimal dividend, BigDecimal gain) {
    if (dividend.compareTo(gain) < 0) {
      return false;
    }
    BigDecimal close = closes.get(exDate);
    Map.Entry<LocalDate, BigDecimal> before = closes.lowerEntry(exDate);
    if (close == null || before == null) {
      return true;
    }
    BigDecimal held = close.add(dividend).subtract(before.getValue());
    return held.abs().compareTo(held.add(gain).abs()) <= 0;
  }
}
