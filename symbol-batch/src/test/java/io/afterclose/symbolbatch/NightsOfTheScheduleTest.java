package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.symbolbatch.session.CatchUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which evening in New York each trigger of the deployed schedule serves, for every day of 2025 to
 * 2030, and what becomes of sessions whose trigger is missed, late or doubled.
 */
class NightsOfTheScheduleTest {

  private static final Path RAILWAY = Path.of("../deploy/railway");
  private static final ZonedDateTime FROM =
      ZonedDateTime.of(2025, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final ZonedDateTime TO = FROM.plusYears(6);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.US);

  private final TradingCalendar calendar = NyseCalendar.standard();

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void every_trigger_comes_on_a_weekday_evening_in_new_york_at_nine_in_winter_and_ten_in_summer(
      String job) {
    assertThat(triggers(job))
        .hasSizeBetween(1564, 1566)
        .allSatisfy(
            trigger -> {
              ZonedDateTime there = trigger.atZone(TradingCalendar.NEW_YORK);
              boolean summer = TradingCalendar.NEW_YORK.getRules().isDaylightSavings(trigger);
              assertThat(there.getDayOfWeek().getValue()).isBetween(1, 5);
              assertThat(there.getHour()).isEqualTo(summer ? 22 : 21);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void each_session_has_one_trigger_on_its_own_evening_and_other_evenings_serve_the_one_before(
      String job) {
    List<LocalDate> own =
        triggers(job).stream()
            .filter(trigger -> served(trigger).equals(evening(trigger)))
            .map(this::served)
            .toList();

    assertThat(own).isEqualTo(sessions());
    assertThat(triggers(job))
        .filteredOn(trigger -> !calendar.isSession(evening(trigger)))
        .isNotEmpty()
        .allSatisfy(
            trigger ->
                assertThat(served(trigger)).isEqualTo(calendar.previousSession(evening(trigger))));
  }

  @ParameterizedTest(name = "{0}: triggers are {1}")
  @CsvSource({"1, on time", "2, late", "3, doubled", "4, missed", "5, all of it"})
  void every_session_is_done_exactly_once(int seed, String limits) {
    Random random = new Random(seed);
    List<Instant> triggers = disturbed(triggers("symbol-batch"), limits, random);

    List<LocalDate> done = nightsOf(triggers);

    assertThat(done).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(done)).containsExactlyElementsOf(sessionsUpTo(last(triggers)));
  }

  @Test
  void after_three_weeks_without_a_trigger_the_latest_comes_first_then_ten_missed_ones_a_run() {
    List<Instant> triggers =
        triggers("symbol-batch").stream()
            .filter(
                trigger ->
                    evening(trigger).isBefore(LocalDate.of(2026, 3, 2))
                        || evening(trigger).isAfter(LocalDate.of(2026, 3, 20)))
            .filter(trigger -> evening(trigger).isBefore(LocalDate.of(2026, 3, 26)))
            .toList();

    List<LocalDate> done = nightsOf(triggers);

    assertThat(done).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(done)).containsExactlyElementsOf(sessionsUpTo(last(triggers)));
    assertThat(done)
        .containsSubsequence(
            LocalDate.of(2026, 3, 4), LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 2));
    assertThat(done.subList(done.indexOf(LocalDate.of(2026, 3, 23)), done.size()))
        .startsWith(LocalDate.of(2026, 3, 23), LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 19))
        .containsSubsequence(LocalDate.of(2026, 3, 9), LocalDate.of(2026, 3, 24));
  }

  @Test
  void the_table_of_the_special_weeks_is_written_and_right() throws IOException {
    List<String> table =
        Stream.of(
                week("the clocks go forward", LocalDate.of(2026, 3, 6)),
                week("the clocks go back", LocalDate.of(2026, 10, 30)),
                week("Good Friday", LocalDate.of(2026, 4, 2)),
                week("Juneteenth", LocalDate.of(2026, 6, 18)),
                week("a day of mourning", LocalDate.of(2025, 1, 8)))
            .flatMap(Collection::stream)
            .toList();
    Files.write(Path.of("target", "cron-table.txt"), table);
    table.forEach(System.out::println);

    assertThat(table)
        .contains(
            "Sat 2026-03-07 02:00 | Fri 2026-03-06 21:00 | 2026-03-06 | its own",
            "Tue 2026-03-10 02:00 | Mon 2026-03-09 22:00 | 2026-03-09 | its own",
            "Sat 2026-10-31 02:00 | Fri 2026-10-30 22:00 | 2026-10-30 | its own",
            "Tue 2026-11-03 02:00 | Mon 2026-11-02 21:00 | 2026-11-02 | its own",
            "Sat 2026-04-04 02:00 | Fri 2026-04-03 22:00 | 2026-04-02 | closed: nothing to do",
            "Sat 2026-06-20 02:00 | Fri 2026-06-19 22:00 | 2026-06-18 | closed: nothing to do",
            "Fri 2025-01-10 02:00 | Thu 2025-01-09 21:00 | 2025-01-08 | closed: nothing to do");
  }

  /** The triggers of a week, as: trigger in UTC, in New York, session served, how. */
  private List<String> week(String title, LocalDate firstEvening) {
    List<String> lines = new ArrayList<>();
    lines.add("-- " + title + " (UTC | New York | session served)");
    triggers("symbol-batch").stream()
        .filter(trigger -> !evening(trigger).isBefore(firstEvening))
        .limit(5)
        .map(
            trigger ->
                String.join(
                    " | ",
                    STAMP.format(trigger.atOffset(ZoneOffset.UTC)),
                    STAMP.format(trigger.atZone(TradingCalendar.NEW_YORK)),
                    served(trigger).toString(),
                    served(trigger).equals(evening(trigger)) ? "its own" : "closed: nothing to do"))
        .forEach(lines::add);
    return lines;
  }

  /** Runs without a date at these instants, none failing: which nights were done, in order. */
  private List<LocalDate> nightsOf(List<Instant> triggers) {
    SortedSet<LocalDate> completed = new TreeSet<>();
    List<LocalDate> done = new ArrayList<>();
    for (Instant trigger : triggers) {
      for (LocalDate session : CatchUp.sessions(completed, served(trigger), calendar)) {
        if (completed.add(session)) {
          done.add(session);
        }
      }
    }
    return done;
  }

  /** The last five are left as they are, so that what was missed can be made up for. */
  private static List<Instant> disturbed(List<Instant> triggers, String limits, Random random) {
    boolean late = limits.equals("late") || limits.equals("all of it");
    List<Instant> disturbed = new ArrayList<>();
    for (Instant trigger : triggers) {
      int times = times(limits, random.nextInt(100));
      boolean certain = disturbed.isEmpty() || triggers.indexOf(trigger) >= triggers.size() - 5;
      for (int i = 0; i < (certain ? Math.max(1, times) : times); i++) {
        disturbed.add(late ? trigger.plus(Duration.ofMinutes(random.nextInt(600))) : trigger);
      }
    }
    disturbed.sort(null);
    return disturbed;
  }

  private static int times(String limits, int chance) {
    return switch (limits) {
      case "doubled" -> chance < 50 ? 2 : 1;
      case "missed" -> chance < 30 ? 0 : 1;
      case "all of it" -> chance < 20 ? 0 : chance < 40 ? 2 : 1;
      default -> 1;
    };
  }

  private List<LocalDate> sessions() {
    return calendar.sessions(evening(triggers("symbol-batch").get(0)), LocalDate.of(2030, 12, 30));
  }

  private List<LocalDate> sessionsUpTo(Instant last) {
    return calendar.sessions(served(triggers("symbol-batch").get(0)), served(last));
  }

  private static Instant last(List<Instant> triggers) {
    return triggers.get(triggers.size() - 1);
  }

  private LocalDate served(Instant trigger) {
    return calendar.latestCompletedSession(trigger);
  }

  private static LocalDate evening(Instant trigger) {
    return trigger.atZone(TradingCalendar.NEW_YORK).toLocalDate();
  }

  private static List<Instant> triggers(String job) {
    CronExpression cron = CronExpression.parse("0 " + schedule(job));
    return Stream.iterate(cron.next(FROM), cron::next)
        .takeWhile(trigger -> trigger.isBefore(TO))
        .map(ZonedDateTime::toInstant)
        .collect(Collectors.toList());
  }

  private static String schedule(String job) {
    return JsonMapper.shared()
        .readTree(RAILWAY.resolve(job + ".json"))
        .path("deploy")
        .path("cronSchedule")
        .asString();
  }
}
