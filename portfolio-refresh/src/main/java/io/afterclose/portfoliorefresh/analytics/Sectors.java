package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of sectors: those of the Global Industry Classification Standard, into which providers'
 * own names are translated. A fund is a fund and not its largest sector.
 */
final class Sectors {

  private static final String FUND = "Fund";
  private static final String UNKNOWN = "Unknown";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("technology", "Information Technology"),
          Map.entry("information technology", "Information Technology"),
          Map.entry("healthcare", "Health Care"),
          Map.entry("health care", "Health Care"),
          Map.entry("financial services", "Financials"),
          Map.entry("financial", "Financials"),
          Map.entry("financials", "Financials"),
          Map.entry("consumer cyclical", "Consumer Discretionary"),
          Map.entry("consumer discretionary", "Consumer Discretionary"),
          Map.entry("consumer defensive", "Consumer Staples"),
          Map.entry("consumer staples", "Consumer Staples"),
          Map.entry("basic materials", "Materials"),
          Map.entry("materials", "Materials"),
          Map.entry("industrials", "Industrials"),
          Map.entry("energy", "Energy"),
          Map.entry("utilities", "Utilities"),
          Map.entry("real estate", "Real Estate"),
          Map.entry("communication services", "Communication Services"),
          Map.entry("etf", FUND),
          Map.entry("etfs", FUND),
          Map.entry("fund", FUND),
          Map.entry("funds", FUND),
          Map.entry("mutual fund", FUND),
          Map.entry("exchange traded fund", FUND));

  private Sectors() {}

  /**
   * The sector of a symbol; one that has another name than those that are known keeps it.
   *
   * @param stated by a provider or the operator; null for none
   */
  static String of(Symbol symbol, @Nullable String stated) {
    if (FactorEtfs.ALL.contains(symbol)) {
      return FUND;
    }
    if (stated == null || stated.isBlank()) {
      return UNKNOWN;
    }
    String name = stated.strip();
    String known = NAMES.get(name.toLowerCase(Locale.ROOT));
    return known != null ? known : name.substring(0, Math.min(name.length(), 64));
  }
}
