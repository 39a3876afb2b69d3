package io.afterclose.quant.factor;

import io.afterclose.quant.factor.FactorFit.Fitted;
import io.afterclose.quant.factor.FactorFit.NotFitted;
import io.afterclose.quant.factor.FactorFit.Quality;
import io.afterclose.quant.factor.FactorFit.Reason;
import io.afterclose.quant.regression.RegressionFit;
import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/** Makes the results of one model for one symbol. */
record FitResultFactory(FactorModel model, Window window, Symbol symbol) {
  Fitted ofLine(Factor factor, RegressionFit fit) {
    return new Fitted(
        symbol,
        factor,
        new Estimate(
            capped(fit.beta()),
            fit.beta(),
            fit.alpha(),
            fit.rSquared(),
            fit.standardError(),
            fit.pValue()),
        fit.observations(),
        model.window(),
        quality(fit.observations()));
  }

  Fitted ofSlope(Factor factor, double slope, double rSquared, int observations) {
    return new Fitted(
        symbol,
        factor,
        new Estimate(capped(slope), slope, null, rSquared, null, null),
        observations,
        model.window(),
        quality(observations));
  }

  private double capped(double slope) {
    return Math.max(-model.cap(), Math.min(model.cap(), slope));
  }

  private Quality quality(int observations) {
    return observations == model.window() ? Quality.FULL_HISTORY : Quality.LIMITED_HISTORY;
  }

  NotFitted insufficientData(Factor factor, String regressors, int observations) {
    return notFitted(
        factor,
        Reason.INSUFFICIENT_DATA,
        "%d of the %s have a return of %s and of %s; %d are needed"
            .formatted(
                observations, window.label(), symbol, regressors, model.minimumObservations()),
        observations);
  }

  NotFitted degenerateRegressor(Factor factor, String regressors, int observations) {
    return notFitted(
        factor,
        Reason.DEGENERATE_REGRESSOR,
        "%s does not vary on the %d sessions on which %s has a return"
            .formatted(regressors, observations, symbol),
        observations);
  }

  NotFitted missingRegressor(Factor factor, List<Symbol> etfs) {
    return notFitted(factor, Reason.MISSING_REGRESSOR, "no returns of " + etfs + " were loaded", 0);
  }

  private NotFitted notFitted(Factor factor, Reason reason, String detail, int observations) {
    return new NotFitted(symbol, factor, reason, detail, observations, model.window());
  }
}
