package io.afterclose.console.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a problem: RFC 9457 JSON for programs, a page for people who asked for a page.
 *
 * <p>The members {@code type}, {@code title}, {@code status}, {@code detail}, {@code instance} and
 * {@code request_id} are always there.
 */
public final class ProblemWriter {

  private static final String JSON = "application/problem+json";

  /** Seconds. */
  private static final int SOON = 5;

  private final ProblemPages pages;
  private final JsonMapper json = JsonMapper.builder().build();

  public ProblemWriter(ProblemPages pages) {
    this.pages = pages;
  }

  /** Makes the page of a problem. */
  @FunctionalInterface
  public interface ProblemPages {

    /** The page as text. */
    String page(HttpServletRequest request, ProblemDetail problem);
  }

  /** The problem of a request. */
  public ProblemDetail problem(HttpServletRequest request, ProblemException thrown) {
    ProblemDetail problem = ProblemDetail.forStatus(thrown.kind().status());
    problem.setType(thrown.kind().type());
    problem.setTitle(thrown.kind().title());
    problem.setDetail(thrown.detail());
    thrown.members().forEach(problem::setProperty);
    problem.setProperty("request_id", RequestId.of(request));
    return problem;
  }

  /** As an answer of a controller. */
  public ResponseEntity<Object> answer(
      HttpServletRequest request, ProblemException thrown, HttpHeaders headers) {
    HttpHeaders all = new HttpHeaders();
    all.putAll(headers);
    all.set(HttpHeaders.CONTENT_TYPE, contentType(request));
    all.setCacheControl("no-store");
    headers(thrown).forEach(all::set);
    return ResponseEntity.status(thrown.kind().status())
        .headers(all)
        .body(text(request, thrown).getBytes(UTF_8));
  }

  /** As the answer of a filter. */
  public void write(
      HttpServletRequest request, HttpServletResponse response, ProblemException thrown)
      throws IOException {
    response.setStatus(thrown.kind().status().value());
    response.setHeader(HttpHeaders.CONTENT_TYPE, contentType(request));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    headers(thrown).forEach(response::setHeader);
    byte[] text = text(request, thrown).getBytes(UTF_8);
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }

  /** When to try again, where that helps. */
  private static Map<String, String> headers(ProblemException thrown) {
    return switch (thrown.kind()) {
      case TOO_MANY, TEMPORARY, BUSY ->
          Map.of(
              HttpHeaders.RETRY_AFTER,
              String.valueOf(thrown.members().getOrDefault("retry_after", SOON)));
      default -> Map.of();
    };
  }

  private String text(HttpServletRequest request, ProblemException thrown) {
    ProblemDetail problem = problem(request, thrown);
    return isForPeople(request) ? pages.page(request, problem) : json(request, problem);
  }

  private String json(HttpServletRequest request, ProblemDetail problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", String.valueOf(problem.getType()));
    members.put("title", problem.getTitle());
    members.put("status", problem.getStatus());
    members.put("detail", problem.getDetail());
    members.put("instance", request.getRequestURI());
    if (problem.getProperties() != null) {
      members.putAll(problem.getProperties());
    }
    return json.writeValueAsString(members);
  }

  private static String contentType(HttpServletRequest request) {
    return isForPeople(request) ? "text/html;charset=UTF-8" : JSON;
  }

  /** Whether the request is for a page: not below the interface's paths, and HTML is accepted. */
  public static boolean isForPeople(HttpServletRequest request) {
    String path = request.getRequestURI();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return !path.startsWith("/api/")
        && !path.startsWith("/health/")
        && accept != null
        && accept.contains("text/html");
  }
}
