package io.afterclose.console.pages;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.page.Templates;
import io.afterclose.run.execution.Version;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;

/** Makes the answers that people see, all in one layout. */
public final class Pages {

  /** What all parts of a page are made of. */
  public static final Templates TEMPLATES = Templates.of("io.afterclose.console");

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final List<NavigationLink> navigation;

  public Pages(List<NavigationLink> navigation) {
    this.navigation =
        navigation.stream().sorted(Comparator.comparingInt(NavigationLink::order)).toList();
  }

  /**
   * A page.
   *
   * @param template of its body, such as {@code nights/grid.jte}
   * @param model the template's one parameter
   */
  public ResponseEntity<String> show(
      HttpServletRequest request, String title, String template, Object model) {
    return show(request, HttpStatus.OK, title, template, model);
  }

  /** The same with another status. */
  public ResponseEntity<String> show(
      HttpServletRequest request, HttpStatus status, String title, String template, Object model) {
    return ResponseEntity.status(status)
        .contentType(HTML)
        .body(text(request, title, template, model));
  }

  /** The page of a problem. */
  public String problem(HttpServletRequest request, ProblemDetail problem) {
    return text(request, String.valueOf(problem.getTitle()), "pages/problem.jte", problem);
  }

  /** What the forms of a page send. */
  public Form form(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? new Form(token.getParameterName(), token.getToken())
        : new Form("_csrf", "");
  }

  private String text(HttpServletRequest request, String title, String template, Object model) {
    Actor actor = actor();
    List<NavigationLink> shown =
        actor == null
            ? List.of()
            : navigation.stream().filter(link -> actor.may(link.needed())).toList();
    return TEMPLATES.html(
        "pages/layout.jte",
        new ConsolePage(
            title,
            request.getRequestURI(),
            shown,
            actor,
            form(request),
            Version.text(),
            TEMPLATES.content(template, model)));
  }

  private static @Nullable Actor actor() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof ActorAuthentication known
        ? known.getPrincipal()
        : null;
  }
}
