package io.afterclose.console.explanation;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code explain} and {@code diff} of the jobs over HTTP. Each answer is the job's own, in its
 * JSON: the code that made a number explains it.
 */
@RestController
final class ExplanationController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/api/v1/symbols/{symbol}/exposures/{factor}/explanation"),
          AccessRule.get(Role.VIEWER, "/api/v1/portfolios/{id}/snapshots/{date}/explanation"),
          AccessRule.get(Role.VIEWER, "/api/v1/portfolios/{id}/snapshots/{date}/diff"));

  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  private final JobCommands jobs;
  private final PortfolioStore portfolios;

  ExplanationController(JobCommands jobs, PortfolioStore portfolios) {
    this.jobs = jobs;
    this.portfolios = portfolios;
  }

  /** How a factor of a symbol was fitted; without a date that of the latest session. */
  @GetMapping("/api/v1/symbols/{symbol}/exposures/{factor}/explanation")
  ResponseEntity<String> ofFactor(
      @PathVariable String symbol,
      @PathVariable String factor,
      @RequestParam(required = false) @Nullable String date) {
    List<String> words = words("explain", known(symbol), code("factor", factor));
    if (date != null) {
      words.add("--date=" + day(date));
    }
    return answer(JobName.SYMBOL_BATCH, words);
  }

  /**
   * What a snapshot is made of, or how one of its figures was calculated.
   *
   * @param figure its code; null for the snapshot
   * @param period which, where the figure has several
   * @param item which, where the figure has several
   */
  @GetMapping("/api/v1/portfolios/{id}/snapshots/{date}/explanation")
  ResponseEntity<String> ofSnapshot(
      @AuthenticationPrincipal Actor actor,
      @PathVariable long id,
      @PathVariable String date,
      @RequestParam(required = false) @Nullable String figure,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(required = false) @Nullable String item) {
    List<String> words = words("explain", "--portfolio=" + name(actor, id), "--date=" + day(date));
    if (figure != null) {
      words.add("--figure=" + code("figure", figure));
      if (period != null) {
        words.add("--period=" + code("period", period));
      }
      if (item != null) {
        words.add("--item=" + item);
      }
    }
    return answer(JobName.PORTFOLIO_REFRESH, words);
  }

  /** What changed from one revision of a snapshot to another, and why. */
  @GetMapping("/api/v1/portfolios/{id}/snapshots/{date}/diff")
  ResponseEntity<String> diff(
      @AuthenticationPrincipal Actor actor,
      @PathVariable long id,
      @PathVariable String date,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(required = false) @Nullable Integer to) {
    List<String> words = words("diff", "--portfolio=" + name(actor, id), "--date=" + day(date));
    if (from != null) {
      words.add("--from-revision=" + from);
    }
    if (to != null) {
      words.add("--to-revision=" + to);
    }
    return answer(JobName.PORTFOLIO_REFRESH, words);
  }

  private ResponseEntity<String> answer(JobName job, List<String> words) {
    words.add("-o=json");
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .contentType(MediaType.APPLICATION_JSON)
        .body(jobs.ask(job, words).orProblem());
  }

  private static List<String> words(String... first) {
    return new ArrayList<>(List.of(first));
  }

  private String name(Actor actor, long id) {
    return portfolios
        .find(id)
        .filter(portfolio -> actor.visibility().allows(id))
        .map(Portfolio::name)
        .orElseThrow(() -> ProblemException.notFound("portfolio " + id));
  }

  private static String known(String symbol) {
    try {
      return Symbol.of(symbol).toString();
    } catch (IllegalArgumentException none) {
      throw ProblemException.invalid("symbol: " + none.getMessage());
    }
  }

  private static String code(String name, String text) {
    if (!CODE.matcher(text).matches()) {
      throw ProblemException.invalid(name + ": '" + text + "' is none");
    }
    return text;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw ProblemException.invalid("date: a day as 2022-06-30 was expected");
    }
  }
}
