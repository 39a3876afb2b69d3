package io.afterclose.console.session;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.Form;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.run.outcome.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /login}, {@code /logout} and {@code /setup}. */
@RestController
final class LoginController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.open(HttpMethod.GET, "/login"),
          AccessRule.open(HttpMethod.POST, "/login"),
          AccessRule.open(HttpMethod.GET, "/setup"),
          AccessRule.open(HttpMethod.POST, "/setup"),
          AccessRule.post(Role.VIEWER, "/logout"));

  private static final String HOME = "/";

  private final Login login;
  private final FirstRun firstRun;
  private final Pages pages;

  LoginController(Login login, FirstRun firstRun, Pages pages) {
    this.login = login;
    this.firstRun = firstRun;
    this.pages = pages;
  }

  /**
   * What the two pages show.
   *
   * @param problem what was wrong with the last try, empty at first
   * @param next where it goes on, a path of this console
   * @param file where the first run's token is
   */
  record View(Form form, String problem, String next, String name, String file) {}

  @GetMapping("/login")
  ResponseEntity<String> form(
      HttpServletRequest request, @RequestParam(defaultValue = HOME) String next) {
    return firstRun.needed()
        ? redirect("/setup")
        : show(request, HttpStatus.OK, new View(pages.form(request), "", own(next), "", ""));
  }

  @PostMapping("/login")
  ResponseEntity<String> login(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam String name,
      @RequestParam String password,
      @RequestParam(defaultValue = HOME) String next) {
    Optional<String> cookie = login.begin(name, password, request.getRemoteAddr());
    if (cookie.isEmpty()) {
      String problem = "The name or the password is wrong.";
      View view = new View(pages.form(request), problem, own(next), name, "");
      return show(request, HttpStatus.UNAUTHORIZED, view);
    }
    SessionCookie.SESSION.write(request, response, cookie.get());
    SessionCookie.VISITOR.clear(request, response);
    return redirect(own(next));
  }

  @PostMapping("/logout")
  ResponseEntity<String> logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @AuthenticationPrincipal Actor actor) {
    SessionCookie.SESSION
        .read(request)
        .ifPresent(cookie -> login.end(cookie, actor, request.getRemoteAddr()));
    SessionCookie.SESSION.clear(request, response);
    return redirect("/login");
  }

  @GetMapping("/setup")
  ResponseEntity<String> setup(HttpServletRequest request) {
    return firstRun.needed() ? setup(request, HttpStatus.OK, "", "") : redirect("/login");
  }

  @PostMapping("/setup")
  ResponseEntity<String> setup(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam String token,
      @RequestParam String name,
      @RequestParam String password) {
    if (!firstRun.needed()) {
      throw taken();
    }
    if (!firstRun.proves(token)) {
      login.refused(request.getRemoteAddr());
      return setup(request, HttpStatus.FORBIDDEN, "This is not the token of that file.", name);
    }
    try {
      String cookie = login.first(name, password, request.getRemoteAddr()).orElseThrow(this::taken);
      firstRun.end();
      SessionCookie.SESSION.write(request, response, cookie);
      SessionCookie.VISITOR.clear(request, response);
      return redirect(HOME);
    } catch (InvalidInputException wrong) {
      String problem = String.valueOf(wrong.getMessage());
      return setup(request, HttpStatus.UNPROCESSABLE_CONTENT, problem, name);
    }
  }

  private ProblemException taken() {
    return new ProblemException(
        ProblemKind.FORBIDDEN, "there is an account already; log in, or ask an administrator");
  }

  private ResponseEntity<String> setup(
      HttpServletRequest request, HttpStatus status, String problem, String name) {
    View view = new View(pages.form(request), problem, HOME, name, String.valueOf(firstRun.file()));
    return pages.show(request, status, "First start", "session/setup.jte", view);
  }

  private ResponseEntity<String> show(HttpServletRequest request, HttpStatus status, View view) {
    return pages.show(request, status, "Log in", "session/login.jte", view);
  }

  private static ResponseEntity<String> redirect(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /** A path of this console; any other address would lead people elsewhere. */
  private static String own(String next) {
    return next.matches("/[A-Za-z0-9][A-Za-z0-9/._~?&=%+,:-]*") ? next : HOME;
  }
}
