package io.afterclose.symbolbatch.provider.fmp;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.http.JsonResponse;
import io.afterclose.symbolbatch.provider.http.ProviderRequest;
import io.afterclose.symbolbatch.provider.http.Refusal;
import io.afterclose.symbolbatch.provider.http.RefusalWords;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * FMP's answers: an array of rows, or an object with an error message, sometimes with status 200.
 */
public final class FmpRows {

  /** Data are an array; a body that begins otherwise is a message. */
  public static final RefusalWords REFUSALS =
      new RefusalWords(
          Map.of(
              Refusal.LIMIT_REACHED,
              message("Limit Reach"),
              Refusal.KEY_REFUSED,
              message("Invalid API KEY"),
              Refusal.NOT_IN_PLAN,
              message(
                  "Exclusive Endpoint|Legacy Endpoint|Special Endpoint|Premium Query Parameter"
                      + "|current subscription|subscription page to upgrade")));

  private final HttpCaller caller;

  public FmpRows(HttpCaller caller) {
    this.caller = caller;
  }

  private static Pattern message(String words) {
    return Pattern.compile("^\\s*[^\\[\\s].*(?:" + words + ")", Pattern.DOTALL);
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
    throw caller.failure(
        Kind.BAD_BODY,
        "%s: no rows but status %d and %s"
            .formatted(question.path(), reply.status(), JsonFields.text(reply.json())));
  }
}
