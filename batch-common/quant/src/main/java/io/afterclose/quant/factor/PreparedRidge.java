package io.afterclose.quant.factor;

import io.afterclose.quant.regression.RidgeFit;
import io.afterclose.quant.regression.RidgeRegression;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One ridge regression on all regressors at once. Most symbols share the sessions of the full
 * window, so the regressors are factorised once per distinct set of sessions.
 */
final class PreparedRidge implements PreparedModel {
  private final FactorModel model;
  private final List<Regressor> regressors;
  private final double penalty;
  private final Window window;
  private final List<Symbol> missing;
  private final double[][] columns;
  private final BitSet present;
  private final Map<BitSet, Optional<RidgeRegression>> designs = new ConcurrentHashMap<>();

  private PreparedRidge(
      FactorModel model, List<Regressor> regressors, double penalty, ReturnMatrix returns) {
    this.model = model;
    this.regressors = regressors;
    this.penalty = penalty;
    this.window = Window.last(model.window(), returns.sessions());
    this.missing = regressors.stream().flatMap(r -> r.missingFrom(returns).stream()).toList();
    this.columns = missing.isEmpty() ? columns(regressors, returns, window) : new double[0][];
    this.present = presentInAll(columns);
  }

  static PreparedRidge of(
      FactorModel model, List<Regressor> regressors, double penalty, ReturnMatrix returns) {
    return new PreparedRidge(model, regressors, penalty, returns);
  }

  private static double[][] columns(
      List<Regressor> regressors, ReturnMatrix returns, Window window) {
    return regressors.stream().map(r -> r.values(returns, window)).toArray(double[][]::new);
  }

  private static BitSet presentInAll(double[][] columns) {
    return Arrays.stream(columns).map(Window::present).reduce(Window::both).orElseGet(BitSet::new);
  }

  @Override
  public List<FactorFit> fit(ReturnSeries symbol) {
    double[] y = window.values(symbol);
    FitResultFactory results = new FitResultFactory(model, window, symbol.symbol());
    if (!missing.isEmpty()) {
      return forEachFactor(factor -> results.missingRegressor(factor, missing));
    }
    BitSet shared = Window.both(present, Window.present(y));
    int observations = shared.cardinality();
    if (observations < model.minimumObservations()) {
      return forEachFactor(factor -> results.insufficientData(factor, written(), observations));
    }
    return design(shared)
        .map(design -> slopes(design.fit(Window.at(shared, y)), results))
        .orElseGet(
            () ->
                forEachFactor(
                    f -> results.degenerateRegressor(f, "one of " + written(), observations)));
  }

  private Optional<RidgeRegression> design(BitSet shared) {
    return designs.computeIfAbsent(shared, this::factorised);
  }

  private Optional<RidgeRegression> factorised(BitSet shared) {
    double[][] rows =
        Arrays.stream(columns).map(column -> Window.at(shared, column)).toArray(double[][]::new);
    return RidgeRegression.standardised(rows, penalty);
  }

  private List<FactorFit> slopes(RidgeFit fit, FitResultFactory results) {
    double[] slopes = fit.coefficients();
    return IntStream.range(0, slopes.length)
        .<FactorFit>mapToObj(
            j ->
                results.ofSlope(
                    regressors.get(j).factor(), slopes[j], fit.rSquared(), fit.observations()))
        .toList();
  }

  private List<FactorFit> forEachFactor(Function<Factor, FactorFit> result) {
    return regressors.stream().map(Regressor::factor).map(result).toList();
  }

  private String written() {
    return regressors.stream().map(Regressor::label).collect(Collectors.joining(", "));
  }

  @Override
  public Optional<ModelDiagnostics> diagnostics() {
    if (!missing.isEmpty() || present.cardinality() < model.minimumObservations()) {
      return Optional.empty();
    }
    return design(present).map(this::diagnosed);
  }

  private ModelDiagnostics diagnosed(RidgeRegression design) {
    double[] inflation = design.varianceInflation();
    Map<Factor, Double> byFactor = new EnumMap<>(Factor.class);
    for (int j = 0; j < inflation.length; j++) {
      byFactor.put(regressors.get(j).factor(), inflation[j]);
    }
    return new ModelDiagnostics(
        model.name(), design.conditionNumber(), byFactor, present.cardinality());
  }
}
