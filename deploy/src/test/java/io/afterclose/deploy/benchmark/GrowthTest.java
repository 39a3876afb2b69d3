package io.afterclose.deploy.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

  @Test
  void the_exponent_is_that_of_the_medians() {
    Growth growth =
        new Growth(
            "night",
            IntStream.of(1250, 2500, 5000, 10_000)
                .mapToObj(size -> result(size, 0.01, 3e-4 * Math.pow(size, 1.3), 900))
                .toList());
    assertThat(growth.exponent(Sample::seconds)).isCloseTo(1.3, within(1e-9));
  }

  @Test
  void one_size_has_no_exponent() {
    Growth growth = new Growth("night", List.of(result(1250, 1)));
    assertThat(growth.exponent(Sample::seconds)).isNaN();
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_middle_two() {
    assertThat(result(1, 4, 1, 2, 90).median(Sample::seconds)).isEqualTo(3);
    assertThat(result(1, 4, 1, 2, 90).most(Sample::seconds)).isEqualTo(90);
  }

  private static Result result(int size, double... seconds) {
    return new Result(
        "night", size, 0, DoubleStream.of(seconds).mapToObj(GrowthTest::sample).toList());
  }

  private static Sample sample(double seconds) {
    return new Sample(
        seconds,
        seconds,
        seconds,
        Map.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }
}
