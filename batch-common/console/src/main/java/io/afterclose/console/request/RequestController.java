package io.afterclose.console.request;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/plans} and {@code /api/v1/requests}. */
@RestController
final class RequestController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.post(Role.VIEWER, "/api/v1/plans"),
          AccessRule.get(Role.VIEWER, "/api/v1/requests"),
          AccessRule.post(Role.OPERATOR, "/api/v1/requests"),
          AccessRule.get(Role.VIEWER, "/api/v1/requests/{id}"),
          AccessRule.needs(Role.OPERATOR, HttpMethod.DELETE, "/api/v1/requests/{id}"));

  private static final int MOST = 500;
  private static final String KEY = "[\\x21-\\x7e]{1,100}";

  private final Requests requests;
  private final Plans plans;
  private final RequestStore store;
  private final RequestAnswers answers;
  private final RequestWaits waits;

  RequestController(
      Requests requests,
      Plans plans,
      RequestStore store,
      RequestAnswers answers,
      RequestWaits waits) {
    this.requests = requests;
    this.plans = plans;
    this.store = store;
    this.answers = answers;
    this.waits = waits;
  }

  /** What would be done; its ETag is what a request sends as If-Match. */
  @PostMapping("/api/v1/plans")
  ResponseEntity<Map<String, Object>> plan(
      @AuthenticationPrincipal Actor actor, @RequestBody OrderBody body) {
    RunOrder order = body.order();
    requests.checkVisible(actor, order.scope());
    JobPlan plan = plans.of(order);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("fingerprint", plan.fingerprint());
    members.put("made_at", plan.madeAt());
    members.put("action", order.action().text());
    members.put("job", order.job().text());
    members.put("from", order.from().toString());
    members.put("to", order.to().toString());
    members.put("scope", order.scope().text());
    members.put("items_total", plan.items().size());
    members.put("items", plan.items().subList(0, Math.min(MOST, plan.items().size())));
    members.put("active_run", requests.active(order).orElse(null));
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .eTag("\"" + plan.fingerprint() + "\"")
        .body(members);
  }

  /** Records a request; with {@code Prefer: wait=N} it is answered at its end. */
  @PostMapping("/api/v1/requests")
  ResponseEntity<Map<String, Object>> submit(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String plan,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
      @RequestBody OrderBody body) {
    RunOrder order = body.order();
    String reason = body.reason() == null ? "" : body.reason();
    if (key == null || !key.matches(KEY)) {
      throw new ProblemException(
          ProblemKind.MALFORMED,
          "a header Idempotency-Key of 1 to 100 visible characters is needed, new for each request");
    }
    StoredRequest taken =
        requests.submit(
            new Requests.Asked(
                actor,
                http.getRemoteAddr(),
                order,
                "admin",
                reason,
                key,
                Optional.ofNullable(plan).map(RequestController::unquoted)));
    StoredRequest now = waits.until(taken, prefer);
    return ResponseEntity.status(now.state().name().over() ? 200 : 202)
        .location(URI.create("/api/v1/requests/" + taken.id()))
        .body(answers.full(now));
  }

  private static String unquoted(String tag) {
    return tag.replace("W/", "").replace("\"", "").strip();
  }

  @GetMapping("/api/v1/requests")
  ResponseEntity<Map<String, Object>> list(
      @AuthenticationPrincipal Actor actor,
      @RequestParam(required = false) @Nullable Long after,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ProblemException.invalid("limit: 1 to " + MOST + " was expected");
    }
    List<StoredRequest> page = store.newest(after, limit);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "requests",
        page.stream()
            .filter(request -> requests.mayBeSeen(actor, request.order().scope()))
            .map(answers::brief)
            .toList());
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (page.size() == limit) {
      answer.header(
          HttpHeaders.LINK,
          "</api/v1/requests?limit=%d&after=%d>; rel=\"next\""
              .formatted(limit, page.get(page.size() - 1).number()));
    }
    return answer.body(members);
  }

  @GetMapping("/api/v1/requests/{id}")
  Map<String, Object> show(@AuthenticationPrincipal Actor actor, @PathVariable UUID id) {
    return answers.full(requests.visible(actor, id));
  }

  /** Takes back what has not begun; asks what has begun to stop. */
  @DeleteMapping("/api/v1/requests/{id}")
  ResponseEntity<Map<String, Object>> end(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @PathVariable UUID id) {
    StoredRequest stop = requests.takeBack(actor, http.getRemoteAddr(), id);
    return ResponseEntity.status(stop.state().name().over() ? 200 : 202)
        .location(URI.create("/api/v1/requests/" + stop.id()))
        .body(answers.full(stop));
  }
}
