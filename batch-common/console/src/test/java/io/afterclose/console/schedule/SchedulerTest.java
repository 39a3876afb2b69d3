package io.afterclose.console.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class SchedulerTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final TradingCalendar CALENDAR = NyseCalendar.standard();

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at("2022-06-27T12:00:00Z");
  private static TestConsole console;
  private String admin = "";

  @BeforeAll
  static void start() {
    console = TestConsole.start(postgres, home, clock);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void begin() {
    postgres.reset();
    new JdbcTemplate(postgres.dataSource())
        .update("update schedules set enabled_at = null, paused_until = null, reason = ''");
    clock.set(Instant.parse("2022-06-27T12:00:00Z"));
    admin = console.token(Role.ADMIN);
  }

  private HttpResponse<String> change(String schedule, String body) {
    return console.send(
        console
            .with(admin, "/api/v1/schedule/" + schedule)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  private void switchOn() {
    HttpResponse<String> on =
        change("symbol-batch", "{\"enabled\": true, \"reason\": \"no other scheduler\"}");
    assertThat(on.statusCode()).as(on.body()).isEqualTo(200);
  }

  private static Scheduler scheduler() {
    return console.bean(Scheduler.class);
  }

  private static List<String> fires() {
    return new ScheduleStore(postgres.dataSource())
        .newest(100).stream()
            .map(fire -> fire.session() + " " + (fire.fired() ? "FIRED" : "COALESCED"))
            .toList();
  }

  private static long requested() {
    return new JdbcTemplate(postgres.dataSource())
        .queryForList("select request_id from run_requests")
        .size();
  }

  @Test
  void over_forty_five_years_it_is_due_at_21_in_new_york_on_sessions_and_never_else() {
    Schedule schedule =
        new Schedule(
            "symbol-batch",
            JobName.SYMBOL_BATCH,
            Optional.of(LocalTime.of(21, 0)),
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            "");
    Set<LocalDate> due = new HashSet<>();
    LocalDate from = LocalDate.of(1990, 1, 2);
    LocalDate to = LocalDate.of(2034, 12, 29);
    Instant now = from.atStartOfDay(NEW_YORK).toInstant();
    while (now.isBefore(to.plusDays(1).atStartOfDay(NEW_YORK).toInstant())) {
      Optional<Instant> next = schedule.next(now, CALENDAR);
      ZonedDateTime local = next.orElseThrow().atZone(NEW_YORK);
      assertThat(local.toLocalTime()).isEqualTo(LocalTime.of(21, 0));
      assertThat(CALENDAR.isSession(local.toLocalDate())).isTrue();
      assertThat(schedule.dueSessions(next.orElseThrow(), CALENDAR)).endsWith(local.toLocalDate());
      assertThat(schedule.dueSessions(next.orElseThrow().minusMillis(1), CALENDAR))
          .doesNotContain(local.toLocalDate());
      due.add(local.toLocalDate());
      now = next.orElseThrow();
    }
    due.removeIf(session -> session.isAfter(to));
    assertThat(due).containsExactlyInAnyOrderElementsOf(CALENDAR.sessions(from, to));
  }

  @Test
  void all_are_off_at_first_and_what_was_due_before_is_not_made_up_for() {
    clock.set(Instant.parse("2022-06-28T02:00:00Z"));
    scheduler().look();
    assertThat(fires()).isEmpty();

    switchOn();
    scheduler().look();
    assertThat(fires()).isEmpty();
    assertThat(console.json("/api/v1/schedule", admin).path("schedules").get(0).path("next_at"))
        .hasToString("\"2022-06-29T01:00:00Z\"");
  }

  @Test
  void of_five_consoles_one_starts_a_session() throws Exception {
    switchOn();
    clock.set(Instant.parse("2022-06-28T01:00:00Z"));
    ExecutorService five = Executors.newFixedThreadPool(5);
    try {
      Callable<Void> look =
          () -> {
            scheduler().look();
            return null;
          };
      for (var looked : five.invokeAll(List.of(look, look, look, look, look))) {
        looked.get();
      }
    } finally {
      five.shutdownNow();
    }
    assertThat(fires()).containsExactly("2022-06-27 FIRED");
    assertThat(requested()).isEqualTo(1);
  }

  @Test
  void after_three_evenings_that_were_missed_the_newest_is_started_once() {
    switchOn();
    clock.set(Instant.parse("2022-06-30T12:00:00Z"));

    scheduler().look();
    scheduler().look();

    assertThat(fires())
        .containsExactly("2022-06-29 FIRED", "2022-06-28 COALESCED", "2022-06-27 COALESCED");
    assertThat(requested()).isEqualTo(1);
  }

  @Test
  void a_pause_leaves_sessions_out() {
    switchOn();
    change(
        "symbol-batch",
        "{\"enabled\": true, \"paused_until\": \"2022-06-29\", \"reason\": \"vendor moves\"}");
    clock.set(Instant.parse("2022-06-29T02:00:00Z"));
    scheduler().look();
    assertThat(fires()).isEmpty();

    clock.set(Instant.parse("2022-06-30T02:00:00Z"));
    scheduler().look();
    assertThat(fires()).containsExactly("2022-06-29 FIRED");
  }

  @Test
  void a_change_needs_an_administrator_and_a_reason() {
    assertThat(change("symbol-batch", "{\"enabled\": true}").statusCode()).isEqualTo(422);
    assertThat(change("nothing", "{\"enabled\": true, \"reason\": \"x\"}").statusCode())
        .isEqualTo(404);
    admin = console.token(Role.OPERATOR);
    assertThat(change("symbol-batch", "{\"enabled\": true, \"reason\": \"x\"}").statusCode())
        .isEqualTo(403);
  }
}
