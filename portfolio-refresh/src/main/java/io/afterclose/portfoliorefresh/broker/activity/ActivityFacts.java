package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.portfoliorefresh.broker.Separator;

/**
 * What holds for all lines of a file.
 *
 * @param eitherWay whether decimal commas and the day first are possible
 */
record ActivityFacts(BrokerFormat format, ReadingOptions options, boolean eitherWay) {

  static ActivityFacts of(BrokerFormat format, ReadingOptions options, Separator separator) {
    return new ActivityFacts(format, options, separator == Separator.SEMICOLON);
  }

  /** Whether its costs and withheld taxes are below 0, as they hit cash; else they are amounts. */
  boolean costsAreNegative() {
    return format != BrokerFormat.GENERIC;
  }
}
