package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.returns.ReturnSeries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Returns of a portfolio and of a benchmark over the same sessions, both of one session. A session
 * without a return of the benchmark is left out and counted, nothing is shifted or filled.
 */
public final class PairedReturns {
  private final double[] portfolio;
  private final double[] benchmark;
  private final double[] riskFree;
  private final int dropped;

  private PairedReturns(List<double[]> rows, int dropped) {
    this.portfolio = rows.stream().mapToDouble(row -> row[0]).toArray();
    this.benchmark = rows.stream().mapToDouble(row -> row[1]).toArray();
    this.riskFree = rows.stream().mapToDouble(row -> row[2]).toArray();
    this.dropped = dropped;
  }

  /** Unknown if a day of the portfolio has no return. */
  public static Figure<PairedReturns> of(
      RealisedReturns portfolio, ReturnSeries benchmark, RiskFreeRate rate) {
    return portfolio.values().map(values -> paired(portfolio, values, benchmark, rate));
  }

  private static PairedReturns paired(
      RealisedReturns portfolio, double[] values, ReturnSeries benchmark, RiskFreeRate rate) {
    List<double[]> rows = new ArrayList<>();
    LocalDate previous = portfolio.start();
    for (int t = 0; t < values.length; t++) {
      LocalDate date = portfolio.days().get(t).date();
      int index = benchmark.sessions().indexOf(date);
      if (index > 0
          && benchmark.sessions().at(index - 1).equals(previous)
          && benchmark.has(index)) {
        rows.add(new double[] {values[t], benchmark.at(index), rate.between(previous, date)});
      }
      previous = date;
    }
    return new PairedReturns(rows, values.length - rows.size());
  }

  /** How many sessions. */
  public int size() {
    return portfolio.length;
  }

  /** Sessions of the portfolio on which the benchmark has no return. */
  public int dropped() {
    return dropped;
  }

  /** The portfolio's returns above the risk-free rate. */
  public double[] portfolioExcess() {
    return difference(portfolio, riskFree);
  }

  /** The benchmark's returns above the risk-free rate. */
  public double[] benchmarkExcess() {
    return difference(benchmark, riskFree);
  }

  /** The portfolio's returns above the benchmark's. */
  public double[] active() {
    return difference(portfolio, benchmark);
  }

  private static double[] difference(double[] first, double[] second) {
    double[] difference = new double[first.length];
    Arrays.setAll(difference, t -> first[t] - second[t]);
    return difference;
  }
}
