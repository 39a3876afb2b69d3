package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.risk.CovarianceMatrix;
import io.afterclose.quant.stress.ShockModel;
import io.afterclose.quant.stress.StressFactor;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the market knows at the close of a session, with what is worked out of it once for all
 * portfolios. Used by one thread.
 */
final class DayMarket {

  /**
   * Returns that the longest figure looks back on, the session before the first, and one more for
   * what the session before the day looks back on.
   */
  static final int SESSIONS = 2 + 273;

  private final LocalDate date;
  private final ReturnMatrix returns;
  private final Map<Symbol, Map<Factor, ExposureRow>> exposures;
  private final Map<Symbol, SymbolProfile> profiles;
  private final Map<Symbol, double[]> volumes;

  private final Map<LocalDate, DayMarket> earlier = new HashMap<>();
  private final Map<Symbol, Map<Integer, String>> hashes = new HashMap<>();
  private final Map<Set<StressFactor>, Figure<ShockModel>> models = new HashMap<>();
  private final SharedSlopes slopes;
  private final Map<Symbol, String> slopeInputs = new HashMap<>();

  /**
   * A session.
   *
   * @param returns of all symbols held and of the factor funds, the last session of the axis is the
   *     day
   * @param exposures stored for the day
   * @param volumes of the last 21 sessions, shares as traded; unknown ones left out
   * @param slopes of the sessions that are worked on
   */
  DayMarket(
      LocalDate date,
      ReturnMatrix returns,
      Map<Symbol, Map<Factor, ExposureRow>> exposures,
      Map<Symbol, SymbolProfile> profiles,
      Map<Symbol, double[]> volumes,
      SharedSlopes slopes) {
    this.date = date;
    this.returns = returns;
    this.exposures = exposures;
    this.profiles = profiles;
    this.volumes = volumes;
    this.slopes = slopes;
  }

  LocalDate date() {
    return date;
  }

  ReturnMatrix returns() {
    return returns;
  }

  /** The returns that could be seen at an earlier session of the axis, and nothing else of it. */
  DayMarket at(LocalDate session) {
    return earlier.computeIfAbsent(
        session,
        day ->
            new DayMarket(day, returns.upTo(day, SESSIONS), Map.of(), Map.of(), Map.of(), slopes));
  }

  /** Whether a day is the session before. */
  boolean isPrevious(LocalDate day) {
    int last = returns.sessions().size() - 1;
    return last > 0 && returns.sessions().at(last - 1).equals(day);
  }

  /** The estimate of a factor; empty where it is not fitted. */
  Optional<Estimate> estimate(Symbol symbol, Factor factor) {
    return Optional.ofNullable(exposures.getOrDefault(symbol, Map.of()).get(factor))
        .flatMap(ExposureRow::estimate);
  }

  Optional<SymbolProfile> profile(Symbol symbol) {
    return Optional.ofNullable(profiles.get(symbol));
  }

  double[] volumes(Symbol symbol) {
    return volumes.getOrDefault(symbol, new double[0]).clone();
  }

  /** The series of symbols that have one, in their order. */
  List<ReturnSeries> series(Collection<Symbol> symbols) {
    return symbols.stream().flatMap(symbol -> returns.series(symbol).stream()).toList();
  }

  /** Hash of the returns of a symbol on the last sessions. */
  String hash(Symbol symbol, int window) {
    return hashes
        .computeIfAbsent(symbol, none -> new HashMap<>())
        .computeIfAbsent(
            window,
            length -> {
              InputHash hash = new InputHash().add(symbol);
              returns.series(symbol).ifPresent(series -> hash.add(last(series, length)));
              return hash.whole();
            });
  }

  private static double[] last(ReturnSeries series, int window) {
    int from = Math.max(0, series.size() - window);
    double[] values = new double[series.size() - from];
    for (int t = 0; t < values.length; t++) {
      values[t] = series.has(from + t) ? series.at(from + t) : Double.NaN;
    }
    return values;
  }

  /** Hash of the stored exposures of a symbol. */
  InputHash addExposures(InputHash hash, Symbol symbol) {
    for (Factor factor : Factor.values()) {
      Optional<Estimate> estimate = estimate(symbol, factor);
      hash.add(estimate.map(Estimate::beta).orElse(Double.NaN))
          .add(estimate.map(Estimate::rawBeta).orElse(Double.NaN));
    }
    return hash;
  }

  /** How symbols answer to exactly these factors. */
  Figure<ShockModel> model(Set<StressFactor> factors) {
    return models.computeIfAbsent(factors, some -> ShockModel.of(some, returns));
  }

  /** The slopes of a symbol on exactly these factors. */
  Figure<List<Double>> slopes(Set<StressFactor> factors, ShockModel model, Symbol symbol) {
    return slopes.of(
        date,
        factors,
        symbol,
        slopeInputs.computeIfAbsent(symbol, this::slopeInputs),
        () ->
            returns
                .series(symbol)
                .map(model::slopes)
                .orElseGet(
                    () ->
                        Figure.unknown(Figure.Reason.MISSING_INPUT, "no returns of " + symbol, 0)));
  }

  private String slopeInputs(Symbol symbol) {
    int window = ShockModel.WINDOW + 1;
    return addFunds(new InputHash().add(hash(symbol, window)), window).whole();
  }

  /** The returns of the funds of the last sessions on which all of them have one. */
  Figure<double[][]> fundReturns(List<Symbol> funds, int window, int fewest) {
    List<ReturnSeries> series = series(funds);
    if (series.size() < funds.size()) {
      return Figure.unknown(Figure.Reason.MISSING_INPUT, "not all factor funds have returns", 0);
    }
    List<Integer> shared = new ArrayList<>();
    int size = returns.sessions().size();
    for (int t = Math.max(0, size - window); t < size; t++) {
      int session = t;
      if (series.stream().allMatch(one -> one.has(session))) {
        shared.add(t);
      }
    }
    if (shared.size() < fewest) {
      return Figure.unknown(
          Figure.Reason.INSUFFICIENT_DATA,
          fewest
              + " sessions are needed on which all factor funds have a return, there are "
              + shared.size(),
          shared.size());
    }
    return Figure.of(
        series.stream()
            .map(one -> shared.stream().mapToDouble(one::at).toArray())
            .toArray(double[][]::new),
        shared.size());
  }

  /** Hash of the returns of the factor funds. */
  InputHash addFunds(InputHash hash, int window) {
    FactorEtfs.ALL.forEach(fund -> hash.add(hash(fund, window)));
    return hash;
  }

  /** Covariance of funds, of the sample. */
  Figure<CovarianceMatrix> covariance(List<Symbol> funds, int window, int fewest) {
    return fundReturns(funds, window, fewest).flatMap(CovarianceMatrix::sample);
  }
}
