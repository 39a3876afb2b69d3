package io.afterclose.quant.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.figure.Figure.Unknown;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void zero_is_known_and_a_number_that_is_none_is_an_error() {
    assertThat(Figure.of(0.0, 3).known()).contains(0.0);
    assertThatIllegalArgumentException().isThrownBy(() -> Figure.of(Double.NaN, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> Figure.of(Double.NEGATIVE_INFINITY, 3));
  }

  @Test
  void what_is_worked_out_from_an_unknown_figure_keeps_its_reason() {
    Figure<Double> unknown = Figure.unknown(Reason.LOW_COVERAGE, "half is unpriced", 7);
    Figure<String> next = unknown.map(String::valueOf);
    assertThat(next).isEqualTo(new Unknown<>(Reason.LOW_COVERAGE, "half is unpriced", 7));
    assertThat(next.observations()).isEqualTo(7);
    assertThatIllegalStateException()
        .isThrownBy(unknown::get)
        .withMessageContaining("half is unpriced");
    assertThat(Figure.of(2.0, 5).map(x -> x * 3)).isEqualTo(Figure.of(6.0, 5));
  }
}
