package io.afterclose.console.nights;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /nights}, which is the home page, and the same for programs. */
@RestController
final class NightsController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/"),
          AccessRule.get(Role.VIEWER, "/nights"),
          AccessRule.get(Role.VIEWER, "/api/v1/nights"));

  /** A page of more would be slow to read and to load. */
  private static final int DAYS_OF_A_PAGE = 370;

  private static final int DAYS_OF_AN_ANSWER = 800;
  private static final int USUAL_DAYS = 120;

  private final Nights nights;
  private final NightStore store;
  private final RunItemStore items;
  private final ActiveRuns active;
  private final TradingCalendar calendar;
  private final Clock clock;
  private final Pages pages;

  NightsController(
      Nights nights,
      NightStore store,
      RunItemStore items,
      ActiveRuns active,
      TradingCalendar calendar,
      Clock clock,
      Pages pages) {
    this.nights = nights;
    this.store = store;
    this.items = items;
    this.active = active;
    this.calendar = calendar;
    this.clock = clock;
    this.pages = pages;
  }

  @GetMapping("/")
  ResponseEntity<String> home() {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/nights")).build();
  }

  @GetMapping("/api/v1/nights")
  Map<String, Object> answer(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    LocalDate last = Optional.ofNullable(Asked.date("to", to)).orElseGet(nights::latestSession);
    LocalDate first =
        Optional.ofNullable(Asked.date("from", from)).orElseGet(() -> last.minusDays(USUAL_DAYS));
    Asked.requireSpan(first, last, DAYS_OF_AN_ANSWER, calendar);
    return Answers.nights(first, last, nights.latestSession(), nights.days(first, last));
  }

  @GetMapping("/nights")
  ResponseEntity<String> page(
      HttpServletRequest request,
      @AuthenticationPrincipal Actor actor,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String selected) {
    LocalDate latest = nights.latestSession();
    LocalDate wanted = Optional.ofNullable(Asked.date("selected", selected)).orElse(latest);
    NightsPage.Window window = window(Asked.date("from", from), Asked.date("to", to), wanted);
    Sight sight = Sight.of(actor.visibility(), store);
    List<NightDay> days = nights.days(window.from(), window.to());
    NightsPage.Chosen chosen =
        days.stream()
            .filter(day -> day.date().equals(wanted))
            .findFirst()
            .map(day -> chosen(day, actor, sight, latest))
            .orElse(null);
    return pages.show(
        request,
        "Nights",
        "nights/nights.jte",
        new NightsPage(
            window, days, latest, nights.next().orElse(null), active.seenBy(sight), chosen));
  }

  private NightsPage.Window window(
      @Nullable LocalDate from, @Nullable LocalDate to, LocalDate wanted) {
    LocalDate today = clock.instant().atZone(TradingCalendar.NEW_YORK).toLocalDate();
    NightsPage.Window around = NightsPage.Window.around(wanted, today);
    if (from == null && to == null) {
      Asked.requireSpan(around.from(), around.to(), DAYS_OF_A_PAGE, calendar);
      return around;
    }
    LocalDate last = to == null ? Objects.requireNonNull(from).plusMonths(4).minusDays(1) : to;
    LocalDate first = from == null ? last.plusDays(1).minusMonths(4) : from;
    Asked.requireSpan(first, last, DAYS_OF_A_PAGE, calendar);
    return new NightsPage.Window(first, last, true);
  }

  private NightsPage.Chosen chosen(NightDay day, Actor actor, Sight sight, LocalDate latest) {
    List<RunRow> runs =
        day.nights().stream()
            .flatMap(night -> Optional.ofNullable(night.run()).stream())
            .map(sight::shown)
            .toList();
    Map<String, List<RunItemStore.Reason>> reasons = new HashMap<>();
    for (RunRow run : runs) {
      if (run.execution() != null && run.failed() != null && run.failed() > 0) {
        reasons.put(
            run.target().job(),
            items.reasons(
                List.of(new RunItemStore.PhaseOf(run.execution(), null)), sight.portfolios()));
      }
    }
    boolean over = day.closed() == null && !day.date().isAfter(latest);
    return new NightsPage.Chosen(
        day,
        runs,
        reasons,
        over ? store.lacking(day.date(), actor.visibility()) : null,
        actor.may(Role.OPERATOR));
  }
}
