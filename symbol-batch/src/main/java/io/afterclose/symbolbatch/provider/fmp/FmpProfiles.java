package io.afterclose.symbolbatch.provider.fmp;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.FetchCost;
import io.afterclose.symbolbatch.provider.Profile;
import io.afterclose.symbolbatch.provider.ProfileProvider;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** FMP's profiles, one request each. */
public final class FmpProfiles implements ProfileProvider {

  private static final int LONGEST = 200;

  private final FmpRows rows;

  public FmpProfiles(FmpRows rows) {
    this.rows = rows;
  }

  @Override
  public String name() {
    return rows.caller().name();
  }

  @Override
  public FetchCost profileCost() {
    return rows.caller().cost(1);
  }

  @Override
  public Optional<Profile> profile(Symbol symbol) throws ProviderFailure {
    String form = FmpRows.form(symbol);
    for (JsonNode row : rows.of("/stable/profile", form)) {
      if (JsonFields.text(row.path("symbol")).equals(form)) {
        return Optional.of(
            new Profile(
                text(row.path("companyName")),
                text(row.path("sector")),
                text(row.path("industry"))));
      }
    }
    return Optional.empty();
  }

  private static @Nullable String text(JsonNode field) {
    String text = field.isString() ? field.asString("").replaceAll("\\p{Cntrl}", " ").strip() : "";
    return text.isEmpty() ? null : text.substring(0, Math.min(LONGEST, text.length()));
  }
}
