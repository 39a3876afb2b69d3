package io.afterclose.console.session;

import io.afterclose.console.account.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * The token that a form or a script sends besides the cookie: made of the cookie's value by a hash,
 * so that nothing is stored and every instance knows it. A visitor without a session has a cookie
 * of its own for it.
 */
final class CookieCsrf implements CsrfTokenRepository {

  private static final String HEADER = "X-CSRF-TOKEN";
  private static final String PARAMETER = "_csrf";
  private static final String NEW_VISITOR = CookieCsrf.class.getName();

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    String visitor = Secret.random(256);
    request.setAttribute(NEW_VISITOR, visitor);
    return token(visitor);
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    if (token != null && request.getAttribute(NEW_VISITOR) instanceof String visitor) {
      SessionCookie.VISITOR.write(request, response, visitor);
    }
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    Optional<String> cookie =
        SessionCookie.SESSION.read(request).or(() -> SessionCookie.VISITOR.read(request));
    return cookie.map(CookieCsrf::token).orElse(null);
  }

  private static CsrfToken token(String cookie) {
    String text =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.hash("csrf " + cookie));
    return new DefaultCsrfToken(HEADER, PARAMETER, text);
  }
}
