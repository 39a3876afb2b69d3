package io.afterclose.console.nights;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunScope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * {@code /events}: server-sent events of one run, or of all that may be seen. {@code progress} says
 * how far an active run is, at once and whenever that changes; {@code ended} how it ended.
 */
@RestController
final class EventsController {

  static final AccessRules RULES = AccessRules.of(AccessRule.get(Role.VIEWER, "/events"));

  private final LiveRuns live;
  private final Runs runs;
  private final NightStore nights;

  EventsController(LiveRuns live, Runs runs, NightStore nights) {
    this.live = live;
    this.runs = runs;
    this.nights = nights;
  }

  @GetMapping("/events")
  ResponseEntity<SseEmitter> events(
      @AuthenticationPrincipal Actor actor,
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(defaultValue = RunScope.EVERYTHING) String scope,
      @RequestParam(required = false) @Nullable String nights) {
    Sight sight = Sight.of(actor.visibility(), this.nights);
    if (run == null && nights == null) {
      throw ProblemException.invalid("run=JOB/DATE or nights=1 was expected");
    }
    if (run == null) {
      return answer(live.listen(actor, new LiveSubject(Optional.empty(), sight), Optional.empty()));
    }
    RunKey key = key(run, scope);
    List<RunRecord> starts = runs.starts(key, sight);
    long last = starts.get(starts.size() - 1).runId();
    return answer(live.listen(actor, new LiveSubject(Optional.of(key), sight), Optional.of(last)));
  }

  private static RunKey key(String run, String scope) {
    String[] parts = run.split("/", -1);
    if (parts.length != 2) {
      throw ProblemException.invalid("run is '%s'; JOB/DATE was expected".formatted(run));
    }
    return new RunKey(Asked.jobOfPath(parts[0]), Asked.day(parts[1]), scope);
  }

  /** Without the header a proxy would gather what it should pass on. */
  private static ResponseEntity<SseEmitter> answer(SseEmitter emitter) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("X-Accel-Buffering", "no")
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .body(emitter);
  }
}
