package io.afterclose.quant.stress;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.regression.RidgeRegression;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * How symbols answer to a set of factors that are shocked together. With Σ the covariance of daily
 * returns, E[r_i | r_S = s] = b_iᵀ·s with b_i = Σ_SS⁻¹·Σ_Si: the slopes of least squares of the
 * symbol on exactly those factors (Kupiec 1998, conditional stress tests). One factor alone answers
 * with its slope times the shock; of several, what they share counts once.
 */
public final class ShockModel {
  /** Sessions that the slopes rest on. */
  public static final int WINDOW = 252;

  private static final int FEWEST = 126;
  private static final int MOVE = 21;

  private final List<StressFactor> factors;
  private final List<ReturnSeries> funds;
  private final BitSet complete;
  private final Map<BitSet, Optional<RidgeRegression>> designs = new ConcurrentHashMap<>();

  private ShockModel(List<StressFactor> factors, List<ReturnSeries> funds) {
    this.factors = factors;
    this.funds = funds;
    this.complete = complete(funds);
  }

  /** The sessions of the window on which all funds have a return. */
  private static BitSet complete(List<ReturnSeries> funds) {
    int size = funds.get(0).size();
    BitSet complete = new BitSet(size);
    complete.set(Math.max(0, size - WINDOW), size);
    for (ReturnSeries fund : funds) {
      keep(complete, fund);
    }
    return complete;
  }

  private static void keep(BitSet sessions, ReturnSeries series) {
    for (int t = sessions.nextSetBit(0); t >= 0; t = sessions.nextSetBit(t + 1)) {
      if (!series.has(t)) {
        sessions.clear(t);
      }
    }
  }

  /**
   * Of a set of factors; unknown if the returns of a fund are missing.
   *
   * @param returns of the factors' funds, whose last session is the day
   */
  public static Figure<ShockModel> of(Collection<StressFactor> factors, ReturnMatrix returns) {
    List<StressFactor> ordered = List.copyOf(EnumSet.copyOf(factors));
    List<Symbol> missing =
        ordered.stream()
            .map(StressFactor::fund)
            .filter(fund -> returns.series(fund).isEmpty())
            .toList();
    return missing.isEmpty()
        ? Figure.of(
            new ShockModel(
                ordered,
                ordered.stream().map(f -> returns.series(f.fund()).orElseThrow()).toList()),
            returns.sessions().size())
        : Figure.unknown(Reason.MISSING_INPUT, "no returns of " + missing, 0);
  }

  /** The factors, in the order of the slopes. */
  public List<StressFactor> factors() {
    return factors;
  }

  /**
   * What a symbol's return is per unit of each factor's. Unknown with fewer than 126 of the last
   * 252 sessions on which it and all factors have a return, or if the factors depend on each other.
   *
   * @throws IllegalArgumentException if it lies on other sessions than the factors
   */
  public Figure<List<Double>> slopes(ReturnSeries symbol) {
    if (!symbol.sessions().equals(funds.get(0).sessions())) {
      throw new IllegalArgumentException(
          symbol.symbol()
              + ": returns on "
              + funds.get(0).sessions()
              + " were expected, found "
              + symbol.sessions());
    }
    BitSet shared = shared(symbol);
    int count = shared.cardinality();
    if (count < FEWEST) {
      return Figure.unknown(
          Reason.INSUFFICIENT_DATA,
          FEWEST
              + " sessions with a return of "
              + symbol.symbol()
              + " and of all factors are needed,"
              + " there are "
              + count,
          count);
    }
    return designs
        .computeIfAbsent(shared, this::design)
        .map(design -> Figure.of(slopes(design, symbol, shared), count))
        .orElseGet(() -> Figure.unknown(Reason.SINGULAR, factors + " depend on each other", count));
  }

  private BitSet shared(ReturnSeries symbol) {
    BitSet shared = (BitSet) complete.clone();
    keep(shared, symbol);
    return shared;
  }

  private Optional<RidgeRegression> design(BitSet shared) {
    return RidgeRegression.standardised(
        funds.stream().map(fund -> values(fund, shared)).toArray(double[][]::new), 0);
  }

  private static List<Double> slopes(RidgeRegression design, ReturnSeries symbol, BitSet shared) {
    return Arrays.stream(design.slopes(values(symbol, shared))).boxed().toList();
  }

  private static double[] values(ReturnSeries series, BitSet shared) {
    double[] values = new double[shared.cardinality()];
    int next = 0;
    for (int t = shared.nextSetBit(0); t >= 0; t = shared.nextSetBit(t + 1)) {
      values[next] = series.at(t);
      next++;
    }
    return values;
  }

  /**
   * Whether the shock of a factor is larger than any move of its fund over 21 successive sessions
   * of the last 252, so that the slopes say little about it.
   */
  public boolean isOutsideHistory(StressFactor factor, double shock) {
    ReturnSeries fund = funds.get(factors.indexOf(factor));
    double largest =
        IntStream.rangeClosed(Math.max(0, fund.size() - WINDOW - 1), fund.size() - 1 - MOVE)
            .mapToObj(from -> fund.compounded(from, from + MOVE))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(move -> Math.abs(move.getAsDouble()))
            .max()
            .orElse(0);
    return Math.abs(shock) > largest;
  }
}
