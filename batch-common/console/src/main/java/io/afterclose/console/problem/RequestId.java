package io.afterclose.console.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The number of a request: in every problem and in the log, so that one leads to the other. */
public final class RequestId {

  private static final String ATTRIBUTE = RequestId.class.getName();

  private RequestId() {}

  /** The request's number; given at the first call. */
  public static String of(HttpServletRequest request) {
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof String id) {
      return id;
    }
    String id = UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
