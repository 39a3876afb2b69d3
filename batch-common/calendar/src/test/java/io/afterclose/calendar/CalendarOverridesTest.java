package io.afterclose.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CalendarOverridesTest {
  private static final LocalDate DATE = LocalDate.of(2025, 1, 9);

  @Test
  void nothing_said_is_nothing_overridden() {
    CalendarOverrides none = CalendarOverrides.none();
    assertThat(CalendarOverrides.fromEnvironment(Map.of())).isEqualTo(none);
    assertThat(CalendarOverrides.fromEnvironment(Map.of(CalendarOverrides.CLOSURES, "  ")))
        .isEqualTo(none);
  }

  @Test
  void dates_are_read_in_any_order_with_spaces() {
    CalendarOverrides read =
        CalendarOverrides.fromEnvironment(
            Map.of(
                CalendarOverrides.CLOSURES, " 2025-02-03 ,2025-01-09,",
                CalendarOverrides.OPENINGS, "2025-04-18"));
    assertThat(read.closures()).containsExactly(DATE, LocalDate.of(2025, 2, 3));
    assertThat(read.openings()).containsExactly(LocalDate.of(2025, 4, 18));
  }

  @Test
  void an_early_close_is_a_date_with_a_time() {
    CalendarOverrides read =
        CalendarOverrides.fromEnvironment(
            Map.of(
                CalendarOverrides.EARLY_CLOSES,
                "2031-11-28 13:00, 2031-11-26T14:30,2031-11-28 13:00,"));
    assertThat(read.closes())
        .containsExactly(
            Map.entry(LocalDate.of(2031, 11, 26), LocalTime.of(14, 30)),
            Map.entry(LocalDate.of(2031, 11, 28), LocalTime.of(13, 0)));
  }

  @Test
  void all_wrong_early_closes_are_named_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CalendarOverrides.fromEnvironment(
                    Map.of(
                        CalendarOverrides.CLOSURES,
                        "2025-01-09",
                        CalendarOverrides.EARLY_CLOSES,
                        "2025-01-09 13:00,2025-01-11 13:00,2025-02-30 13:00,2025-02-03,"
                            + "2025-02-04 1pm,2025-02-05 17:00,2025-02-06 09:30,"
                            + "2025-02-07 13:00,2025-02-07 14:00")))
        .withMessageContainingAll(
            "2025-01-09 is a closure and closes early",
            "2025-01-11 is an early close on a weekend",
            "'2025-02-30 13:00' in AFTERCLOSE_CALENDAR_EARLY_CLOSES",
            "'2025-02-03' in AFTERCLOSE_CALENDAR_EARLY_CLOSES",
            "'2025-02-04 1pm' in AFTERCLOSE_CALENDAR_EARLY_CLOSES",
            "2025-02-05 closes at 17:00, not after 09:30 and up to 16:00",
            "2025-02-06 closes at 09:30",
            "2025-02-07 closes at 13:00 and at 14:00");
  }

  @Test
  void all_wrong_entries_are_named_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CalendarOverrides.fromEnvironment(
                    Map.of(
                        CalendarOverrides.CLOSURES, "2025-02-30,2025-01-09,tomorrow",
                        CalendarOverrides.OPENINGS, "01/02/2025,2025-01-09,2025-01-11")))
        .withMessageContainingAll(
            "'2025-02-30' in AFTERCLOSE_CALENDAR_CLOSURES",
            "'tomorrow' in AFTERCLOSE_CALENDAR_CLOSURES",
            "'01/02/2025' in AFTERCLOSE_CALENDAR_OPENINGS",
            "2025-01-09 is both",
            "2025-01-11 is an opening on a weekend");
  }

  @Test
  void a_date_cannot_be_closed_and_open() {
    TreeSet<LocalDate> dates = new TreeSet<>();
    dates.add(DATE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CalendarOverrides(dates, dates, new TreeMap<>()))
        .withMessageContaining("2025-01-09");
  }

  @Test
  void the_sets_are_copied() {
    TreeSet<LocalDate> closures = new TreeSet<>();
    TreeMap<LocalDate, LocalTime> closes = new TreeMap<>();
    CalendarOverrides overrides = new CalendarOverrides(closures, new TreeSet<>(), closes);
    closures.add(DATE);
    closes.put(DATE, LocalTime.of(13, 0));
    assertThat(overrides).isEqualTo(CalendarOverrides.none());
  }
}
