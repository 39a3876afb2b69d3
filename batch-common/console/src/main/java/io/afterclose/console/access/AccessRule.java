package io.afterclose.console.access;

import java.util.Optional;
import org.springframework.http.HttpMethod;

/**
 * What a path needs.
 *
 * @param method the method of the request
 * @param pattern of the path, as Spring MVC writes it
 * @param role empty where anybody may ask
 */
public record AccessRule(HttpMethod method, String pattern, Optional<Role> role) {

  /** A path that anybody may ask for. */
  public static AccessRule open(HttpMethod method, String pattern) {
    return new AccessRule(method, pattern, Optional.empty());
  }

  /** A path that needs a role. */
  public static AccessRule needs(Role role, HttpMethod method, String pattern) {
    return new AccessRule(method, pattern, Optional.of(role));
  }

  /** GET of a path, which needs a role. */
  public static AccessRule get(Role role, String pattern) {
    return needs(role, HttpMethod.GET, pattern);
  }

  /** POST to a path, which needs a role. */
  public static AccessRule post(Role role, String pattern) {
    return needs(role, HttpMethod.POST, pattern);
  }
}
