package io.afterclose.console.serve;

import io.afterclose.console.problem.ProblemAdvice;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a filter, or a template after the answer began, throws. */
final class FilterFailures {

  private final ProblemAdvice advice;

  FilterFailures(ProblemAdvice advice) {
    this.advice = advice;
  }

  /**
   * Answers with the problem, where nothing was sent yet.
   *
   * @throws IOException the failure itself where the answer had begun
   */
  void answer(HttpServletRequest request, HttpServletResponse response, Exception thrown)
      throws IOException {
    if (response.isCommitted()) {
      throw new IOException("the answer had begun", thrown);
    }
    response.reset();
    Exception cause =
        thrown instanceof ServletException servlet && servlet.getRootCause() instanceof Exception in
            ? in
            : thrown;
    advice.write(request, response, cause);
  }
}
