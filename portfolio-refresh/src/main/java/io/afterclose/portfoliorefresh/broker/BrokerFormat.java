package io.afterclose.portfoliorefresh.broker;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who wrote a file, as far as it matters for reading it. */
public enum BrokerFormat {
  SCHWAB,
  FIDELITY,
  IBKR,
  VANGUARD,
  /** Anybody else, and files made for this program. */
  GENERIC;

  private static final Set<String> VANGUARD_SETTLEMENT = Set.of("VMFXX");

  /** Found by titles and lines that no other broker has. */
  static BrokerFormat of(Header<?> header, List<FileLine> around) {
    if (named(header, "ClientAccountID", "CurrencyPrimary", "DataDiscriminator", "Conid")) {
      return IBKR;
    }
    if (named(header, "Last Price Change", "Average Cost Basis", "Run Date")) {
      return FIDELITY;
    }
    if (named(header, "Investment Name")) {
      return VANGUARD;
    }
    return named(header, "Reinvest?", "Fees & Comm")
            || around.stream().anyMatch(BrokerFormat::schwab)
        ? SCHWAB
        : GENERIC;
  }

  private static boolean named(Header<?> header, String... titles) {
    return List.of(titles).stream().anyMatch(header::names);
  }

  private static boolean schwab(FileLine line) {
    String text = Blanks.single(line.cell(0)).toLowerCase(Locale.ROOT);
    return text.startsWith("positions for ") || text.startsWith("transactions for ");
  }

  /** Whether a quantity below 0 is a short position, as brokers write it. */
  boolean negativeIsShort() {
    return this != GENERIC;
  }

  /** Whether a line of positions says how much cash there is. */
  boolean isCash(Row<Column> row) {
    String symbol = Blanks.single(row.cell(Column.SYMBOL)).toLowerCase(Locale.ROOT);
    String description = row.cell(Column.DESCRIPTION).toLowerCase(Locale.ROOT);
    return switch (this) {
      case SCHWAB -> symbol.startsWith("cash & cash inv") || symbol.startsWith("cash and cash inv");
      case FIDELITY -> symbol.endsWith("**") || pending(symbol) || pending(description);
      case VANGUARD ->
          VANGUARD_SETTLEMENT.contains(symbol.toUpperCase(Locale.ROOT))
              || description.contains("settlement fund");
      case IBKR -> row.cell(Column.ASSET).equalsIgnoreCase("CASH");
      case GENERIC -> false;
    };
  }

  private static boolean pending(String text) {
    return text.startsWith("pending activity");
  }

  /** For messages. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
