package io.afterclose.console.pages;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /problems/<slug>}: what a kind of problem is, where its address in an answer leads. */
@RestController
final class ProblemController {

  static final AccessRules RULES =
      AccessRules.of(AccessRule.open(HttpMethod.GET, "/problems/{slug}"));

  private final Pages pages;

  ProblemController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/problems/{slug}")
  ResponseEntity<String> explain(HttpServletRequest request, @PathVariable String slug) {
    ProblemKind kind =
        Arrays.stream(ProblemKind.values())
            .filter(one -> one.slug().equals(slug))
            .findFirst()
            .orElseThrow(() -> ProblemException.notFound("kind of problem '" + slug + "'"));
    return pages.show(request, kind.title(), "pages/problem-kind.jte", kind);
  }
}
