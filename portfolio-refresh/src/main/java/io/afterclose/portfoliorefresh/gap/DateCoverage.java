package io.afterclose.portfoliorefresh.gap;

import java.time.LocalDate;

/**
 * How well a date is covered by prices.
 *
 * @param held symbols of public positions held that day, over all portfolios
 * @param priced those of them with a close of that day
 * @param marketPriced whether SPY has one
 */
public record DateCoverage(LocalDate date, long held, long priced, boolean marketPriced) {

  private static final int ENOUGH_PERCENT = 95;

  /** 95 % of the symbols and SPY have a price. */
  public boolean usable() {
    return marketPriced && priced * 100 >= held * ENOUGH_PERCENT;
  }
}
