package io.afterclose.symbolbatch.provider.polygon;

import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.http.JsonResponse;
import io.afterclose.symbolbatch.provider.http.ProviderRequest;
import io.afterclose.symbolbatch.provider.http.Refusal;
import io.afterclose.symbolbatch.provider.http.RefusalWords;
import io.afterclose.symbolbatch.provider.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Polygon's answers: pages of {@code results}, each naming the address of the next. */
public final class PolygonRows {

  /** 20 pages of 1,000 actions are more than any day or symbol has. */
  private static final int MOST_PAGES = 20;

  /** Each answer names its status; data have another one than these. */
  public static final RefusalWords REFUSALS =
      new RefusalWords(
          Map.of(
              Refusal.LIMIT_REACHED,
              Pattern.compile("\"error\"\\s*:\\s*\"[^\"]*exceeded the maximum requests"),
              Refusal.KEY_REFUSED,
              Pattern.compile("\"error\"\\s*:\\s*\"[^\"]*API Key", Pattern.CASE_INSENSITIVE),
              Refusal.NOT_IN_PLAN,
              Pattern.compile("\"status\"\\s*:\\s*\"NOT_AUTHORIZED\"")));

  private static final Set<String> GOOD = Set.of("OK", "DELAYED");

  private final HttpCaller caller;

  public PolygonRows(HttpCaller caller) {
    this.caller = caller;
  }

  HttpCaller caller() {
    return caller;
  }

  /** The one page of an endpoint that has only one. */
  JsonNode page(ProviderRequest question) throws ProviderFailure {
    return checked(question, caller.get(question));
  }

  /** The rows of all pages. */
  List<JsonNode> all(ProviderRequest question) throws ProviderFailure {
    return rows(pages(question));
  }

  static List<JsonNode> rows(List<JsonNode> pages) {
    return pages.stream().flatMap(page -> page.path("results").valueStream()).toList();
  }

  /** The pages, at least one; each names the address of the next, on a configured host only. */
  List<JsonNode> pages(ProviderRequest question) throws ProviderFailure {
    List<JsonNode> pages = new ArrayList<>();
    JsonNode page = page(question);
    for (int read = 1; ; read++) {
      pages.add(page);
      JsonNode next = page.path("next_url");
      if (JsonFields.absent(next)) {
        return List.copyOf(pages);
      }
      if (read == MOST_PAGES) {
        throw caller.failure(
            Kind.BAD_BODY, question.path() + ": more than " + MOST_PAGES + " pages");
      }
      page = checked(question, caller.follow(next.asString("")));
    }
  }

  private JsonNode checked(ProviderRequest question, JsonResponse reply) throws ProviderFailure {
    JsonNode json = reply.json();
    String status = JsonFields.text(json.path("status"));
    boolean unknown = reply.status() == 404 && status.equals("NOT_FOUND");
    if (unknown || (reply.status() == 200 && GOOD.contains(status))) {
      return json;
    }
    throw caller.failure(
        Kind.BAD_BODY,
        "%s: no results but status %d and %s"
            .formatted(question.path(), reply.status(), JsonFields.text(json)));
  }
}
