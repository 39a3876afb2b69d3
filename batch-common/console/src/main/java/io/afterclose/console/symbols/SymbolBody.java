package io.afterclose.console.symbols;

import io.afterclose.market.metrics.ReturnPeriod;
import io.afterclose.market.metrics.StoredMetrics;
import io.afterclose.market.metrics.VolatilityWindow;
import io.afterclose.quant.factor.Factor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of answers about symbols, in their order. */
final class SymbolBody {

  private static final String REASON = "reason";

  private SymbolBody() {}

  /** What a list shows of a symbol. */
  static Map<String, @Nullable Object> summary(SymbolRow row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("symbol", row.symbol());
    members.put("name", row.name());
    members.put("sector", row.sector());
    members.put("close", row.close());
    members.put("close_date", row.closeDate() == null ? null : row.closeDate().toString());
    members.put("market_beta", row.factor(Factor.MARKET_BETA).beta());
    return members;
  }

  /** All twelve factors. */
  static List<Map<String, @Nullable Object>> factors(SymbolRow row) {
    List<Map<String, @Nullable Object>> factors = new ArrayList<>();
    for (SymbolRow.FactorCell cell : row.factors()) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("factor", cell.factor().name());
      members.put("beta", cell.beta());
      members.put(REASON, cell.reason());
      members.put("r_squared", cell.rSquared());
      members.put("observations", cell.observations());
      members.put("quality", cell.quality());
      factors.add(members);
    }
    return factors;
  }

  /** A symbol of those that were asked for; without factors, and with the reason, if unknown. */
  static Map<String, @Nullable Object> exposures(String symbol, SymbolReader.Answer answer) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("symbol", symbol);
    members.put("factors", answer.find(symbol).map(SymbolBody::factors).orElse(null));
    members.put(REASON, answer.find(symbol).isPresent() ? null : "UNKNOWN_SYMBOL");
    return members;
  }

  /** Returns, volatilities and quality of a date; what is missing is null, its reason beside. */
  static Map<String, @Nullable Object> metrics(StoredMetrics stored) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (ReturnPeriod period : ReturnPeriod.values()) {
      members.put(period.column(), stored.metrics().returns().get(period));
    }
    for (VolatilityWindow window : VolatilityWindow.values()) {
      members.put(window.column(), stored.metrics().volatilities().get(window));
    }
    members.put("data_quality_score", stored.metrics().quality().score());
    members.put("reasons", stored.metrics().reasons());
    return members;
  }

  /** A stored day. */
  static Map<String, @Nullable Object> bar(PriceBar bar) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("date", bar.date().toString());
    members.put("open", bar.open());
    members.put("high", bar.high());
    members.put("low", bar.low());
    members.put("close", bar.close());
    members.put("volume", bar.volume());
    members.put("provider", bar.source());
    members.put("status", bar.status());
    members.put("flags", bar.flags().isEmpty() ? List.of() : List.of(bar.flags().split(",", -1)));
    members.put("fetched_at", bar.fetchedAt() + "Z");
    members.put("execution", bar.execution());
    members.put("run", bar.run());
    return members;
  }
}
