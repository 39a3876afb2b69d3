package io.afterclose.portfoliorefresh.gap;

import java.time.LocalDate;
import java.util.List;

/**
 * How well the market of a date is there.
 *
 * @param expected symbols of public positions held that day, over all portfolios, that had a close
 *     on some of the five sessions before; without known funds, whose value comes a day later
 * @param priced those of them with a close of that day
 * @param marketPriced whether SPY has one
 * @param settled whether it is five sessions ago: what is missing now is not expected any more
 * @param missing the expected symbols without a close, in their order, 20 at most
 */
public record DateCoverage(
    LocalDate date,
    long expected,
    long priced,
    boolean marketPriced,
    boolean settled,
    List<String> missing) {

  /** How many missing symbols are named. */
  static final int MAX_NAMED = 20;

  private static final int ENOUGH_PERCENT = 95;
  private static final int ALWAYS_ALLOWED = 1;

  public DateCoverage {
    missing = List.copyOf(missing);
  }

  /** SPY has a price, and 95 % of the symbols or all but one; once settled, SPY alone is enough. */
  public boolean usable() {
    return marketPriced
        && (settled
            || expected - priced <= ALWAYS_ALLOWED
            || priced * 100 >= expected * ENOUGH_PERCENT);
  }

  /** What is there and what is not, for a person. */
  public String describe() {
    String market = marketPriced ? "" : "SPY has no price; ";
    String symbols = "%d of %d expected symbols have a price".formatted(priced, expected);
    return date + ": " + market + symbols + named();
  }

  private String named() {
    long more = expected - priced - missing.size();
    return missing.isEmpty()
        ? ""
        : ", not " + String.join(" ", missing) + (more > 0 ? " and " + more + " more" : "");
  }
}
