package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;

/**
 * Dividends of a session that are known by adjusted closes only. An implied amount is never cash,
 * so the value lacks what was paid; how many lots it was paid on is told with the snapshot.
 */
final class UnbookedDividends {
  private UnbookedDividends() {}

  /** How many lots were held at the close before a session that an implied amount was paid on. */
  static int count(Holdings holdings, LocalDate session) {
    int count = 0;
    for (Holding holding : holdings.all()) {
      if (isPaid(holding.inputs(), session)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isPaid(PositionInputs<Symbol> inputs, LocalDate session) {
    for (SharePart<Symbol> part : inputs.parts()) {
      for (ActionFact<Symbol> action : part.facts()) {
        if (inputs.isUnbooked(action, session)) {
          return true;
        }
      }
    }
    return false;
  }
}
