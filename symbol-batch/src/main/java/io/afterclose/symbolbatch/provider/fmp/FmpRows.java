package io.afterclose.symbolbatch.provider.fmp;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.http.JsonResponse;
import io.afterclose.symbolbatch.provider.http.ProviderRequest;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.util.Collection;
import tools.jackson.databind.JsonNode;

/**
 * FMP's answers: an array of rows, or an object with an error message, sometimes with status 200.
 */
public final class FmpRows {

  private final HttpCaller caller;

  public FmpRows(HttpCaller caller) {
    this.caller = caller;
  }

  HttpCaller caller() {
    return caller;
  }

  /** Class shares with a dash. */
  static String form(Symbol symbol) {
    return symbol.text().replace('.', '-');
  }

  Collection<JsonNode> of(String path, String symbol) throws ProviderFailure {
    return of(ProviderRequest.of(path).with("symbol", symbol));
  }

  /** The rows; none when the symbol is unknown. */
  Collection<JsonNode> of(ProviderRequest question) throws ProviderFailure {
    JsonResponse reply = caller.get(question);
    if (reply.status() == 200 && reply.json().isArray()) {
      return reply.json().values();
    }
    String said = JsonFields.text(reply.json().path("Error Message"));
    throw caller.failure(
        kind(said),
        "%s: no rows but status %d and %s"
            .formatted(question.path(), reply.status(), JsonFields.text(reply.json())));
  }

  private static Kind kind(String said) {
    if (said.startsWith("Limit Reach")) {
      return Kind.RATE_LIMITED;
    }
    return said.startsWith("Invalid API KEY") ? Kind.REFUSED : Kind.BAD_BODY;
  }
}
