package io.afterclose.console.schedule;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.pages.Form;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/schedule} and the page of the schedules. */
@RestController
final class ScheduleController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/api/v1/schedule"),
          AccessRule.needs(Role.ADMIN, HttpMethod.PUT, "/api/v1/schedule/{id}"),
          AccessRule.get(Role.VIEWER, "/schedule"),
          AccessRule.post(Role.ADMIN, "/schedule/{id}"));

  static final NavigationLink LINK = new NavigationLink(60, "/schedule", "Schedule", Role.VIEWER);

  private static final int SHOWN = 40;
  private static final int LONGEST_REASON = 500;

  private static final DateTimeFormatter NEW_YORK =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm 'New York'", Locale.ENGLISH);

  private final ScheduleStore schedules;
  private final AuditStore audit;
  private final TradingCalendar calendar;
  private final Clock clock;
  private final Pages pages;

  ScheduleController(
      ScheduleStore schedules,
      AuditStore audit,
      TradingCalendar calendar,
      Clock clock,
      Pages pages) {
    this.schedules = schedules;
    this.audit = audit;
    this.calendar = calendar;
    this.clock = clock;
    this.pages = pages;
  }

  /**
   * What an administrator changes.
   *
   * @param paused_until the first session that is started again; null for none left out
   */
  record Change(
      @Nullable Boolean enabled, @Nullable String paused_until, @Nullable String reason) {}

  /**
   * A schedule on the page.
   *
   * @param next when it is due, in New York; empty for never
   */
  record Line(Schedule schedule, String next) {}

  /** The page. */
  record View(Form form, List<Line> lines, List<Fire> fires, boolean mayChange) {

    /** A moment in New York, with the zone. */
    static String newYork(Instant moment) {
      return NEW_YORK.format(ZonedDateTime.ofInstant(moment, TradingCalendar.NEW_YORK));
    }
  }

  @GetMapping("/api/v1/schedule")
  Map<String, Object> show() {
    Instant now = clock.instant();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schedules", schedules.all().stream().map(one -> members(one, now)).toList());
    members.put(
        "fires", schedules.newest(SHOWN).stream().map(ScheduleController::members).toList());
    return members;
  }

  private Map<String, Object> members(Schedule schedule, Instant now) {
    Optional<Instant> next = schedule.next(now, calendar);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", schedule.id());
    members.put("job", schedule.job().text());
    members.put("at", schedule.at().map(Object::toString).orElse(null));
    members.put("zone", TradingCalendar.NEW_YORK.getId());
    members.put("after", schedule.at().isPresent() ? null : "symbol-batch");
    members.put("enabled", schedule.enabledAt().isPresent());
    members.put("enabled_at", schedule.enabledAt().map(Object::toString).orElse(null));
    members.put("paused_until", schedule.pausedUntil().map(Object::toString).orElse(null));
    members.put("reason", schedule.reason());
    members.put("next_at", next.map(Object::toString).orElse(null));
    members.put("next_at_new_york", next.map(View::newYork).orElse(null));
    return members;
  }

  private static Map<String, Object> members(Fire fire) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schedule", fire.schedule());
    members.put("session", fire.session().toString());
    members.put("due_at", fire.dueAt().toString());
    members.put("fired_at", fire.firedAt().toString());
    members.put("instance", fire.instance());
    members.put("outcome", fire.fired() ? "FIRED" : "COALESCED");
    members.put("request", fire.request().map(UUID::toString).orElse(null));
    return members;
  }

  @PutMapping("/api/v1/schedule/{id}")
  Map<String, Object> change(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @PathVariable String id,
      @RequestBody Change change) {
    if (change.enabled() == null) {
      throw ProblemException.invalid("enabled: true or false was expected");
    }
    apply(actor, http, id, change.enabled(), change.paused_until(), change.reason());
    return members(known(id), clock.instant());
  }

  @GetMapping("/schedule")
  ResponseEntity<String> page(HttpServletRequest http, @AuthenticationPrincipal Actor actor) {
    Instant now = clock.instant();
    List<Line> lines =
        schedules.all().stream()
            .map(one -> new Line(one, one.next(now, calendar).map(View::newYork).orElse("")))
            .toList();
    View view = new View(pages.form(http), lines, schedules.newest(SHOWN), actor.may(Role.ADMIN));
    return pages.show(http, "Schedule", "schedule/schedule.jte", view);
  }

  @PostMapping("/schedule/{id}")
  ResponseEntity<String> change(
      @AuthenticationPrincipal Actor actor,
      HttpServletRequest http,
      @PathVariable String id,
      @RequestParam boolean enabled,
      @RequestParam(defaultValue = "") String until,
      @RequestParam String reason) {
    apply(actor, http, id, enabled, until.isBlank() ? null : until, reason);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/schedule")).build();
  }

  private void apply(
      Actor actor,
      HttpServletRequest http,
      String id,
      boolean enabled,
      @Nullable String pausedUntil,
      @Nullable String reason) {
    Schedule before = known(id);
    if (reason == null
        || reason.isBlank()
        || reason.length() > LONGEST_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalid(
          "reason: 1 to %d characters on one line were expected".formatted(LONGEST_REASON));
    }
    LocalDate until = pausedUntil == null ? null : day(pausedUntil);
    Instant on = enabled ? before.enabledAt().orElse(clock.instant()) : null;
    schedules.change(id, on, until, reason);
    String what = enabled ? until == null ? "on" : "on, paused until " + until : "off";
    audit.add(
        AuditEntry.done(clock.instant(), actor, http.getRemoteAddr(), "schedule", id + " " + what)
            .because(reason));
  }

  private Schedule known(String id) {
    return schedules.all().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("schedule '" + id + "'"));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw ProblemException.invalid("paused_until: a day as 2022-06-30 was expected");
    }
  }
}
