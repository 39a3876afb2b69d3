package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.performance.MonthlyReturns.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * How much of the benchmark's rises and falls a portfolio took part in, by complete months: the
 * yearly geometric return of the portfolio over that of the benchmark in the months in which the
 * benchmark rose, and in those in which it fell (Morningstar).
 *
 * @param up 1 is all of the rises; at least 10 such months
 * @param down 1 is all of the falls; at least 10 such months
 * @param battingAverage share of the months in which the portfolio did better; at least 12 months
 */
public record Capture(Figure<Double> up, Figure<Double> down, Figure<Double> battingAverage) {
  private static final int FEWEST = 10;
  private static final int MONTHS = 12;

  /** Months that a batting average needs: of fewer, one month is more than 8 % of it. */
  public static final int FEWEST_BATTING = 12;

  /** By the months that both have in full; a month that one of them lacks is left out. */
  public static Capture of(MonthlyReturns portfolio, MonthlyReturns benchmark) {
    List<double[]> pairs = new ArrayList<>();
    for (var month : portfolio.months().entrySet()) {
      Part other = benchmark.months().get(month.getKey());
      if (other != null && month.getValue().complete() && other.complete()) {
        month
            .getValue()
            .value()
            .known()
            .ifPresent(p -> other.value().known().ifPresent(b -> pairs.add(new double[] {p, b})));
      }
    }
    return of(pairs);
  }

  /**
   * By returns of months.
   *
   * @param pairs portfolio and benchmark, each above −1
   */
  static Capture of(List<double[]> pairs) {
    return new Capture(
        ratio(pairs, b -> b > 0, "rose"), ratio(pairs, b -> b < 0, "fell"), batting(pairs));
  }

  private static Figure<Double> ratio(List<double[]> pairs, DoublePredicate chosen, String moved) {
    List<double[]> months = pairs.stream().filter(pair -> chosen.test(pair[1])).toList();
    if (months.size() < FEWEST) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA,
          FEWEST
              + " months in which the benchmark "
              + moved
              + " are needed, there are "
              + months.size(),
          months.size());
    }
    return Figure.of(yearly(months, 0) / yearly(months, 1), months.size());
  }

  private static double yearly(List<double[]> months, int column) {
    double logarithm = months.stream().mapToDouble(m -> StrictMath.log1p(m[column])).sum();
    return StrictMath.expm1(logarithm * MONTHS / months.size());
  }

  private static Figure<Double> batting(List<double[]> pairs) {
    return pairs.size() < FEWEST_BATTING
        ? Figure.unknown(
            Reason.INSUFFICIENT_DATA,
            FEWEST_BATTING + " complete months are needed, there are " + pairs.size(),
            pairs.size())
        : Figure.of(
            (double) pairs.stream().filter(pair -> pair[0] > pair[1]).count() / pairs.size(),
            pairs.size());
  }
}
