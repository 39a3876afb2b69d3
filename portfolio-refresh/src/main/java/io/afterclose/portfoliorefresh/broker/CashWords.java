package io.afterclose.portfoliorefresh.broker;

import java.util.Locale;
import java.util.Set;

/**
 * The words that stand for cash where a ticker is expected. Some are tickers as well (CASH is
 * listed): a stated class says that the security is meant.
 */
public final class CashWords {
  private static final Set<String> WORDS =
      Set.of(
          "CASH",
          "CASH BALANCE",
          "CASH & CASH INVESTMENTS",
          "CASH AND CASH INVESTMENTS",
          "USD",
          "US DOLLAR",
          "US DOLLARS",
          "USDOLLAR",
          "DOLLAR",
          "EUR",
          "GBP",
          "CHF",
          "JPY",
          "CAD",
          "MONEY",
          "MONEY MARKET",
          "MMF",
          "SWEEP",
          "BALANCE",
          "SETTLEMENT FUND");

  private CashWords() {}

  /** Whether a text is one of them, whatever its case and blanks. */
  public static boolean contain(String text) {
    return WORDS.contains(Blanks.single(text).toUpperCase(Locale.ROOT));
  }
}
