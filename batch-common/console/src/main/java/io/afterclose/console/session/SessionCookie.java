package io.afterclose.console.session;

import io.afterclose.console.account.SessionStore;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie of the console. Over https its name begins with {@code __Host-}, which no other host and
 * no subdomain can set; a browser takes that name over plain http from nobody.
 */
enum SessionCookie {
  /** Who logged in. */
  SESSION("afterclose", SessionStore.LIFE),
  /** A visitor who has not, so that a form sent by another site is told apart. */
  VISITOR("afterclose-visitor", Duration.ofHours(1));

  private static final int LONGEST = 100;

  private final String plainName;
  private final Duration life;

  SessionCookie(String plainName, Duration life) {
    this.plainName = plainName;
    this.life = life;
  }

  /** Its value. */
  Optional<String> read(HttpServletRequest request) {
    if (request.getCookies() == null) {
      return Optional.empty();
    }
    String name = name(request);
    for (Cookie cookie : request.getCookies()) {
      if (cookie.getName().equals(name) && cookie.getValue().length() <= LONGEST) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }

  /** Sets it. */
  void write(HttpServletRequest request, HttpServletResponse response, String value) {
    add(request, response, value, life);
  }

  /** Removes it. */
  void clear(HttpServletRequest request, HttpServletResponse response) {
    add(request, response, "", Duration.ZERO);
  }

  private void add(
      HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name(request), value)
            .path("/")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(age)
            .build()
            .toString());
  }

  private String name(HttpServletRequest request) {
    return request.isSecure() ? "__Host-" + plainName : plainName;
  }
}
