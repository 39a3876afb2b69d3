package io.afterclose.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {
  private static final Symbol SYMBOL = Symbol.of("AAPL");
  private static final LocalDate MONDAY = LocalDate.of(2024, 1, 8);
  private static final LocalDate SUNDAY = LocalDate.of(2024, 1, 7);
  private static final Sessions WEEK = Sessions.of(MONDAY.datesUntil(MONDAY.plusDays(5)).toList());

  @Test
  void sessions_count_from_the_oldest() {
    assertThat(WEEK.size()).isEqualTo(5);
    assertThat(WEEK.first()).isEqualTo(MONDAY);
    assertThat(WEEK.last()).isEqualTo(WEEK.at(4));
    assertThat(WEEK.indexOf(MONDAY.plusDays(2))).isEqualTo(2);
    assertThat(WEEK.indexOf(SUNDAY)).isEqualTo(-1);
    assertThat(WEEK.indexOf(MONDAY.plusDays(9))).isEqualTo(-1);
  }

  @Test
  void sessions_must_ascend_strictly() {
    assertThatIllegalArgumentException().isThrownBy(() -> Sessions.of(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Sessions.of(List.of(MONDAY, MONDAY)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sessions.of(List.of(MONDAY, SUNDAY)))
        .withMessageContaining("2024-01-07 after 2024-01-08");
  }

  @Test
  void sessions_are_a_value_that_later_changes_of_the_list_do_not_touch() {
    List<LocalDate> dates = new ArrayList<>(WEEK.dates());
    Sessions sessions = Sessions.of(dates);
    dates.clear();
    assertThat(sessions).isEqualTo(WEEK).hasSameHashCodeAs(WEEK);
    assertThat(sessions).isNotEqualTo(Sessions.of(List.of(MONDAY)));
  }

  @Test
  void a_session_without_a_close_is_a_hole() {
    PriceHistory history = PriceHistory.on(WEEK, SYMBOL).close(MONDAY, 10).build();
    assertThat(history.hasClose(0)).isTrue();
    assertThat(history.close(0)).isEqualTo(10);
    assertThat(history.hasClose(1)).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> history.close(1))
        .withMessageContaining("2024-01-09");
  }

  @Test
  void nothing_happens_by_default() {
    PriceHistory history = PriceHistory.on(WEEK, SYMBOL).build();
    assertThat(history.splitRatio(3)).isEqualTo(1);
    assertThat(history.cash(3)).isEqualTo(0);
  }

  @Test
  void splits_of_one_day_multiply_and_cash_adds() {
    PriceHistory history =
        PriceHistory.on(WEEK, SYMBOL)
            .split(MONDAY, 2)
            .split(MONDAY, 1.5)
            .cash(MONDAY, 0.25)
            .cash(MONDAY, -0.125)
            .build();
    assertThat(history.splitRatio(0)).isEqualTo(3);
    assertThat(history.cash(0)).isEqualTo(0.125);
  }

  @Test
  void dates_off_the_axis_are_ignored() {
    PriceHistory history =
        PriceHistory.on(WEEK, SYMBOL).close(SUNDAY, 1).split(SUNDAY, 2).cash(SUNDAY, 3).build();
    for (int i = 0; i < WEEK.size(); i++) {
      assertThat(history.hasClose(i)).isFalse();
      assertThat(history.splitRatio(i)).isEqualTo(1);
      assertThat(history.cash(i)).isEqualTo(0);
    }
  }

  @Test
  void a_builder_used_on_leaves_what_it_built_alone() {
    PriceHistory.Builder builder = PriceHistory.on(WEEK, SYMBOL).close(MONDAY, 10);
    PriceHistory built = builder.build();
    builder.close(MONDAY, 11);
    assertThat(built.close(0)).isEqualTo(10);
  }

  @Test
  void numbers_that_are_no_prices_are_refused() {
    PriceHistory.Builder builder = PriceHistory.on(WEEK, SYMBOL);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.close(MONDAY, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.close(MONDAY, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.split(MONDAY, -2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.cash(MONDAY, Double.POSITIVE_INFINITY));
  }
}
