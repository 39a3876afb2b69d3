package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The codes that IBKR puts beside a trade, separated by semicolons.
 *
 * @param codes O opens, C closes, A is assigned, Ex exercised, Ep expired; others say nothing here
 */
record IbkrCodes(Set<String> codes) {

  static IbkrCodes of(Row<ActivityColumn> row) {
    Set<String> codes = new LinkedHashSet<>();
    for (ActivityColumn column : List.of(ActivityColumn.CODE, ActivityColumn.OPEN_CLOSE)) {
      for (String code : row.cell(column).split("[;, ]+", -1)) {
        codes.add(code);
      }
    }
    return new IbkrCodes(codes);
  }

  /**
   * What a purchase or a sale is more exactly.
   *
   * @param withoutCash whether no price was paid, as where an option ends
   */
  ActivityKind refine(ActivityKind kind, boolean withoutCash) {
    boolean open = kind == ActivityKind.BUY_OR_COVER || kind == ActivityKind.SELL_OR_SHORT;
    if (!open) {
      return kind;
    }
    if (withoutCash && codes.contains("Ep")) {
      return ActivityKind.EXPIRATION;
    }
    if (withoutCash && codes.contains("A")) {
      return ActivityKind.ASSIGNMENT;
    }
    if (withoutCash && codes.contains("Ex")) {
      return ActivityKind.EXERCISE;
    }
    if (codes.contains("O") == codes.contains("C")) {
      return kind;
    }
    return opening(kind.buys(), codes.contains("O"));
  }

  private static ActivityKind opening(boolean buys, boolean opens) {
    if (buys) {
      return opens ? ActivityKind.BUY : ActivityKind.BUY_TO_COVER;
    }
    return opens ? ActivityKind.SELL_SHORT : ActivityKind.SELL;
  }
}
