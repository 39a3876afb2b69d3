package io.afterclose.market.factor;

import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorFit.Fitted;
import io.afterclose.quant.factor.FactorFit.NotFitted;
import io.afterclose.quant.symbol.Symbol;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stored exposure, fitted or not.
 *
 * @param status FITTED, or the reason why there is no value
 * @param estimate empty where not fitted
 * @param window the model's window in sessions
 */
public record ExposureRow(
    Symbol symbol,
    Factor factor,
    String status,
    Optional<Estimate> estimate,
    int observations,
    int window,
    @Nullable String quality,
    @Nullable String detail) {

  private static final String FITTED = "FITTED";

  /** As a fit is stored. */
  public static ExposureRow of(FactorFit fit) {
    if (fit instanceof Fitted fitted) {
      return new ExposureRow(
          fit.symbol(),
          fit.factor(),
          FITTED,
          Optional.of(fitted.estimate()),
          fit.observations(),
          fit.window(),
          fitted.quality().name(),
          null);
    }
    NotFitted failed = (NotFitted) fit;
    return new ExposureRow(
        fit.symbol(),
        fit.factor(),
        failed.reason().name(),
        Optional.empty(),
        fit.observations(),
        fit.window(),
        null,
        failed.detail());
  }

  public boolean fitted() {
    return estimate.isPresent();
  }

  /** A number of the estimate; null where there is none. */
  public @Nullable Double value(Function<Estimate, @Nullable Double> number) {
    return estimate.map(number).orElse(null);
  }
}
