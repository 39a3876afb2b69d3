package io.afterclose.console.admin;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.NewAccount;
import io.afterclose.console.account.NewToken;
import io.afterclose.console.account.Token;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.pages.Form;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.run.outcome.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of accounts and tokens, and the one of the audit. */
@RestController
final class AdminPages {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.ADMIN, "/admin"),
          AccessRule.post(Role.ADMIN, "/admin/accounts"),
          AccessRule.post(Role.ADMIN, "/admin/accounts/{name}/disable"),
          AccessRule.post(Role.ADMIN, "/admin/tokens"),
          AccessRule.post(Role.ADMIN, "/admin/tokens/{id}/revoke"),
          AccessRule.get(Role.VIEWER, "/audit"));

  static final NavigationLink LINK = new NavigationLink(90, "/admin", "Admin", Role.ADMIN);
  static final NavigationLink AUDIT = new NavigationLink(80, "/audit", "Audit", Role.VIEWER);

  private static final int PAGE = 100;

  private final Administration administration;
  private final Pages pages;

  AdminPages(Administration administration, Pages pages) {
    this.administration = administration;
    this.pages = pages;
  }

  /**
   * The page of accounts and tokens.
   *
   * @param created the text of a token that was just created; empty for none
   * @param problem why the last change was not made; empty for none
   */
  record View(
      Form form, List<Account> accounts, List<Token> tokens, String created, String problem) {}

  /**
   * The page of the audit.
   *
   * @param next the address of the following page, empty for none
   */
  record AuditView(List<AuditStore.Stored> entries, String next, boolean all) {}

  @GetMapping("/admin")
  ResponseEntity<String> page(HttpServletRequest http) {
    return show(http, HttpStatus.OK, "", "");
  }

  @PostMapping("/admin/accounts")
  ResponseEntity<String> addAccount(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestParam String name,
      @RequestParam String password,
      @RequestParam String role,
      @RequestParam(defaultValue = "") String portfolios) {
    return changed(
        http,
        () ->
            administration.add(
                actor,
                http.getRemoteAddr(),
                new NewAccount(name, Role.of(role), names(portfolios)),
                password));
  }

  @PostMapping("/admin/accounts/{name}/disable")
  ResponseEntity<String> disable(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @PathVariable String name) {
    return changed(http, () -> administration.disable(actor, http.getRemoteAddr(), name));
  }

  @PostMapping("/admin/tokens")
  ResponseEntity<String> createToken(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestParam String account,
      @RequestParam String name,
      @RequestParam String role,
      @RequestParam(defaultValue = "") String portfolios,
      @RequestParam(defaultValue = "90") int days) {
    try {
      NewToken token = new NewToken(name, Role.of(role), names(portfolios), Duration.ofDays(days));
      String text = administration.create(actor, http.getRemoteAddr(), account, token).text();
      return show(http, HttpStatus.CREATED, text, "");
    } catch (IllegalArgumentException | InvalidInputException | ProblemException refused) {
      String why = String.valueOf(refused.getMessage());
      return show(http, HttpStatus.UNPROCESSABLE_CONTENT, "", why);
    }
  }

  @PostMapping("/admin/tokens/{id}/revoke")
  ResponseEntity<String> revoke(
      @AuthenticationPrincipal Actor actor, HttpServletRequest http, @PathVariable long id) {
    return changed(http, () -> administration.revoke(actor, http.getRemoteAddr(), id));
  }

  @GetMapping("/audit")
  ResponseEntity<String> audit(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @RequestParam(required = false) @Nullable Long before) {
    List<AuditStore.Stored> entries = administration.audit(actor, before, PAGE);
    String next = entries.size() < PAGE ? "" : "/audit?before=" + entries.get(PAGE - 1).id();
    return pages.show(
        http, "Audit", "admin/audit.jte", new AuditView(entries, next, actor.may(Role.ADMIN)));
  }

  private ResponseEntity<String> changed(HttpServletRequest http, Runnable change) {
    try {
      change.run();
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/admin")).build();
    } catch (IllegalArgumentException | InvalidInputException | ProblemException refused) {
      String why = String.valueOf(refused.getMessage());
      return show(http, HttpStatus.UNPROCESSABLE_CONTENT, "", why);
    }
  }

  private ResponseEntity<String> show(
      HttpServletRequest http, HttpStatus status, String created, String problem) {
    View view =
        new View(
            pages.form(http), administration.accounts(), administration.tokens(), created, problem);
    return pages.show(http, status, "Accounts and tokens", "admin/admin.jte", view);
  }

  /** Names apart by line ends; empty for all portfolios. */
  private static Optional<List<String>> names(String text) {
    List<String> names =
        Arrays.stream(text.split("\\R", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }
}
