package io.afterclose.console.symbols;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.RequestLimits;
import io.afterclose.console.access.Role;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cache}: what is in memory, and how to read it anew. */
@RestController
final class CacheController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/api/v1/cache"),
          AccessRule.post(Role.OPERATOR, "/api/v1/cache/reload"));

  private final SymbolCache cache;
  private final RequestLimits limits;
  private final AuditStore audit;
  private final Clock clock;

  CacheController(SymbolCache cache, RequestLimits limits, AuditStore audit, Clock clock) {
    this.cache = cache;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping("/api/v1/cache")
  ResponseEntity<Map<String, @Nullable Object>> show() {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body(cache.state()));
  }

  @PostMapping("/api/v1/cache/reload")
  ResponseEntity<Map<String, @Nullable Object>> reload(
      HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
    limits.requireAction(actor.account());
    AuditEntry entry =
        AuditEntry.done(clock.instant(), actor, request.getRemoteAddr(), "cache.reload", "symbols");
    try {
      cache.reload();
    } catch (TableRefusedException unfit) {
      String why = String.valueOf(unfit.getMessage());
      cache.refused(why);
      audit.add(entry.ended(AuditEntry.Outcome.REFUSED, why));
      throw new ProblemException(ProblemKind.NOT_READY, why);
    }
    audit.add(entry);
    return show();
  }

  private Map<String, @Nullable Object> body(CacheState state) {
    Optional<SymbolTable> table = state.loaded();
    Instant loadedAt = state.loadedAt();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("as_of", table.map(SymbolTable::date).map(LocalDate::toString).orElse(null));
    body.put("version", table.map(SymbolTable::version).orElse(null));
    body.put("fingerprint", table.map(SymbolTable::fingerprint).orElse(null));
    body.put("symbols", table.map(SymbolTable::size).orElse(0));
    body.put("symbols_left_out", table.map(SymbolTable::left).orElse(0));
    body.put("loaded_at", loadedAt == null ? null : loadedAt.toString());
    body.put(
        "age_seconds",
        loadedAt == null ? null : Duration.between(loadedAt, clock.instant()).toSeconds());
    body.put(
        "newest_complete_night",
        state.looked().flatMap(Nights::newestComplete).map(LocalDate::toString).orElse(null));
    body.put("degraded", state.degraded().orElse(null));
    return body;
  }
}
