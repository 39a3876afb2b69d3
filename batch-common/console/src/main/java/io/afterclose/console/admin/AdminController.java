package io.afterclose.console.admin;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.NewAccount;
import io.afterclose.console.account.NewToken;
import io.afterclose.console.account.TokenStore;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/accounts}, {@code /api/v1/tokens} and {@code /api/v1/audit}. */
@RestController
final class AdminController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.ADMIN, "/api/v1/accounts"),
          AccessRule.post(Role.ADMIN, "/api/v1/accounts"),
          AccessRule.needs(Role.ADMIN, HttpMethod.DELETE, "/api/v1/accounts/{name}"),
          AccessRule.get(Role.ADMIN, "/api/v1/tokens"),
          AccessRule.post(Role.ADMIN, "/api/v1/tokens"),
          AccessRule.needs(Role.ADMIN, HttpMethod.DELETE, "/api/v1/tokens/{id}"),
          AccessRule.get(Role.VIEWER, "/api/v1/audit"));

  private static final int MOST = 500;
  private static final int DAYS = 90;

  private final Administration administration;

  AdminController(Administration administration) {
    this.administration = administration;
  }

  /**
   * An account to be added.
   *
   * @param portfolios the names of those that it may see; not given for all
   */
  record AccountBody(
      @Nullable String name,
      @Nullable String password,
      @Nullable String role,
      @Nullable List<String> portfolios) {}

  /**
   * A token to be created.
   *
   * @param account the one that it acts for
   * @param name what it is for
   * @param portfolios the names of those that it may see; not given for all of the account's
   * @param days how long it lasts; 90 where nothing is given
   */
  record TokenBody(
      @Nullable String account,
      @Nullable String name,
      @Nullable String role,
      @Nullable List<String> portfolios,
      @Nullable Integer days) {}

  @GetMapping("/api/v1/accounts")
  Map<String, Object> accounts() {
    return Map.of(
        "accounts", administration.accounts().stream().map(AdminAnswers::account).toList());
  }

  @PostMapping("/api/v1/accounts")
  ResponseEntity<Map<String, Object>> add(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestBody AccountBody body) {
    NewAccount account =
        new NewAccount(
            given("name", body.name()),
            role(given("role", body.role())),
            Optional.ofNullable(body.portfolios()));
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(
            AdminAnswers.account(
                administration.add(
                    actor, http.getRemoteAddr(), account, given("password", body.password()))));
  }

  /** Its name stays taken, since the audit names it. */
  @DeleteMapping("/api/v1/accounts/{name}")
  ResponseEntity<Void> disable(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @PathVariable String name) {
    administration.disable(actor, http.getRemoteAddr(), name);
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/api/v1/tokens")
  Map<String, Object> tokens() {
    return Map.of("tokens", administration.tokens().stream().map(AdminAnswers::token).toList());
  }

  /** Its text is told this once. */
  @PostMapping("/api/v1/tokens")
  ResponseEntity<Map<String, Object>> create(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @RequestBody TokenBody body) {
    NewToken token =
        new NewToken(
            given("name", body.name()),
            role(given("role", body.role())),
            Optional.ofNullable(body.portfolios()),
            Duration.ofDays(body.days() == null ? DAYS : body.days()));
    TokenStore.Created created =
        administration.create(actor, http.getRemoteAddr(), given("account", body.account()), token);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", created.id());
    members.put("token", created.text());
    members.put("expires_at", created.expiresAt().toString());
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(members);
  }

  @DeleteMapping("/api/v1/tokens/{id}")
  ResponseEntity<Void> revoke(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @PathVariable long id) {
    administration.revoke(actor, http.getRemoteAddr(), id);
    return ResponseEntity.noContent().build();
  }

  /** The newest first; who is no administrator sees its own entries. */
  @GetMapping("/api/v1/audit")
  ResponseEntity<Map<String, Object>> audit(
      @AuthenticationPrincipal Actor actor,
      @RequestParam(required = false) @Nullable Long after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ProblemException.invalid("limit: 1 to " + MOST + " was expected");
    }
    List<AuditStore.Stored> page = administration.audit(actor, after, limit);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (page.size() == limit) {
      answer.header(
          HttpHeaders.LINK,
          "</api/v1/audit?limit=%d&after=%d>; rel=\"next\""
              .formatted(limit, page.get(limit - 1).id()));
    }
    return answer.body(Map.of("entries", page.stream().map(AdminAnswers::entry).toList()));
  }

  private static String given(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw ProblemException.invalid(name + ": it is missing");
    }
    return value;
  }

  private static Role role(String text) {
    try {
      return Role.of(text);
    } catch (IllegalArgumentException none) {
      throw ProblemException.invalid("role: " + none.getMessage());
    }
  }
}
