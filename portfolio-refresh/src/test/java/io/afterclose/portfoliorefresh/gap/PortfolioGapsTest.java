package io.afterclose.portfoliorefresh.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.portfolio.position.Weekdays;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PortfolioGapsTest {
  private static final Sessions JANUARY = Weekdays.between("2024-01-01", "2024-01-31");
  private static final LocalDate TARGET = LocalDate.parse("2024-01-12");

  private static Set<LocalDate> january(int... days) {
    return Arrays.stream(days)
        .mapToObj(day -> LocalDate.of(2024, 1, day))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Integer> gaps(Optional<LocalDate> since, Set<LocalDate> current) {
    return days(PortfolioGaps.between(since, current, JANUARY, TARGET).dates());
  }

  private static List<Integer> days(Collection<LocalDate> dates) {
    return dates.stream().map(LocalDate::getDayOfMonth).toList();
  }

  private static Optional<LocalDate> since(int day) {
    return Optional.of(LocalDate.of(2024, 1, day));
  }

  @Test
  void a_portfolio_without_a_snapshot_lacks_the_target_only() {
    assertThat(gaps(Optional.empty(), Set.of())).containsExactly(12);
  }

  @Test
  void missed_nights_are_made_after_the_target_newest_first() {
    assertThat(gaps(since(8), january(8, 9))).containsExactly(12, 11, 10);
  }

  @Test
  void a_hole_inside_the_history_counts() {
    assertThat(gaps(since(4), january(4, 5, 9, 10, 11, 12))).containsExactly(8);
  }

  @Test
  void a_late_joiner_is_judged_by_its_own_first_snapshot() {
    assertThat(gaps(since(2), january(2, 3, 4, 5, 8, 9))).containsExactly(12, 11, 10);
    assertThat(gaps(since(11), january(11))).containsExactly(12);
  }

  @Test
  void a_snapshot_of_another_portfolio_or_of_the_newest_day_hides_no_gap() {
    assertThat(gaps(since(8), january(8, 12))).containsExactly(11, 10, 9);
  }

  @Test
  void a_full_history_has_none() {
    PortfolioGaps gaps = PortfolioGaps.between(since(10), january(10, 11, 12), JANUARY, TARGET);

    assertThat(gaps.none()).isTrue();
  }

  @Test
  void weekends_are_never_expected() {
    assertThat(gaps(since(5), Set.of())).containsExactly(12, 11, 10, 9, 8, 5);
  }

  @Test
  void an_entry_on_a_weekend_is_expected_from_the_next_session_on() {
    assertThat(gaps(since(6), Set.of())).containsExactly(12, 11, 10, 9, 8);
  }

  @Test
  void before_its_first_snapshot_nothing_is_expected() {
    assertThat(gaps(since(15), january(15))).isEmpty();
  }

  @Test
  void an_unusable_target_stays_a_gap_and_the_older_dates_are_made() {
    PortfolioGaps gaps =
        PortfolioGaps.between(since(10), Set.of(), JANUARY, TARGET)
            .only(date -> !date.equals(TARGET));

    assertThat(days(gaps.dates())).containsExactly(11, 10);
  }

  @Test
  void however_many_there_are_all_are_made() {
    LocalDate first = LocalDate.parse("2018-01-01");
    Sessions sessions = Weekdays.from(first, 1_400);

    assertThat(
            PortfolioGaps.between(Optional.of(first), Set.of(), sessions, sessions.last()).dates())
        .hasSize(1_400)
        .startsWith(sessions.last(), sessions.at(1_398))
        .endsWith(first);
  }

  @Test
  void a_target_that_is_no_session_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PortfolioGaps.between(
                    Optional.empty(), Set.of(), JANUARY, LocalDate.parse("2024-01-13")))
        .withMessageContaining("found 2024-01-13");
  }
}
