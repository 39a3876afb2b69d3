package io.afterclose.console.request;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.Form;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of requests: what, preview, reason, start; then planned beside did. */
@RestController
final class RequestPages {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/requests"),
          AccessRule.get(Role.VIEWER, "/requests/new"),
          AccessRule.post(Role.OPERATOR, "/requests"),
          AccessRule.get(Role.VIEWER, "/requests/{id}"),
          AccessRule.post(Role.OPERATOR, "/requests/{id}/end"),
          AccessRule.get(Role.OPERATOR, "/requests/{id}/log"),
          AccessRule.get(Role.OPERATOR, "/api/v1/requests/{id}/log"));

  static final NavigationLink LINK = new NavigationLink(20, "/requests", "Requests", Role.VIEWER);

  private static final int PAGE = 50;
  private static final int SHOWN_ITEMS = 200;

  private final Requests requests;
  private final Plans plans;
  private final RequestStore store;
  private final RequestAnswers answers;
  private final RequestLog log;
  private final Pages pages;

  RequestPages(
      Requests requests,
      Plans plans,
      RequestStore store,
      RequestAnswers answers,
      RequestLog log,
      Pages pages) {
    this.requests = requests;
    this.plans = plans;
    this.store = store;
    this.answers = answers;
    this.log = log;
    this.pages = pages;
  }

  /**
   * Requests in a list.
   *
   * @param next the address of the following page, empty for none
   */
  record ListView(List<StoredRequest> requests, String next, boolean mayAsk) {}

  /**
   * A request that is put together.
   *
   * @param asked what was filled in
   * @param problem why there is no preview; empty where there is one, or none was asked for
   * @param forbidden why the actor may not start it; empty where it may
   * @param key of the request, so that a form sent twice is one
   */
  record NewView(
      Form form,
      OrderBody asked,
      Optional<Preview> preview,
      String problem,
      String forbidden,
      String key) {}

  /**
   * What would be done.
   *
   * @param shown the first items
   * @param columns of the items
   * @param active the run that is at work on it; empty for none
   */
  record Preview(JobPlan plan, List<String> columns, int shown, String active) {

    /** Whether it is a plan with nothing in it; what acts on a run has no plan. */
    boolean empty() {
      return !plan.fingerprint().isEmpty() && plan.items().isEmpty();
    }

    /** When the plan was made, to the second. */
    String madeAt() {
      return plan.madeAt().replace('T', ' ').replaceFirst("(\\.[0-9]+)?Z$", "");
    }
  }

  /** One request. */
  record OneView(
      Form form, StoredRequest request, Map<String, Object> answer, String log, boolean mayEnd) {}

  @GetMapping("/requests")
  ResponseEntity<String> list(
      HttpServletRequest http,
      @AuthenticationPrincipal Actor actor,
      @RequestParam(required = false) @Nullable Long before) {
    List<StoredRequest> page = store.newest(before, PAGE);
    String next = page.size() < PAGE ? "" : "/requests?before=" + page.get(PAGE - 1).number();
    List<StoredRequest> seen =
        page.stream()
            .filter(request -> requests.mayBeSeen(actor, request.order().scope()))
            .toList();
    return pages.show(
        http, "Requests", "request/list.jte", new ListView(seen, next, actor.may(Role.OPERATOR)));
  }

  /** The form; once it says what, with the preview of it. */
  @GetMapping("/requests/new")
  ResponseEntity<String> form(
      HttpServletRequest http,
      @AuthenticationPrincipal Actor actor,
      @RequestParam(defaultValue = "rerun") String action,
      @RequestParam(defaultValue = "symbol-batch") String job,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "all") String scope,
      @RequestParam(defaultValue = "false") boolean force,
      @RequestParam(defaultValue = "") String reason) {
    OrderBody asked =
        new OrderBody(action, job, from, to.isBlank() ? null : to, scope, force, reason);
    return from.isBlank()
        ? show(http, HttpStatus.OK, actor, asked, Optional.empty(), "")
        : preview(http, actor, asked);
  }

  private ResponseEntity<String> preview(HttpServletRequest http, Actor actor, OrderBody asked) {
    try {
      RunOrder order = asked.order();
      requests.checkVisible(actor, order.scope());
      JobPlan plan = order.action().startsRun() ? plans.of(order) : new JobPlan("", "", List.of());
      List<String> columns =
          plan.items().isEmpty() ? List.of() : List.copyOf(plan.items().get(0).keySet());
      Preview preview =
          new Preview(
              plan,
              columns,
              Math.min(SHOWN_ITEMS, plan.items().size()),
              requests.active(order).orElse(""));
      return show(http, HttpStatus.OK, actor, asked, Optional.of(preview), "");
    } catch (ProblemException refused) {
      return show(http, refused.kind().status(), actor, asked, Optional.empty(), refused.detail());
    }
  }

  private ResponseEntity<String> show(
      HttpServletRequest http,
      HttpStatus status,
      Actor actor,
      OrderBody asked,
      Optional<Preview> preview,
      String problem) {
    NewView view =
        new NewView(
            pages.form(http),
            asked,
            preview,
            problem,
            forbidden(actor, asked),
            UUID.randomUUID().toString());
    return pages.show(http, status, "New request", "request/new.jte", view);
  }

  private String forbidden(Actor actor, OrderBody asked) {
    try {
      requests.checkRights(actor, asked.order(), "looked at");
      return "";
    } catch (ProblemException refused) {
      return asked.from() == null || asked.from().isBlank() ? "" : refused.detail();
    }
  }

  /** The button of the preview. */
  @PostMapping("/requests")
  ResponseEntity<String> submit(
      HttpServletRequest http,
      @AuthenticationPrincipal Actor actor,
      @RequestParam String action,
      @RequestParam String job,
      @RequestParam String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam String scope,
      @RequestParam(defaultValue = "false") boolean force,
      @RequestParam String reason,
      @RequestParam String key,
      @RequestParam(defaultValue = "") String plan) {
    OrderBody asked =
        new OrderBody(action, job, from, to.isBlank() ? null : to, scope, force, reason);
    try {
      StoredRequest taken =
          requests.submit(
              new Requests.Asked(
                  actor,
                  http.getRemoteAddr(),
                  asked.order(),
                  "admin",
                  reason,
                  key,
                  plan.isEmpty() ? Optional.empty() : Optional.of(plan)));
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/requests/" + taken.id()))
          .build();
    } catch (ProblemException refused) {
      return show(
          http,
          refused.kind().status(),
          actor,
          asked,
          Optional.empty(),
          refused.kind().title() + ": " + refused.detail());
    }
  }

  @GetMapping("/requests/{id}")
  ResponseEntity<String> one(
      HttpServletRequest http, @AuthenticationPrincipal Actor actor, @PathVariable UUID id)
      throws IOException {
    StoredRequest request = requests.visible(actor, id);
    String tail =
        actor.may(Role.OPERATOR)
            ? log.read(id, log.size(id) - RequestLog.TAIL).map(RequestLog.Part::text).orElse("")
            : "";
    OneView view =
        new OneView(
            pages.form(http), request, answers.full(request), tail, actor.may(Role.OPERATOR));
    return pages.show(
        http,
        "%s of %s".formatted(request.order().action().text(), request.order().describe()),
        "request/one.jte",
        view);
  }

  @PostMapping("/requests/{id}/end")
  ResponseEntity<String> end(
      HttpServletRequest http, @AuthenticationPrincipal Actor actor, @PathVariable UUID id) {
    StoredRequest stop = requests.takeBack(actor, http.getRemoteAddr(), id);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/requests/" + stop.id()))
        .build();
  }

  /** The log from an offset in bytes, as text. */
  @GetMapping({"/requests/{id}/log", "/api/v1/requests/{id}/log"})
  ResponseEntity<String> log(
      @AuthenticationPrincipal Actor actor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long offset)
      throws IOException {
    StoredRequest request = requests.visible(actor, id);
    Optional<RequestLog.Part> part = log.read(id, offset);
    boolean over = request.state().name().over();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
        .header("Next-Offset", String.valueOf(part.map(RequestLog.Part::next).orElse(offset)))
        .header("Log-State", part.isEmpty() ? "elsewhere" : over ? "ended" : "open")
        .body(part.map(RequestLog.Part::text).orElse(""));
  }
}
