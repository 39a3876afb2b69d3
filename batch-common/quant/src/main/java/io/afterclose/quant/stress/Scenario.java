package io.afterclose.quant.stress;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.ReturnMatrix;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What happens to some factors; what happens to the others follows from it.
 *
 * @param code stable
 * @param shocks returns of the factors' funds, fractions above −1, at least one
 */
public record Scenario(String code, Map<StressFactor, Double> shocks) {

  /** Copies the shocks in the order of the factors. */
  public Scenario {
    if (shocks.isEmpty() || !shocks.values().stream().allMatch(s -> s > -1 && Double.isFinite(s))) {
      throw new IllegalArgumentException(
          code + ": at least one shock and shocks above -1 were expected, found " + shocks);
    }
    shocks = Collections.unmodifiableMap(new EnumMap<>(shocks));
  }

  /**
   * A change of yields.
   *
   * @param yieldChange a fraction: 0.01 is 100 basis points up
   */
  public static Scenario ofYields(String code, double yieldChange, BondSensitivity fund) {
    return new Scenario(code, Map.of(StressFactor.RATES, fund.fundReturn(yieldChange)));
  }

  /**
   * What the factors' funds did from the close of one session to that of another. Unknown if one of
   * them lacks a return between them.
   */
  public static Figure<Scenario> replay(
      String code,
      Collection<StressFactor> factors,
      ReturnMatrix returns,
      LocalDate from,
      LocalDate to) {
    int start = returns.sessions().indexOf(from);
    int end = returns.sessions().indexOf(to);
    Map<StressFactor, Double> shocks = new EnumMap<>(StressFactor.class);
    for (StressFactor factor : factors) {
      OptionalDouble path =
          returns
              .series(factor.fund())
              .filter(series -> start >= 0 && end > start)
              .map(series -> series.compounded(start, end))
              .orElse(OptionalDouble.empty());
      if (path.isEmpty()) {
        return Figure.unknown(
            Reason.MISSING_INPUT,
            code + ": not all returns of " + factor.fund() + " from " + from + " to " + to,
            shocks.size());
      }
      shocks.put(factor, path.getAsDouble());
    }
    return Figure.of(new Scenario(code, shocks), end - start);
  }
}
