package io.afterclose.quant.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code mvn -B test -Pbenchmark -pl batch-common/quant -Dtest=KernelBenchmarksRun} */
class KernelBenchmarksRun {

  @Test
  void what_is_measured_gives_the_same_numbers() {
    KernelBenchmarks kernels = new KernelBenchmarks();
    RegressionFit line = kernels.ols().orElseThrow();
    double[] commonsMath = kernels.olsCommonsMath();
    assertThat(line.beta()).isCloseTo(commonsMath[0], within(1e-12));
    assertThat(line.beta()).isCloseTo(kernels.olsOjAlgo().doubleValue(1), within(1e-12));
    assertThat(line.pValue()).isCloseTo(commonsMath[4], within(1e-12));
    assertThat(kernels.ridgeOjAlgo().doubleValue(3))
        .isCloseTo(kernels.ridgeCommonsMath().getEntry(3), within(1e-12));
    assertThat(kernels.ridge().coefficients())
        .containsExactly(kernels.ridgeWithDesign().coefficients());
    assertThat(kernels.returns().at(7))
        .isCloseTo(kernels.returnsCommonsMath().getEntry(6), within(1e-15))
        .isCloseTo(kernels.returnsOjAlgo().doubleValue(6), within(1e-15));
    assertThat(kernels.studentT())
        .isCloseTo(kernels.studentCommonsMath(), within(1e-12))
        // ojAlgo approximates it.
        .isCloseTo(kernels.studentOjAlgo(), within(1e-3));
  }

  @Test
  void they_are_measured() throws RunnerException {
    assertThat(
            new Runner(
                    new OptionsBuilder()
                        .include(KernelBenchmarks.class.getName())
                        // The tests' own JVM has the first compiler only.
                        .jvmArgs("-Xms512m", "-Xmx512m")
                        .shouldFailOnError(true)
                        .build())
                .run())
        .isNotEmpty();
  }
}
