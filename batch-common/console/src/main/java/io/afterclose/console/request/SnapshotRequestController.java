package io.afterclose.console.request;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The two paths by which a platform asks for snapshots, and the one after a change of settings.
 * Each is a request like any other; the answer waits ten seconds for its end where the client
 * prefers nothing else.
 */
@RestController
final class SnapshotRequestController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.post(Role.ADMIN, "/api/v1/portfolios/{id}/snapshots"),
          AccessRule.post(Role.ADMIN, "/api/v1/snapshots/daily"),
          AccessRule.post(Role.OPERATOR, "/api/v1/portfolios/{id}/calculate"));

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JobName JOB = JobName.PORTFOLIO_REFRESH;
  private static final String SNAPSHOTS = "refreshPortfolios";
  private static final int SOME_FAILED = 3;
  private static final String KEY = "Idempotency-Key";
  private static final Instant FIRST_RELEASE = Instant.parse("2026-11-22T00:00:00Z");

  private final Requests requests;
  private final RequestAnswers answers;
  private final RequestWaits waits;
  private final PortfolioStore portfolios;
  private final TradingCalendar calendar;
  private final Clock clock;

  SnapshotRequestController(
      Requests requests,
      RequestAnswers answers,
      RequestWaits waits,
      PortfolioStore portfolios,
      TradingCalendar calendar,
      Clock clock) {
    this.requests = requests;
    this.answers = answers;
    this.waits = waits;
    this.portfolios = portfolios;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The snapshot of a portfolio, by default of the latest completed session. */
  @PostMapping("/api/v1/portfolios/{id}/snapshots")
  ResponseEntity<Map<String, Object>> snapshot(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @PathVariable long id,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate date,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
    RunScope scope = RunScope.portfolio(visible(actor, id).name());
    return old(
        answer(
            submit(actor, http, scope, date, "admin", "snapshot of portfolio " + id, key), prefer));
  }

  /** The snapshots of all portfolios for the latest completed session. */
  @PostMapping("/api/v1/snapshots/daily")
  ResponseEntity<Map<String, Object>> daily(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
    return old(
        answer(submit(actor, http, RunScope.ALL, null, "admin", "daily snapshots", key), prefer));
  }

  /** A portfolio whose settings or positions changed. */
  @PostMapping("/api/v1/portfolios/{id}/calculate")
  ResponseEntity<Map<String, Object>> calculate(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @PathVariable long id,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
    RunScope scope = RunScope.portfolio(visible(actor, id).name());
    return answer(
        submit(actor, http, scope, null, "settings", "calculation of portfolio " + id, key),
        prefer);
  }

  private Portfolio visible(Actor actor, long id) {
    return portfolios
        .find(id)
        .filter(portfolio -> actor.visibility().allows(id))
        .orElseThrow(() -> ProblemException.notFound("portfolio " + id));
  }

  private StoredRequest submit(
      Actor actor,
      HttpServletRequest http,
      RunScope scope,
      @Nullable LocalDate date,
      String source,
      String reason,
      @Nullable String key) {
    LocalDate session = date == null ? calendar.latestCompletedSession(clock.instant()) : date;
    if (!calendar.isSession(session)) {
      throw new ProblemException(ProblemKind.DATE_REFUSED, session + " is no session");
    }
    RunOrder order = new RunOrder(RequestAction.RUN, JOB, session, session, scope, false);
    String known = key == null ? UUID.randomUUID().toString() : key;
    return requests.submit(
        new Requests.Asked(
            actor, http.getRemoteAddr(), order, source, reason, known, Optional.empty()));
  }

  /** Requests took its place with the first release; RFC 9745. */
  private static ResponseEntity<Map<String, Object>> old(
      ResponseEntity<Map<String, Object>> answer) {
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .header("Deprecation", "@" + FIRST_RELEASE.getEpochSecond())
        .header(HttpHeaders.LINK, "</api/v1/requests>; rel=\"successor-version\"")
        .body(answer.getBody());
  }

  private ResponseEntity<Map<String, Object>> answer(StoredRequest taken, @Nullable String prefer) {
    StoredRequest now = prefer == null ? waits.until(taken, PATIENCE) : waits.until(taken, prefer);
    Map<String, Object> members = new LinkedHashMap<>();
    RequestAnswers.Counts counts = answers.counts(now, SNAPSHOTS);
    members.put("status", status(now, counts));
    if (now.state().name().over()) {
      members.put("results", results(counts));
    }
    members.put("request", answers.full(now));
    return ResponseEntity.status(now.state().name().over() ? 201 : 202)
        .location(URI.create("/api/v1/requests/" + taken.id()))
        .body(members);
  }

  /** Never "completed" where something failed. */
  private static String status(StoredRequest request, RequestAnswers.Counts counts) {
    if (!request.state().name().over()) {
      return "accepted";
    }
    int code = request.state().exitCode().orElse(-1);
    if (code == 0 && counts.failed() == 0) {
      return "completed";
    }
    return code == 0 || code == SOME_FAILED ? "partial" : "failed";
  }

  private static Map<String, Object> results(RequestAnswers.Counts counts) {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("processed", counts.written() + counts.failed());
    results.put("succeeded", counts.written());
    results.put("failed", counts.failed());
    return results;
  }
}
