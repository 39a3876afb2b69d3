package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfoliorefresh.broker.Blanks;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.Row;
import java.util.Locale;

/** How brokers write cash among the positions. */
final class CashLine {
  private CashLine() {}

  /** Whether a line says how much cash there is. */
  static boolean is(BrokerFormat format, Row<Column> row) {
    String symbol = Blanks.single(row.cell(Column.SYMBOL)).toLowerCase(Locale.ROOT);
    String description = row.cell(Column.DESCRIPTION).toLowerCase(Locale.ROOT);
    return switch (format) {
      case SCHWAB -> symbol.startsWith("cash & cash inv") || symbol.startsWith("cash and cash inv");
      case FIDELITY -> symbol.endsWith("**") || pending(symbol) || pending(description);
      case VANGUARD -> format.isSettlementFund(symbol) || description.contains("settlement fund");
      case IBKR -> row.cell(Column.ASSET).equalsIgnoreCase("CASH");
      case GENERIC -> false;
    };
  }

  private static boolean pending(String text) {
    return text.startsWith("pending activity");
  }
}
