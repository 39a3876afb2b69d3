package io.afterclose.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;

/** Where somebody logs in who asked for a page. */
final class LoginAddress {

  private LoginAddress() {}

  /** The login that goes on to the page that was asked for. */
  static String of(HttpServletRequest request) {
    String query = request.getQueryString();
    String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
    return asked.equals("/") ? "/login" : "/login?next=" + URLEncoder.encode(asked, UTF_8);
  }
}
