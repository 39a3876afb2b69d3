package io.afterclose.quant.risk;

import static java.lang.Math.cos;
import static java.lang.Math.sin;

import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Three series of 300 returns made by formula, for which numpy gave the numbers in the tests. */
final class Series {
  static final int SIZE = 300;
  static final Symbol A = Symbol.of("AAA");
  static final Symbol B = Symbol.of("BBB");
  static final Symbol C = Symbol.of("CCC");
  static final double[] WEIGHTS = {0.6, 0.5, -0.2};

  private Series() {}

  static double a(int t) {
    return 0.01 * sin(0.9 * t + 0.3) + 0.004 * cos(2.3 * t);
  }

  static double b(int t) {
    return 0.6 * a(t) + 0.006 * sin(1.7 * t + 1.1);
  }

  static double c(int t) {
    return -0.3 * a(t) + 0.005 * cos(0.37 * t + 0.5) + 0.0002;
  }

  static double[][] columns() {
    return new double[][] {rows(Series::a), rows(Series::b), rows(Series::c)};
  }

  static double[] rows(IntToDoubleFunction value) {
    return IntStream.range(0, SIZE).mapToDouble(value).toArray();
  }

  /** Σ w·r. */
  static double[] portfolio() {
    return rows(t -> 0.6 * a(t) + 0.5 * b(t) - 0.2 * c(t));
  }

  static Sessions axis(int returns) {
    LocalDate start = LocalDate.of(2023, 1, 2);
    return Sessions.of(start.datesUntil(start.plusDays(returns + 1L)).toList());
  }

  static ReturnSeries series(Symbol symbol, IntToDoubleFunction value, IntPredicate wanted) {
    double[] values =
        IntStream.rangeClosed(0, SIZE)
            .mapToDouble(i -> i > 0 && wanted.test(i - 1) ? value.applyAsDouble(i - 1) : Double.NaN)
            .toArray();
    return ReturnSeries.of(symbol, axis(SIZE), values);
  }

  static ReturnMatrix matrix() {
    return ReturnMatrix.of(
        axis(SIZE),
        List.of(
            series(A, Series::a, t -> true),
            series(B, Series::b, t -> true),
            series(C, Series::c, t -> true)));
  }

  static Weights weights() {
    return Weights.of(Map.of(A, 600.0, B, 500.0, C, -200.0), 1000).get();
  }
}
