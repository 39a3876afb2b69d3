package io.afterclose.portfoliorefresh.valuation;

import java.math.BigDecimal;

/**
 * A portfolio's cash at the end of a day, USD, unrounded.
 *
 * @param cash balance; negative is owed
 * @param cumulativeExternalFlows all that the owner put in less what was taken out since the
 *     beginning; what is left of a change in net asset value is profit
 */
public record CashState(BigDecimal cash, BigDecimal cumulativeExternalFlows) {
  static final CashState NOTHING = new CashState(BigDecimal.ZERO, BigDecimal.ZERO);

  /** Money earned, paid or lost inside the portfolio. */
  CashState earned(BigDecimal amount) {
    return new CashState(cash.add(amount), cumulativeExternalFlows);
  }

  /** Money that the owner brings in, or takes out if negative. */
  CashState broughtIn(BigDecimal amount) {
    return new CashState(cash.add(amount), cumulativeExternalFlows.add(amount));
  }
}
