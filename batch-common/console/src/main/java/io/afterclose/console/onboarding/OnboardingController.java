package io.afterclose.console.onboarding;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.pages.Form;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.QueueCounts;
import io.afterclose.market.universe.QueuedSymbol;
import io.afterclose.quant.symbol.Symbol;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** New portfolios, and the symbols that were asked for and are not there yet. */
@RestController
final class OnboardingController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.post(Role.OPERATOR, "/api/v1/portfolios"),
          AccessRule.get(Role.VIEWER, "/api/v1/onboarding"),
          AccessRule.get(Role.VIEWER, "/api/v1/onboarding/{symbol}"),
          AccessRule.post(Role.OPERATOR, "/api/v1/onboarding/{symbol}/retry"),
          AccessRule.get(Role.VIEWER, "/onboarding"),
          AccessRule.post(Role.OPERATOR, "/onboarding"),
          AccessRule.post(Role.OPERATOR, "/onboarding/{symbol}/retry"));

  static final NavigationLink LINK =
      new NavigationLink(50, "/onboarding", "Onboarding", Role.VIEWER);

  private static final int MOST = 1000;

  private final Upload upload;
  private final OnboardingQueueStore queue;
  private final AuditStore audit;
  private final Clock clock;
  private final Pages pages;
  private final JsonMapper json = JsonMapper.builder().build();

  OnboardingController(
      Upload upload, OnboardingQueueStore queue, AuditStore audit, Clock clock, Pages pages) {
    this.upload = upload;
    this.queue = queue;
    this.audit = audit;
    this.clock = clock;
    this.pages = pages;
  }

  /**
   * The page.
   *
   * @param errors of an upload that was refused, all of its lines; empty for none
   */
  record View(
      Form form,
      QueueCounts counts,
      List<QueuedSymbol> symbols,
      List<String> errors,
      boolean mayAct) {}

  /** 201 with the first snapshot's date; 202 where symbols are missing yet. */
  @PostMapping(path = "/api/v1/portfolios", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<Map<String, Object>> add(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestParam String name,
      @RequestParam MultipartFile file,
      @RequestParam(defaultValue = "") String cash)
      throws IOException {
    Upload.Made made = upload.make(actor, http.getRemoteAddr(), name, file.getBytes(), cash);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", made.portfolio().id());
    members.put("portfolio", made.portfolio().name());
    members.put(
        "first_snapshot",
        made.portfolio().latestSnapshot() == null
            ? null
            : made.portfolio().latestSnapshot().toString());
    members.put("complete", made.complete());
    members.put("phases", json.readTree(made.phases()));
    boolean there = made.portfolio().latestSnapshot() != null && made.complete();
    return ResponseEntity.status(there ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
        .location(URI.create("/api/v1/portfolios/" + made.portfolio().id()))
        .body(members);
  }

  @GetMapping("/api/v1/onboarding")
  Map<String, Object> list() {
    QueueCounts counts = queue.counts();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pending", counts.pending());
    members.put("processing", counts.processing());
    members.put("failed", counts.failed());
    members.put(
        "symbols", queue.unfinished(MOST).stream().map(OnboardingController::members).toList());
    return members;
  }

  @GetMapping("/api/v1/onboarding/{symbol}")
  Map<String, Object> one(@PathVariable String symbol) {
    return queue.states(List.of(known(symbol))).stream()
        .findFirst()
        .map(OnboardingController::members)
        .orElseThrow(() -> ProblemException.notFound("request for symbol " + symbol));
  }

  private static Map<String, Object> members(QueuedSymbol symbol) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("symbol", symbol.symbol().toString());
    members.put("status", symbol.status().name());
    members.put("reason", symbol.reason().orElse(null));
    members.put("attempts", symbol.attempts());
    members.put("requested_at", symbol.requestedAt().toString());
    members.put("updated_at", symbol.updatedAt().toString());
    members.put("completed_at", symbol.completedAt().map(Object::toString).orElse(null));
    return members;
  }

  /** Asks for a symbol again that was given up, or for the first time. */
  @PostMapping("/api/v1/onboarding/{symbol}/retry")
  ResponseEntity<Map<String, Object>> retry(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @PathVariable String symbol) {
    askAgain(actor, http, known(symbol));
    return ResponseEntity.accepted().body(one(symbol));
  }

  @GetMapping("/onboarding")
  ResponseEntity<String> page(HttpServletRequest http, @AuthenticationPrincipal Actor actor) {
    return show(http, actor, HttpStatus.OK, List.of());
  }

  @PostMapping(path = "/onboarding", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<String> upload(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestParam String name,
      @RequestParam MultipartFile file,
      @RequestParam(defaultValue = "") String cash)
      throws IOException {
    try {
      Upload.Made made = upload.make(actor, http.getRemoteAddr(), name, file.getBytes(), cash);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/portfolios/" + made.portfolio().id()))
          .build();
    } catch (ProblemException refused) {
      Object lines = refused.members().get("errors");
      List<String> errors =
          lines instanceof List<?> all
              ? all.stream().map(String::valueOf).toList()
              : List.of(refused.detail());
      return show(http, actor, refused.kind().status(), errors);
    }
  }

  @PostMapping("/onboarding/{symbol}/retry")
  ResponseEntity<String> retryFromPage(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @PathVariable String symbol) {
    askAgain(actor, http, known(symbol));
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/onboarding")).build();
  }

  private void askAgain(Actor actor, HttpServletRequest http, Symbol symbol) {
    int asked = queue.request(List.of(symbol), "admin");
    AuditEntry entry =
        AuditEntry.done(
            clock.instant(), actor, http.getRemoteAddr(), "symbol.retry", symbol.toString());
    audit.add(
        asked > 0
            ? entry
            : entry.ended(AuditEntry.Outcome.REFUSED, "it waits or is worked on already"));
  }

  private ResponseEntity<String> show(
      HttpServletRequest http, Actor actor, HttpStatus status, List<String> errors) {
    View view =
        new View(
            pages.form(http),
            queue.counts(),
            queue.unfinished(MOST),
            errors,
            actor.may(Role.OPERATOR));
    return pages.show(http, status, "Onboarding", "onboarding/onboarding.jte", view);
  }

  private static Symbol known(String text) {
    try {
      return Symbol.of(text);
    } catch (IllegalArgumentException none) {
      throw ProblemException.invalid("symbol: " + none.getMessage());
    }
  }
}
