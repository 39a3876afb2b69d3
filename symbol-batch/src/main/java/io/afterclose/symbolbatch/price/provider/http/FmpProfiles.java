package io.afterclose.symbolbatch.price.provider.http;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.price.provider.Profile;
import io.afterclose.symbolbatch.price.provider.ProfileProvider;
import io.afterclose.symbolbatch.price.provider.ProviderFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** FMP's profiles, one request each. */
final class FmpProfiles implements ProfileProvider {

  private static final int LONGEST = 200;

  private final FmpRows rows;

  FmpProfiles(FmpRows rows) {
    this.rows = rows;
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
