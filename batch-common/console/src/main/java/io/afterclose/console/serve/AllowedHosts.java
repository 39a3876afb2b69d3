package io.afterclose.console.serve;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.console.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request by a name that is not ours: a foreign page can let its own name point to this
 * machine, and a browser then takes it for that page's server. Probes are excepted, since a
 * platform asks by whatever name it has; an address cannot be a foreign name.
 */
final class AllowedHosts extends OncePerRequestFilter {

  private static final Set<String> LOOPBACK = Set.of("localhost", "ip6-localhost");

  private final List<String> hosts;
  private final ProblemWriter problems;

  AllowedHosts(List<String> hosts, ProblemWriter problems) {
    this.hosts = hosts;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals("/health/live")
        || path.equals("/health/ready")
        || path.equals("/api/v1/health/live")
        || path.equals("/api/v1/health/ready");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (allowed(request.getHeader("Host"))) {
      chain.doFilter(request, response);
    } else {
      problems.write(
          request,
          response,
          new ProblemException(
              ProblemKind.FORBIDDEN,
              "this host name is not the console's; AFTERCLOSE_CONSOLE_HOSTS lists its names"));
    }
  }

  private boolean allowed(@Nullable String header) {
    if (header == null) {
      return false;
    }
    String host = withoutPort(header).toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(host) || isAddress(host) || hosts.contains(host);
  }

  private static String withoutPort(String header) {
    if (header.startsWith("[")) {
      return header.substring(0, header.indexOf(']') + 1);
    }
    int colon = header.indexOf(':');
    return colon < 0 ? header : header.substring(0, colon);
  }

  private static boolean isAddress(String host) {
    return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.matches("\\[[0-9a-f:.]+]");
  }
}
