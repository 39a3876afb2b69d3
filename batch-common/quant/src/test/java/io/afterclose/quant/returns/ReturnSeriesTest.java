package io.afterclose.quant.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnSeriesTest {
  private static final Symbol SYMBOL = Symbol.of("AAPL");
  private static final LocalDate START = LocalDate.of(2024, 1, 8);
  private static final Sessions WEEK = Sessions.of(START.datesUntil(START.plusDays(5)).toList());

  @Test
  void a_return_is_the_change_from_the_session_before() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 110, 99).build());
    assertThat(returns.has(0)).isFalse();
    assertThat(returns.at(1)).isCloseTo(0.10, within(1e-15));
    assertThat(returns.at(2)).isCloseTo(-0.10, within(1e-15));
    assertThat(returns.has(3)).isFalse();
    assertThat(returns.count(0, 5)).isEqualTo(2);
    assertThat(returns.count(0, 2)).isEqualTo(1);
  }

  @Test
  void a_split_is_no_loss() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 25.5).split(WEEK.at(1), 4).build());
    assertThat(returns.at(1)).isCloseTo(0.02, within(1e-15));
  }

  @Test
  void cash_is_part_of_the_return_and_counted_per_new_share() {
    ReturnSeries paid = ReturnSeries.of(closes(100, 99).cash(WEEK.at(1), 2).build());
    assertThat(paid.at(1)).isCloseTo(0.01, within(1e-15));
    ReturnSeries both =
        ReturnSeries.of(closes(100, 49).split(WEEK.at(1), 2).cash(WEEK.at(1), 1.5).build());
    assertThat(both.at(1)).isCloseTo(0.01, within(1e-15));
  }

  @Test
  void a_hole_gives_no_return_over_several_days() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 101, Double.NaN, 103, 104).build());
    assertThat(returns.has(1)).isTrue();
    assertThat(returns.has(2)).isFalse();
    assertThat(returns.has(3)).isFalse();
    assertThat(returns.has(4)).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> returns.at(3))
        .withMessageContaining("AAPL has no return on 2024-01-11");
  }

  @Test
  void compounding_multiplies_what_comes_after_the_first_index() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 110, 99, 105, 120).build());
    assertThat(returns.compounded(0, 4).orElseThrow()).isCloseTo(0.20, within(1e-14));
    assertThat(returns.compounded(1, 2).orElseThrow()).isCloseTo(-0.10, within(1e-14));
    assertThat(returns.compounded(3, 3)).hasValue(0);
  }

  @Test
  void compounding_across_a_hole_is_empty() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 101, Double.NaN, 103, 104).build());
    assertThat(returns.compounded(0, 4)).isEmpty();
    assertThat(returns.compounded(0, 1)).isPresent();
    assertThat(returns.compounded(3, 4)).isPresent();
    assertThat(returns.compounded(2, 4)).isEmpty();
  }

  @Test
  void compounding_off_the_axis_or_backwards_is_an_error() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 101).build());
    assertThatThrownBy(() -> returns.compounded(-1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> returns.compounded(0, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> returns.compounded(2, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void given_values_are_copied_and_checked() {
    double[] values = {Double.NaN, 0.1, 0.2, 0.3, 0.4};
    ReturnSeries returns = ReturnSeries.of(SYMBOL, WEEK, values);
    values[1] = 9;
    assertThat(returns.at(1)).isEqualTo(0.1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReturnSeries.of(SYMBOL, WEEK, new double[4]));
    values[1] = Double.POSITIVE_INFINITY;
    assertThatIllegalArgumentException().isThrownBy(() -> ReturnSeries.of(SYMBOL, WEEK, values));
  }

  @Test
  void a_matrix_finds_its_columns_by_symbol() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 101).build());
    ReturnMatrix matrix = ReturnMatrix.of(Sessions.of(WEEK.dates()), List.of(returns));
    assertThat(matrix.series(SYMBOL)).containsSame(returns);
    assertThat(matrix.series(Symbol.of("MSFT"))).isEmpty();
    assertThat(matrix.symbols()).containsExactly(SYMBOL);
    assertThat(matrix.sessions()).isEqualTo(WEEK);
  }

  @Test
  void a_matrix_refuses_other_sessions_and_a_symbol_twice() {
    ReturnSeries returns = ReturnSeries.of(closes(100, 101).build());
    Sessions shorter = Sessions.of(WEEK.dates().subList(1, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReturnMatrix.of(shorter, List.of(returns)))
        .withMessageContaining("AAPL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReturnMatrix.of(WEEK, List.of(returns, returns)))
        .withMessageContaining("twice");
  }

  private static PriceHistory.Builder closes(double... closes) {
    PriceHistory.Builder history = PriceHistory.on(WEEK, SYMBOL);
    for (int i = 0; i < closes.length; i++) {
      if (!Double.isNaN(closes[i])) {
        history.close(WEEK.at(i), closes[i]);
      }
    }
    return history;
  }
}
