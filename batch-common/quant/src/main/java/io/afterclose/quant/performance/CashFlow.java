package io.afterclose.quant.performance;

import java.time.LocalDate;

/**
 * An amount on a day, from the owner's side.
 *
 * @param amount USD, below 0 what the owner pays in, above 0 what comes back
 */
public record CashFlow(LocalDate date, double amount) {

  /** Checks that the amount is finite. */
  public CashFlow {
    if (!Double.isFinite(amount)) {
      throw new IllegalArgumentException(date + ": a finite amount was expected, found " + amount);
    }
  }
}
