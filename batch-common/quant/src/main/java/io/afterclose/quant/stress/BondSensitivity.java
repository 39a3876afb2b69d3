package io.afterclose.quant.stress;

/**
 * How a bond fund's price answers to a change of yields: −D·Δy + C·Δy²/2 (Fabozzi, Bond Markets).
 * Exposures to rates are slopes on the fund's return, so yields must pass through here: when they
 * rise, the fund falls, and what gains with the fund loses.
 *
 * @param duration D, modified, years; above 0
 * @param convexity C, years squared; 0 or more
 */
public record BondSensitivity(double duration, double convexity) {

  /** Checks the signs. */
  public BondSensitivity {
    if (!(duration > 0) || !(convexity >= 0) || !Double.isFinite(duration + convexity)) {
      throw new IllegalArgumentException(
          "A duration above 0 and a convexity of 0 or more were expected, found "
              + duration
              + " and "
              + convexity);
    }
  }

  /**
   * The fund's return.
   *
   * @param yieldChange a fraction: 0.01 is 100 basis points up
   */
  public double fundReturn(double yieldChange) {
    return -duration * yieldChange + convexity * yieldChange * yieldChange / 2;
  }
}
