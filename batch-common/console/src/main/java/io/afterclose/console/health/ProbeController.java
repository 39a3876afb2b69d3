package io.afterclose.console.health;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /health/live} and {@code /health/ready}, and the same below the interface's prefix. */
@RestController
public final class ProbeController {

  /** Anybody may probe. */
  public static final AccessRules RULES =
      AccessRules.of(
          AccessRule.open(HttpMethod.GET, "/health/live"),
          AccessRule.open(HttpMethod.GET, "/health/ready"),
          AccessRule.open(HttpMethod.GET, "/api/v1/health/live"),
          AccessRule.open(HttpMethod.GET, "/api/v1/health/ready"));

  private final Readiness readiness;

  public ProbeController(Readiness readiness) {
    this.readiness = readiness;
  }

  /** The process answers; nothing else is looked at. */
  @GetMapping({"/health/live", "/api/v1/health/live"})
  ResponseEntity<Map<String, Object>> live() {
    return answer(200, Map.of("status", "alive"));
  }

  /** Whether requests may come. */
  @GetMapping({"/health/ready", "/api/v1/health/ready"})
  ResponseEntity<Map<String, Object>> ready() {
    ReadyAnswer answer = readiness.answer();
    return answer(answer.ready() ? 200 : 503, answer.body());
  }

  private static ResponseEntity<Map<String, Object>> answer(int status, Map<String, Object> body) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(body);
  }
}
