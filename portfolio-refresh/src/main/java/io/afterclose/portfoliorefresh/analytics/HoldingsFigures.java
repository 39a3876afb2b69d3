package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.risk.CorrelationMatrix;
import io.afterclose.quant.risk.CovarianceMatrix;
import io.afterclose.quant.risk.FactorRisk;
import io.afterclose.quant.risk.HarForecast;
import io.afterclose.quant.risk.HoldingsReturns;
import io.afterclose.quant.risk.LedoitWolf;
import io.afterclose.quant.risk.NearestCorrelation;
import io.afterclose.quant.risk.RiskShares;
import io.afterclose.quant.risk.ValueAtRisk;
import io.afterclose.quant.risk.Volatility;
import io.afterclose.quant.risk.VolatilityTrend;
import io.afterclose.quant.risk.Weights;
import io.afterclose.quant.symbol.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the weights of a session may do, by the past returns of their symbols. */
final class HoldingsFigures {

  private static final int YEAR = ReturnSeries.SESSIONS_PER_YEAR;
  private static final int RANKED = 273;
  private static final int FEWEST = 126;
  private static final double DECAY = 0.94;
  private static final List<Integer> VOLATILITIES = List.of(21, 63);
  private static final List<Integer> LEVELS = List.of(95, 99);

  private static final List<Factor> STYLES =
      List.of(
          Factor.VALUE,
          Factor.GROWTH,
          Factor.MOMENTUM,
          Factor.QUALITY,
          Factor.SIZE,
          Factor.LOW_VOLATILITY);

  /** The funds of the style factors, in their order. */
  private static final List<Symbol> STYLE_FUNDS =
      List.of(
          FactorEtfs.VTV,
          FactorEtfs.VUG,
          FactorEtfs.MTUM,
          FactorEtfs.QUAL,
          FactorEtfs.IWM,
          FactorEtfs.USMV);

  private final HeldAtClose held;
  private final DayMarket market;
  private final FigureSheet sheet;
  private final Figure<Weights> weights;
  private final Map<Integer, String> inputs = new HashMap<>();

  private HoldingsFigures(HeldAtClose held, DayMarket market, FigureSheet sheet) {
    this.held = held;
    this.market = market;
    this.sheet = sheet;
    this.weights = held.weights();
  }

  static void put(HeldAtClose held, DayMarket market, FigureSheet sheet) {
    HoldingsFigures figures = new HoldingsFigures(held, market, sheet);
    figures.putVolatilities();
    Figure<HoldingsReturns> year = figures.over(YEAR);
    figures.putValueAtRisk(year);
    figures.putCorrelations();
    figures.putFactorCorrelation();
    figures.putRisk(year);
  }

  private Figure<HoldingsReturns> over(int window) {
    return weights.flatMap(known -> HoldingsReturns.of(known, market.returns(), window));
  }

  /** Inputs of a window, and the share of the whole gross value that it knows. */
  private Basis basis(Figure<HoldingsReturns> returns, int window) {
    double gross = held.listedGross() + held.otherGross();
    Optional<HoldingsReturns> known = returns.known();
    int first = Math.max(0, market.returns().sessions().size() - window - 1);
    return new Basis(
        inputs.computeIfAbsent(window, this::inputs),
        market.returns().sessions().at(first),
        market.date(),
        known.map(one -> gross > 0 ? one.coverage() * held.listedGross() / gross : 0).orElse(null));
  }

  private String inputs(int window) {
    InputHash hash = new InputHash().add(held.nav()).add(held.otherGross());
    held.listed()
        .forEach(
            (symbol, value) ->
                hash.add(symbol).add(value.doubleValue()).add(market.hash(symbol, window)));
    return hash.whole();
  }

  private static String note(Figure<HoldingsReturns> returns) {
    return returns
        .known()
        .map(
            known -> {
              List<String> parts = new ArrayList<>();
              if (!known.leftOut().isEmpty()) {
                parts.add("too few returns: " + known.leftOut());
              }
              if (known.dropped() > 0) {
                parts.add(known.dropped() + " sessions dropped");
              }
              return String.join("; ", parts);
            })
        .orElse("");
  }

  private void putVolatilities() {
    for (int window : VOLATILITIES) {
      Figure<HoldingsReturns> returns = over(window);
      put(
          FigureKey.of(FigureCode.VOLATILITY, String.valueOf(window)),
          returns.map(HoldingsReturns::portfolio).flatMap(Volatility::annual),
          returns,
          window);
    }
    Figure<HoldingsReturns> ranked = over(RANKED);
    put(
        FigureKey.of(FigureCode.VOLATILITY_PERCENTILE),
        ranked.map(HoldingsReturns::portfolio).flatMap(Volatility::percentile),
        ranked,
        RANKED);
    Figure<HoldingsReturns> trend = over(63);
    put(
        FigureKey.of(FigureCode.VOLATILITY_TREND),
        trend
            .map(HoldingsReturns::portfolio)
            .flatMap(VolatilityTrend::of)
            .map(VolatilityTrend::slope),
        trend,
        63);
    Figure<HoldingsReturns> year = over(YEAR);
    put(
        FigureKey.of(FigureCode.VOLATILITY_FORECAST, "21"),
        year.map(HoldingsReturns::portfolio).flatMap(HarForecast::of).map(HarForecast::volatility),
        year,
        YEAR);
  }

  private void put(
      FigureKey key, Figure<Double> value, Figure<HoldingsReturns> returns, int window) {
    sheet.put(key, value, null, note(returns), basis(returns, window));
  }

  private void putValueAtRisk(Figure<HoldingsReturns> year) {
    Figure<double[]> returns = year.map(HoldingsReturns::portfolio);
    for (int percent : LEVELS) {
      double level = percent / 100.0;
      String period = String.valueOf(percent);
      Figure<ValueAtRisk> historical =
          returns.flatMap(values -> ValueAtRisk.historical(values, level));
      Figure<ValueAtRisk> normal = returns.flatMap(values -> ValueAtRisk.normal(values, level));
      put(
          FigureKey.of(FigureCode.VAR_HISTORICAL, period),
          historical.map(ValueAtRisk::loss),
          year,
          YEAR);
      put(
          FigureKey.of(FigureCode.ES_HISTORICAL, period),
          historical.map(ValueAtRisk::shortfall),
          year,
          YEAR);
      put(FigureKey.of(FigureCode.VAR_NORMAL, period), normal.map(ValueAtRisk::loss), year, YEAR);
      put(
          FigureKey.of(FigureCode.ES_NORMAL, period),
          normal.map(ValueAtRisk::shortfall),
          year,
          YEAR);
      put(
          FigureKey.of(FigureCode.VAR_CORNISH_FISHER, period),
          returns.flatMap(values -> ValueAtRisk.cornishFisher(values, level)),
          year,
          YEAR);
    }
  }

  private void putCorrelations() {
    List<ReturnSeries> series = market.series(held.listed().keySet());
    CorrelationMatrix matrix =
        CorrelationMatrix.of(series, CorrelationMatrix.WINDOW, CorrelationMatrix.FEWEST);
    Basis basis = basis(Figure.unknown(Reason.MISSING_INPUT, "", 0), CorrelationMatrix.WINDOW);
    sheet.put(FigureCode.AVERAGE_CORRELATION, matrix.averageAbsolute(), basis);
    Figure<NearestCorrelation> nearest = nearest(matrix);
    double[] exposures =
        series.stream().mapToDouble(one -> held.exposures().get(one.symbol())).toArray();
    sheet.put(
        FigureCode.EFFECTIVE_POSITIONS,
        nearest.flatMap(known -> known.effectivePositions(exposures)),
        basis);
    sheet.put(FigureCode.CORRELATION_DISTANCE, nearest.map(NearestCorrelation::distance), basis);
    if (!series.isEmpty()) {
      List<String> names = series.stream().map(one -> one.symbol().text()).toList();
      put(GridCode.POSITION_CORRELATION, names, matrix, basis);
    }
  }

  private static Figure<NearestCorrelation> nearest(CorrelationMatrix matrix) {
    return matrix.size() == 0
        ? Figure.unknown(Reason.MISSING_INPUT, "nothing with returns is held", 0)
        : matrix.complete().flatMap(NearestCorrelation::of);
  }

  private void put(GridCode code, List<String> names, CorrelationMatrix matrix, Basis basis) {
    double[][] cells = new double[names.size()][names.size()];
    int[][] observations = new int[names.size()][names.size()];
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells.length; j++) {
        cells[i][j] = matrix.at(i, j).orElse(Double.NaN);
        observations[i][j] = matrix.observations(i, j);
      }
    }
    sheet.put(code, names, names, cells, observations, basis);
  }

  private void putFactorCorrelation() {
    Figure<double[][]> columns = market.fundReturns(FactorEtfs.ALL, YEAR, CorrelationMatrix.FEWEST);
    Basis basis = Basis.of(market.addFunds(new InputHash(), YEAR).whole());
    columns
        .flatMap(
            known ->
                CovarianceMatrix.exponential(known, DECAY)
                    .map(covariance -> CorrelationMatrix.of(covariance, known[0].length)))
        .known()
        .ifPresent(
            matrix ->
                put(
                    GridCode.FACTOR_CORRELATION,
                    FactorEtfs.ALL.stream().map(Symbol::text).toList(),
                    matrix,
                    basis));
  }

  private void putRisk(Figure<HoldingsReturns> year) {
    Figure<CovarianceMatrix> sample =
        year.map(HoldingsReturns::columns).flatMap(CovarianceMatrix::sample);
    Figure<CovarianceMatrix> shrunk =
        year.map(HoldingsReturns::columns).flatMap(LedoitWolf::of).map(LedoitWolf::covariance);
    Figure<RiskShares> shares = shares(year, sample);
    Figure<RiskShares> shrunkShares = shares(year, shrunk);
    put(
        FigureKey.of(FigureCode.RISK_VOLATILITY, "SAMPLE"),
        over(shares.map(RiskShares::volatility), year),
        year,
        YEAR);
    put(
        FigureKey.of(FigureCode.RISK_VOLATILITY, "SHRUNK"),
        over(shrunkShares.map(RiskShares::volatility), year),
        year,
        YEAR);
    put(
        FigureKey.of(FigureCode.DIVERSIFICATION_RATIO),
        over(shares.map(RiskShares::diversificationRatio), year),
        year,
        YEAR);
    year.known()
        .ifPresent(
            known ->
                shares
                    .known()
                    .ifPresent(
                        own -> putShares(known, own, shrunkShares.known(), basis(year, YEAR))));
    putFactorRisk(year, sample);
  }

  /** A figure of covariances rests on sessions, however many holdings it is of. */
  private static Figure<Double> over(Figure<Double> figure, Figure<HoldingsReturns> sessions) {
    return figure.flatMap(value -> Figure.of(value, sessions.observations()));
  }

  private static Figure<RiskShares> shares(
      Figure<HoldingsReturns> returns, Figure<CovarianceMatrix> covariance) {
    return returns.flatMap(
        held -> covariance.flatMap(matrix -> RiskShares.of(held.weights(), matrix, YEAR)));
  }

  private void putShares(
      HoldingsReturns returns, RiskShares sample, Optional<RiskShares> shrunk, Basis basis) {
    List<String> symbols = returns.symbols().stream().map(Symbol::text).toList();
    Optional<double[]> tail = RiskShares.ofShortfall(returns, 0.95).known();
    double[][] cells = new double[symbols.size()][];
    for (int i = 0; i < cells.length; i++) {
      int index = i;
      cells[i] =
          new double[] {
            sample.share(i),
            shrunk.map(known -> known.share(index)).orElse(Double.NaN),
            tail.map(known -> known[index]).orElse(Double.NaN)
          };
    }
    sheet.put(
        GridCode.RISK_SHARES, symbols, List.of("SAMPLE", "SHRUNK", "SHORTFALL_95"), cells, basis);
  }

  /** By the six style factors, whose slopes are of one fit. */
  private void putFactorRisk(Figure<HoldingsReturns> year, Figure<CovarianceMatrix> sample) {
    Figure<CovarianceMatrix> funds = market.covariance(STYLE_FUNDS, YEAR, FEWEST);
    Figure<FactorRisk> risk =
        year.flatMap(
            known ->
                sample.flatMap(
                    own ->
                        funds.flatMap(
                            factors -> FactorRisk.of(holdings(known, own), factors, YEAR))));
    Basis known = basis(year, YEAR);
    InputHash hash = market.addFunds(new InputHash().add(known.inputs()), YEAR);
    held.listed().keySet().forEach(symbol -> market.addExposures(hash, symbol));
    Basis basis = new Basis(hash.whole(), known.from(), known.to(), known.coverage());
    sheet.put(
        FigureCode.SYSTEMATIC_RISK,
        over(risk.map(one -> Math.sqrt(Math.max(0, one.systematic()))), year),
        basis);
    sheet.put(
        FigureCode.SPECIFIC_RISK, over(risk.map(one -> Math.sqrt(one.specific())), year), basis);
    sheet.put(FigureCode.UNKNOWN_RISK_WEIGHT, risk.map(FactorRisk::uncovered), basis);
    sheet.put(
        FigureCode.MODEL_ERROR,
        over(
            risk.flatMap(
                split ->
                    shares(year, sample)
                        .map(
                            own ->
                                split.systematic()
                                    + split.specific()
                                    - own.volatility() * own.volatility())),
            year),
        basis);
    risk.known()
        .ifPresent(
            split ->
                sheet.put(
                    GridCode.FACTOR_RISK,
                    STYLES.stream().map(Factor::name).toList(),
                    List.of("VARIANCE"),
                    split.byFactor().stream()
                        .map(part -> new double[] {part})
                        .toArray(double[][]::new),
                    basis));
  }

  private List<FactorRisk.Holding> holdings(HoldingsReturns returns, CovarianceMatrix own) {
    List<FactorRisk.Holding> holdings = new ArrayList<>();
    double[] weights = returns.weights();
    for (int i = 0; i < weights.length; i++) {
      Symbol symbol = returns.symbols().get(i);
      List<Double> betas =
          STYLES.stream()
              .flatMap(factor -> market.estimate(symbol, factor).map(Estimate::rawBeta).stream())
              .toList();
      Optional<Double> explained = market.estimate(symbol, Factor.VALUE).map(Estimate::rSquared);
      boolean fitted = betas.size() == STYLES.size() && explained.isPresent();
      holdings.add(
          new FactorRisk.Holding(
              weights[i], fitted ? betas : List.of(), explained.orElse(0.0), own.at(i, i)));
    }
    return holdings;
  }

  /**
   * Whether the return of a session exceeded the value at risk of the session before.
   *
   * @param before what was held at the close before
   * @param market of the session before
   * @param today returns up to the session
   */
  static void putExceptions(
      HeldAtClose before, DayMarket market, DayMarket today, FigureSheet sheet) {
    HoldingsFigures figures = new HoldingsFigures(before, market, sheet);
    Figure<HoldingsReturns> year = figures.over(YEAR);
    Figure<Double> earned =
        year.flatMap(
            known -> {
              double sum = 0;
              double[] weights = known.weights();
              for (int i = 0; i < weights.length; i++) {
                ReturnSeries series = today.returns().series(known.symbols().get(i)).orElseThrow();
                if (!series.has(series.size() - 1)) {
                  return Figure.unknown(
                      Reason.MISSING_RETURN,
                      series.symbol() + " has none on " + today.date(),
                      weights.length);
                }
                sum += weights[i] * series.at(series.size() - 1);
              }
              return Figure.of(sum, weights.length);
            });
    Basis known = figures.basis(year, YEAR);
    InputHash hash = new InputHash().add(known.inputs());
    before.listed().keySet().forEach(symbol -> hash.add(today.hash(symbol, 1)));
    Basis basis = new Basis(hash.whole(), market.date(), today.date(), known.coverage());
    for (int percent : LEVELS) {
      sheet.put(
          FigureCode.VAR_EXCEPTION,
          String.valueOf(percent),
          year.map(HoldingsReturns::portfolio)
              .flatMap(returns -> ValueAtRisk.historical(returns, percent / 100.0))
              .flatMap(risk -> earned.map(gain -> gain < -risk.loss() ? 1.0 : 0.0)),
          basis);
    }
  }
}
