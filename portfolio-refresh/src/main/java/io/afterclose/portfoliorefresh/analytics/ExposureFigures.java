package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.risk.FactorExposure;
import io.afterclose.quant.symbol.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The exposures of a portfolio to the twelve factors, and what each symbol brings to them. */
final class ExposureFigures {

  private static final List<String> COLUMNS =
      List.of("OF_NAV", "NORMALISED", "DOLLARS", "COVERED", "ERROR");

  private final HeldAtClose held;
  private final DayMarket market;
  private final Map<Factor, Figure<FactorExposure>> exposures = new EnumMap<>(Factor.class);

  private ExposureFigures(HeldAtClose held, DayMarket market) {
    this.held = held;
    this.market = market;
    for (Factor factor : Factor.values()) {
      exposures.put(factor, exposure(factor));
    }
  }

  /** Calculates and puts them. */
  static ExposureFigures put(HeldAtClose held, DayMarket market, FigureSheet sheet) {
    ExposureFigures figures = new ExposureFigures(held, market);
    InputHash hash = held.hash();
    held.listed().keySet().forEach(symbol -> market.addExposures(hash.add(symbol), symbol));
    figures.put(Basis.of(hash.whole()), sheet);
    return figures;
  }

  private Figure<FactorExposure> exposure(Factor factor) {
    return FactorExposure.of(
        held.exposures().entrySet().stream()
            .map(
                entry ->
                    new FactorExposure.Holding(
                        entry.getKey(),
                        entry.getValue(),
                        market.estimate(entry.getKey(), factor).map(Estimate::beta).orElse(null)))
            .toList(),
        held.otherGross(),
        held.nav());
  }

  /** Σ exposure × beta, USD; unknown if no symbol has one. */
  Figure<Double> dollars(Factor factor) {
    return of(factor).map(FactorExposure::dollars);
  }

  private Figure<FactorExposure> of(Factor factor) {
    Figure<FactorExposure> exposure = exposures.get(factor);
    if (exposure == null) {
      throw new IllegalStateException("no exposure to " + factor);
    }
    return exposure;
  }

  private void put(Basis basis, FigureSheet sheet) {
    Figure<FactorExposure> market = of(Factor.MARKET_BETA);
    sheet.put(
        FigureCode.PORTFOLIO_BETA,
        market.flatMap(FactorExposure::ofNetAssetValue),
        basis.covering(market.known().map(FactorExposure::covered).orElse(0.0)));
    sheet.put(
        GridCode.FACTOR_EXPOSURES,
        Arrays.stream(Factor.values()).map(Factor::name).toList(),
        COLUMNS,
        Arrays.stream(Factor.values()).map(this::row).toArray(double[][]::new),
        basis);
    if (!held.listed().isEmpty()) {
      putPositions(basis, sheet);
    }
  }

  private double[] row(Factor factor) {
    Figure<FactorExposure> exposure = of(factor);
    return new double[] {
      orNaN(exposure.flatMap(FactorExposure::ofNetAssetValue)),
      orNaN(exposure.flatMap(FactorExposure::normalised)),
      orNaN(exposure.map(FactorExposure::dollars)),
      exposure.known().map(FactorExposure::covered).orElse(0.0),
      exposure.known().isPresent() ? error(factor) : Double.NaN
    };
  }

  private static double orNaN(Figure<Double> value) {
    return value.known().orElse(Double.NaN);
  }

  /** √Σ(E·SE)² over the net asset value; NaN where an error or the base is missing. */
  private double error(Factor factor) {
    double squares = 0;
    for (var entry : held.exposures().entrySet()) {
      var estimate = market.estimate(entry.getKey(), factor);
      if (estimate.isPresent()) {
        Double error = estimate.get().standardError();
        double part = error == null ? Double.NaN : entry.getValue() * error;
        squares += part * part;
      }
    }
    return held.nav() > 0 ? Math.sqrt(squares) / held.nav() : Double.NaN;
  }

  private void putPositions(Basis basis, FigureSheet sheet) {
    List<String> symbols = new ArrayList<>();
    List<double[]> cells = new ArrayList<>();
    held.exposures()
        .forEach(
            (symbol, exposure) -> {
              symbols.add(symbol.text());
              cells.add(row(symbol, exposure));
            });
    sheet.put(
        GridCode.POSITION_EXPOSURES,
        symbols,
        Stream.concat(
                Stream.of("EXPOSURE", "WEIGHT"), Arrays.stream(Factor.values()).map(Factor::name))
            .toList(),
        cells.toArray(double[][]::new),
        basis);
  }

  private double[] row(Symbol symbol, double exposure) {
    DoubleStream.Builder row = DoubleStream.builder();
    row.add(exposure).add(held.nav() > 0 ? exposure / held.nav() : Double.NaN);
    for (Factor factor : Factor.values()) {
      row.add(
          market
              .estimate(symbol, factor)
              .map(estimate -> exposure * estimate.beta())
              .orElse(Double.NaN));
    }
    return row.build().toArray();
  }
}
