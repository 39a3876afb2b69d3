package io.afterclose.market.factor;

import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
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

  public boolean fitted() {
    return estimate.isPresent();
  }

  /** A number of the estimate; null where there is none. */
  public @Nullable Double value(Function<Estimate, @Nullable Double> number) {
    return estimate.map(number).orElse(null);
  }
}
