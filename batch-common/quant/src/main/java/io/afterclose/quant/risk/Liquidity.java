package io.afterclose.quant.risk;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How many sessions it takes to sell or buy back a holding as a fifth of the market's volume.
 *
 * @param exposure gross, USD
 * @param days sessions; unknown where the volume is
 */
public record Liquidity(double exposure, Figure<Double> days) {
  private static final double PARTICIPATION = 0.2;
  private static final int WINDOW = 21;

  /**
   * |shares| / (20 % of the median volume of the last 21 sessions).
   *
   * @param exposure signed, USD
   * @param shares signed, as traded
   * @param volumes of the last 21 sessions as traded, shares; unknown ones left out
   */
  public static Liquidity of(double exposure, double shares, double[] volumes) {
    double median = volumes.length == WINDOW ? StatUtils.percentile(volumes, 50) : 0;
    Figure<Double> days =
        median > 0
            ? Figure.of(Math.abs(shares) / (PARTICIPATION * median), volumes.length)
            : Figure.unknown(
                Reason.MISSING_INPUT,
                "21 volumes with a median above 0 are needed, there are " + volumes.length,
                volumes.length);
    return new Liquidity(Math.abs(exposure), days);
  }

  /**
   * The share of the gross exposure that is out within so many sessions, each holding sold evenly.
   * What has no known volume counts as not out; {@link #unknownShare} tells how much that is.
   */
  public static Figure<Double> shareOut(List<Liquidity> holdings, int sessions) {
    return share(
        holdings, one -> one.days().known().map(days -> Math.min(1, sessions / days)).orElse(0.0));
  }

  /** The share of the gross exposure whose volume is not known. */
  public static Figure<Double> unknownShare(List<Liquidity> holdings) {
    return share(holdings, one -> one.days().known().isPresent() ? 0.0 : 1.0);
  }

  private static Figure<Double> share(List<Liquidity> holdings, ToDoubleFunction<Liquidity> part) {
    double gross = holdings.stream().mapToDouble(Liquidity::exposure).sum();
    return gross > 0
        ? Figure.of(
            holdings.stream().mapToDouble(one -> one.exposure() * part.applyAsDouble(one)).sum()
                / gross,
            holdings.size())
        : Figure.unknown(Reason.MISSING_INPUT, "nothing with a value is held", 0);
  }
}
