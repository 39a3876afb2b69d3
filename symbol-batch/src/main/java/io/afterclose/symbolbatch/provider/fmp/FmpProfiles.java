package io.afterclose.symbolbatch.provider.fmp;

import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.FetchCost;
import io.afterclose.symbolbatch.provider.ProfileProvider;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * FMP's profiles. Paid plans answer a list of symbols; its manual shows one symbol only, and free
 * plans answer a list by nothing or refuse it. After such an answer the symbols are requested one
 * by one. Its bulk endpoint is left alone: it answers all symbols there are, as CSV, and only to
 * the dearest plans.
 */
public final class FmpProfiles implements ProfileProvider {

  /** As programs on paid plans send it; longer lists are not known to be answered. */
  private static final int LIST = 50;

  private static final String PATH = "/stable/profile";

  private final FmpRows rows;
  private volatile int batchSize = LIST;

  public FmpProfiles(FmpRows rows) {
    this.rows = rows;
  }

  @Override
  public String name() {
    return rows.caller().name();
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public FetchCost requestCost() {
    return rows.caller().cost(1);
  }

  @Override
  public Answer profiles(List<Symbol> symbols) throws ProviderFailure {
    try {
      return answer(symbols, rows.of(PATH, forms(symbols)));
    } catch (ProviderFailure failure) {
      if (symbols.size() == 1 || failure.kind() != Kind.REFUSED) {
        throw failure;
      }
      return noList(Map.of(), symbols);
    }
  }

  private static String forms(List<Symbol> symbols) {
    return symbols.stream().map(FmpRows::form).collect(Collectors.joining(","));
  }

  private Answer answer(List<Symbol> symbols, Collection<JsonNode> answered) {
    Map<String, Symbol> wanted = new HashMap<>();
    symbols.forEach(symbol -> wanted.put(FmpRows.form(symbol), symbol));
    Map<Symbol, SymbolProfile> known = new HashMap<>();
    for (JsonNode row : answered) {
      Symbol symbol = wanted.get(JsonFields.text(row.path("symbol")));
      if (symbol != null) {
        known.putIfAbsent(symbol, profile(row));
      }
    }
    return symbols.size() > 1 && 2 * known.size() < symbols.size()
        ? noList(known, symbols)
        : new Answer(known, Set.of());
  }

  /** A list of priced symbols that is answered by less than half was not read as one. */
  private Answer noList(Map<Symbol, SymbolProfile> known, List<Symbol> symbols) {
    batchSize = 1;
    Set<Symbol> unanswered = new HashSet<>(symbols);
    unanswered.removeAll(known.keySet());
    return new Answer(known, unanswered);
  }

  private static SymbolProfile profile(JsonNode row) {
    return new SymbolProfile(
        text(row.path("companyName"), SymbolProfile.MAX_NAME),
        text(row.path("sector"), SymbolProfile.MAX_SECTOR),
        text(row.path("industry"), SymbolProfile.MAX_SECTOR));
  }

  private static @Nullable String text(JsonNode field, int max) {
    String text = field.isString() ? field.asString("").replaceAll("\\p{Cntrl}", " ").strip() : "";
    return text.isEmpty() ? null : text.substring(0, Math.min(max, text.length()));
  }
}
