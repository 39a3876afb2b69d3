package io.afterclose.console.serve;

import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.console.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps threads free for the probes, and turns what a filter throws into a problem. More requests
 * at once than the database has connections for would only wait for each other.
 */
final class BoundedRequests extends OncePerRequestFilter {

  /** Of 32 threads; the others answer probes, and refuse. */
  private static final int AT_ONCE = 24;

  private static final String PROBES = "/health/";

  /** Of a body that is no file; files have a limit of their own. */
  private static final int LARGEST_BODY = 64 << 10;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ProblemWriter problems;
  private final FilterFailures failures;

  BoundedRequests(ProblemWriter problems, FilterFailures failures) {
    this.problems = problems;
    this.failures = failures;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(PROBES) || path.startsWith("/api/v1" + PROBES);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isTooLarge(request)) {
      problems.write(
          request,
          response,
          new ProblemException(
              ProblemKind.TOO_LARGE,
              "a body of at most %d bytes with its Content-Length was expected; a file is sent as multipart/form-data"
                  .formatted(LARGEST_BODY)));
      return;
    }
    if (!places.tryAcquire()) {
      response.setHeader("Retry-After", "1");
      problems.write(
          request,
          response,
          new ProblemException(
              ProblemKind.BUSY, AT_ONCE + " requests are in work already; try again"));
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException thrown) {
      failures.answer(request, response, thrown);
    } finally {
      places.release();
    }
  }

  private static boolean isTooLarge(HttpServletRequest request) {
    String type = request.getContentType();
    boolean file = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    return !file && (chunked || request.getContentLengthLong() > LARGEST_BODY);
  }
}
