package io.afterclose.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Map;
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
        .isThrownBy(() -> new CalendarOverrides(dates, dates))
        .withMessageContaining("2025-01-09");
  }

  @Test
  void the_sets_are_copied() {
    TreeSet<LocalDate> closures = new TreeSet<>();
    CalendarOverrides overrides = new CalendarOverrides(closures, new TreeSet<>());
    closures.add(DATE);
    assertThat(overrides.closures()).isEmpty();
  }
}
