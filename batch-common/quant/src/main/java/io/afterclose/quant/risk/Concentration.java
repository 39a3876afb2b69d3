package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.util.Arrays;

/**
 * How few holdings make up the gross exposure.
 *
 * @param herfindahl Σ share² × 10,000, up to 10,000 for one holding
 * @param effective 10,000 / Herfindahl: equal holdings that were as concentrated
 * @param largest share of the largest, 0 to 1
 * @param largestThree share of the three largest together
 * @param largestTen share of the ten largest together
 */
public record Concentration(
    double herfindahl, double effective, double largest, double largestThree, double largestTen) {

  private static final double SCALE = 10_000;

  /**
   * That of exposures, the lots of a symbol added up first.
   *
   * @param exposures signed, in any unit; what counts is their absolute value
   */
  public static Figure<Concentration> of(double[] exposures) {
    double[] sizes = Arrays.stream(exposures).map(Math::abs).sorted().toArray();
    double gross = Arrays.stream(sizes).sum();
    if (!(gross > 0)) {
      return Figure.unknown(Reason.MISSING_INPUT, "nothing with a value is held", 0);
    }
    double squares = Arrays.stream(sizes).map(size -> size / gross * (size / gross)).sum();
    return Figure.of(
        new Concentration(
            SCALE * squares,
            1 / squares,
            largest(sizes, 1) / gross,
            largest(sizes, 3) / gross,
            largest(sizes, 10) / gross),
        sizes.length);
  }

  private static double largest(double[] ascending, int count) {
    return Arrays.stream(ascending).skip(Math.max(0, ascending.length - count)).sum();
  }
}
