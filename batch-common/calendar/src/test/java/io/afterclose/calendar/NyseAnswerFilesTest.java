package io.afterclose.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.HolidayCalendar;
import com.opengamma.strata.basics.date.HolidayCalendarIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every weekday of 1990 to 2030 against lists of closures and early closes that nobody here made.
 */
class NyseAnswerFilesTest {
  private static final String CLOSURES = "nyse_full_day_closures_1990_2030.csv";
  private static final String EARLY_CLOSES = "nyse_early_closes_1990_2030.csv";
  private static final LocalDate FROM = LocalDate.of(1990, 1, 1);
  private static final LocalDate UNTIL = LocalDate.of(2031, 1, 1);
  private static final LocalDate SANDY_MONDAY = LocalDate.of(2012, 10, 29);
  private static final TradingCalendar NYSE = NyseCalendar.standard();

  @Test
  void exactly_the_listed_weekdays_are_closed() throws IOException {
    Set<LocalDate> listed =
        rows(CLOSURES).stream().map(row -> LocalDate.parse(row[0])).collect(Collectors.toSet());
    assertThat(listed).hasSizeGreaterThan(370);
    assertThat(weekdays(day -> !NYSE.isSession(day))).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void the_library_alone_misses_one_day() throws IOException {
    HolidayCalendar strata = ReferenceData.standard().getValue(HolidayCalendarIds.NYSE);
    Set<LocalDate> listed =
        rows(CLOSURES).stream().map(row -> LocalDate.parse(row[0])).collect(Collectors.toSet());
    assertThat(weekdays(day -> strata.isHoliday(day) != listed.contains(day)))
        .containsExactly(SANDY_MONDAY);
    assertThat(strata.isHoliday(SANDY_MONDAY)).isFalse();
  }

  @Test
  void exactly_the_listed_sessions_close_early_and_at_the_listed_time() throws IOException {
    Map<LocalDate, LocalTime> listed = new TreeMap<>();
    rows(EARLY_CLOSES).forEach(row -> listed.put(LocalDate.parse(row[0]), LocalTime.parse(row[2])));
    assertThat(listed).hasSizeGreaterThan(85);

    Map<LocalDate, LocalTime> found = new TreeMap<>();
    weekdays(day -> NYSE.isSession(day) && !close(day).equals(LocalTime.of(16, 0)))
        .forEach(day -> found.put(day, close(day)));
    assertThat(found).isEqualTo(listed);
  }

  private static LocalTime close(LocalDate session) {
    return NYSE.closeOf(session).toLocalTime();
  }

  private static List<LocalDate> weekdays(Predicate<LocalDate> which) {
    return FROM.datesUntil(UNTIL)
        .filter(day -> day.getDayOfWeek().getValue() <= 5)
        .filter(which)
        .toList();
  }

  private static List<String[]> rows(String name) throws IOException {
    Path file = dataFolder().resolve("calendar").resolve(name);
    assumeTrue(Files.isReadable(file), () -> "no shared data with " + name + " beside the project");
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static Path dataFolder() {
    Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("batch-common"))) {
      here = here.getParent();
    }
    assumeTrue(here != null, "the project's root is not above the working directory");
    return here.resolveSibling("shared").resolve("data");
  }
}
