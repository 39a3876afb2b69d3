package io.afterclose.market.factor;

import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.symbol.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * A stored exposure, fitted or not.
 *
 * @param status FITTED, or the reason why there is no value
 * @param beta capped at ±5; null where not fitted
 * @param rawBeta as fitted
 * @param window the model's window in sessions
 */
public record ExposureRow(
    Symbol symbol,
    Factor factor,
    String status,
    @Nullable Double beta,
    @Nullable Double rawBeta,
    @Nullable Double alpha,
    @Nullable Double rSquared,
    @Nullable Double standardError,
    @Nullable Double pValue,
    int observations,
    int window,
    @Nullable String quality,
    @Nullable String detail) {

  public boolean fitted() {
    return beta != null;
  }
}
