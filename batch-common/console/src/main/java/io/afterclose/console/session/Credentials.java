package io.afterclose.console.session;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.ActorAuthentication;
import io.afterclose.console.access.RequestLimits;
import io.afterclose.console.account.SessionStore;
import io.afterclose.console.account.TokenStore;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.console.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks: by the token in {@code Authorization: Bearer …}, else by the session's
 * cookie. A request with that header is judged by it alone.
 */
final class Credentials extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final int LONGEST = 100;
  private static final String KNOWN = Credentials.class.getName();

  private final SessionStore sessions;
  private final TokenStore tokens;
  private final RequestLimits limits;
  private final ProblemWriter problems;

  Credentials(
      SessionStore sessions, TokenStore tokens, RequestLimits limits, ProblemWriter problems) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isAsyncDispatch(request)) {
      goOn(request, response, chain, known(request));
      return;
    }
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    Optional<Actor> actor = header == null ? ofCookie(request) : ofToken(header).map(this::limited);
    if (header != null && actor.isEmpty()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      problems.write(
          request,
          response,
          new ProblemException(
              ProblemKind.UNAUTHENTICATED, "this token is unknown, expired or revoked"));
      return;
    }
    actor.ifPresent(found -> request.setAttribute(KNOWN, found));
    goOn(request, response, chain, actor);
  }

  /**
   * Who it was when the request came: at its end a session may be over, which is no matter then.
   */
  private static Optional<Actor> known(HttpServletRequest request) {
    return request.getAttribute(KNOWN) instanceof Actor actor
        ? Optional.of(actor)
        : Optional.empty();
  }

  private static void goOn(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Optional<Actor> actor)
      throws ServletException, IOException {
    actor.ifPresent(Credentials::authenticate);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private Optional<Actor> ofCookie(HttpServletRequest request) {
    return SessionCookie.SESSION.read(request).flatMap(sessions::actor);
  }

  private Optional<Actor> ofToken(String header) {
    String text = header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
    return text.startsWith(TokenStore.PREFIX) && text.length() <= LONGEST
        ? tokens.actor(text)
        : Optional.empty();
  }

  private Actor limited(Actor actor) {
    limits.requireRequest("token " + actor.token().orElseThrow());
    return actor;
  }

  private static void authenticate(Actor actor) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new ActorAuthentication(actor));
    SecurityContextHolder.setContext(context);
  }
}
