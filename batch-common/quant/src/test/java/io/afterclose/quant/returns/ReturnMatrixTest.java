package io.afterclose.quant.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnMatrixTest {
  private static final LocalDate START = LocalDate.of(2024, 1, 8);
  private static final Sessions WEEK = Sessions.of(START.datesUntil(START.plusDays(5)).toList());
  private static final Symbol ONE = Symbol.of("ONE");
  private static final Symbol TWO = Symbol.of("TWO");

  private final ReturnMatrix matrix =
      ReturnMatrix.of(
          WEEK,
          List.of(
              ReturnSeries.of(ONE, WEEK, new double[] {Double.NaN, 0.1, 0.2, 0.3, 0.4}),
              ReturnSeries.of(TWO, WEEK, new double[] {Double.NaN, 1, Double.NaN, 3, 4})));

  @Test
  void up_to_an_earlier_session_nothing_later_is_there() {
    ReturnMatrix seen = matrix.upTo(WEEK.at(3), 3);
    assertThat(seen.sessions().dates()).containsExactly(WEEK.at(1), WEEK.at(2), WEEK.at(3));
    assertThat(seen.symbols()).containsExactly(ONE, TWO);
    ReturnSeries one = seen.series(ONE).orElseThrow();
    assertThat(one.has(0)).as("the first session has none on any axis").isFalse();
    assertThat(one.at(1)).isEqualTo(0.2);
    assertThat(one.at(2)).isEqualTo(0.3);
    assertThat(seen.series(TWO).orElseThrow().has(1)).isFalse();
  }

  @Test
  void up_to_a_session_near_the_beginning_there_are_fewer() {
    assertThat(matrix.upTo(WEEK.at(1), 100).sessions().size()).isEqualTo(2);
    assertThat(matrix.upTo(WEEK.last(), 100).series(TWO).orElseThrow().at(4)).isEqualTo(4);
  }

  @Test
  void a_session_that_is_not_on_the_axis_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> matrix.upTo(START.minusDays(1), 3))
        .withMessageContaining("found 2024-01-07");
  }
}
