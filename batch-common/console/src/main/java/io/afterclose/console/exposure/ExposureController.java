package io.afterclose.console.exposure;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.symbols.EntityTag;
import io.afterclose.console.symbols.SymbolReader;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** {@code /api/v1/portfolios/<id>/exposures}. */
@RestController
final class ExposureController {

  static final AccessRules RULES =
      AccessRules.of(AccessRule.get(Role.VIEWER, "/api/v1/portfolios/{id}/exposures"));

  private final HoldingsStore holdings;
  private final SymbolReader symbols;

  ExposureController(HoldingsStore holdings, SymbolReader symbols) {
    this.holdings = holdings;
    this.symbols = symbols;
  }

  @GetMapping("/api/v1/portfolios/{id}/exposures")
  ResponseEntity<Object> exposures(
      WebRequest request,
      @AuthenticationPrincipal Actor actor,
      @PathVariable long id,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate date) {
    if (!actor.visibility().allows(id)) {
      throw unknown(id);
    }
    Holdings held = holdings.of(id, date).orElseThrow(() -> unknown(id));
    SymbolReader.Answer factors =
        symbols.of(held.snapshot().date(), PortfolioExposure.needed(held));
    String tag =
        "p%d-r%d-%s".formatted(id, held.snapshot().revision(), EntityTag.of(factors.tag(), held));
    return EntityTag.answer(request, tag, () -> new PortfolioExposure(held, factors).body());
  }

  private static ProblemException unknown(long id) {
    return ProblemException.notFound("portfolio " + id);
  }
}
