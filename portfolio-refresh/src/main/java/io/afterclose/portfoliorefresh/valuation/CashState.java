package io.afterclose.portfoliorefresh.valuation;

import java.math.BigDecimal;

/**
 * A portfolio's cash at the end of a day, USD, unrounded.
 *
 * @param cash balance; negative is owed
 * @param receivable what is still to come, less what is still to be paid: dividends and trades that
 *     the latest statement of cash did not hold yet
 * @param cumulativeExternalFlows all that the owner put in less what was taken out since the
 *     beginning; what is left of a change in net asset value is profit
 */
public record CashState(
    BigDecimal cash, BigDecimal receivable, BigDecimal cumulativeExternalFlows) {
  static final CashState NOTHING = new CashState(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** Cash and what is still to come: what the net asset value has besides the positions. */
  public BigDecimal total() {
    return cash.add(receivable);
  }

  /** Whether there is any, or any to come. */
  public boolean isThere() {
    return cash.signum() != 0 || receivable.signum() != 0;
  }

  /** Money earned, paid or lost inside the portfolio. */
  CashState earned(BigDecimal amount) {
    return new CashState(cash.add(amount), receivable, cumulativeExternalFlows);
  }

  /** Money that the owner brings in, or takes out if negative. */
  CashState broughtIn(BigDecimal amount) {
    return new CashState(cash.add(amount), receivable, cumulativeExternalFlows.add(amount));
  }

  /** Money that is still to come, or has come if negative. */
  CashState receivable(BigDecimal amount) {
    return new CashState(cash, receivable.add(amount), cumulativeExternalFlows);
  }
}
