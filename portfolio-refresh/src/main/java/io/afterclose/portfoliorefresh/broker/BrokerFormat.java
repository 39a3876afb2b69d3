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

  /** Its money market funds and bank programme, of a constant price of 1 USD. */
  private static final Set<String> FIDELITY_CORE =
      Set.of("SPAXX", "FDRXX", "FZFXX", "FCASH", "CORE", "QPIQQ", "QIWSQ");

  /** Found by titles and lines that no other broker has. */
  public static BrokerFormat of(Header<?> header, List<FileLine> around) {
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

  /** Whether a symbol is that of the fund in which the broker keeps the cash of its customers. */
  public boolean isSettlementFund(String symbol) {
    String upper = Blanks.single(symbol).toUpperCase(Locale.ROOT);
    return switch (this) {
      case FIDELITY -> FIDELITY_CORE.contains(upper);
      case VANGUARD -> upper.equals("VMFXX");
      case SCHWAB, IBKR, GENERIC -> false;
    };
  }

  /** Whether a quantity below 0 is a short position, as brokers write it. */
  public boolean negativeIsShort() {
    return this != GENERIC;
  }

  /** For messages. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
