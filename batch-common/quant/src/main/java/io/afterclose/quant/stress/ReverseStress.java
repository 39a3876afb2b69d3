package io.afterclose.quant.stress;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;

/** The move of the market that costs a share of the net asset value. */
public final class ReverseStress {
  private ReverseStress() {}

  /**
   * −share·NAV / D with D = Σ E_i·b_i, what a market move of 1 makes: a fall (below 0) for a book
   * that is long the market, a rise for one that is short of it.
   *
   * @param dollars D, USD
   * @param share of the net asset value that is lost: 0.1, 0.2
   * @return the return of the market's fund; unknown if the net asset value is 0 or below, if the
   *     book does not answer to the market, or if not even a fall to nothing costs so much
   */
  public static Figure<Double> marketMove(double dollars, double netAssetValue, double share) {
    if (!(netAssetValue > 0)) {
      return Figure.unknown(
          Reason.BASE_NOT_POSITIVE,
          "a net asset value above 0 is needed, found " + netAssetValue,
          1);
    }
    if (dollars == 0) {
      return Figure.unknown(Reason.DEGENERATE, "the holdings do not answer to the market", 1);
    }
    double move = -share * netAssetValue / dollars;
    return move < -1 || !Double.isFinite(move)
        ? Figure.unknown(
            Reason.OUT_OF_DOMAIN,
            "a market at 0 costs " + dollars / netAssetValue + " of the net asset value",
            1)
        : Figure.of(move, 1);
  }
}
