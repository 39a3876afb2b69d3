package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.performance.BenchmarkFit;
import io.afterclose.quant.performance.Capture;
import io.afterclose.quant.performance.MonthlyReturns;
import io.afterclose.quant.performance.PairedReturns;
import io.afterclose.quant.performance.Ratio;
import io.afterclose.quant.performance.RealisedReturns;
import io.afterclose.quant.performance.RiskFreeRate;
import io.afterclose.quant.returns.ReturnSeries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What happened beside the benchmark and the risk-free rate. */
final class BenchmarkFigures {

  private final RealisedRecord record;
  private final ReturnSeries benchmark;
  private final RiskFree riskFree;
  private final TradingCalendar calendar;
  private final FigureSheet sheet;

  private BenchmarkFigures(
      RealisedRecord record,
      ReturnSeries benchmark,
      RiskFree riskFree,
      TradingCalendar calendar,
      FigureSheet sheet) {
    this.record = record;
    this.benchmark = benchmark;
    this.riskFree = riskFree;
    this.calendar = calendar;
    this.sheet = sheet;
  }

  /**
   * The risk-free rate in use.
   *
   * @param hash of its yields
   * @param described in words, for the figures that use it
   */
  record RiskFree(RiskFreeRate rate, String hash, String described) {}

  /**
   * Puts them.
   *
   * @param benchmark total returns on an axis from the start of the record or before
   * @param calendar tells which months are complete
   */
  static void put(
      RealisedRecord record,
      ReturnSeries benchmark,
      RiskFree riskFree,
      TradingCalendar calendar,
      FigureSheet sheet) {
    BenchmarkFigures figures = new BenchmarkFigures(record, benchmark, riskFree, calendar, sheet);
    Period.all().forEach(figures::putReturn);
    Period.OF_RATIOS.forEach(figures::putRatios);
    figures.putCapture();
  }

  private void putReturn(Period period) {
    Figure<RealisedReturns> part = record.returns().over(period.period());
    sheet.put(
        FigureCode.BENCHMARK_TWR, period.code(), part.flatMap(this::linked), benchmarkBasis(part));
  }

  private Figure<Double> linked(RealisedReturns part) {
    int from = benchmark.sessions().indexOf(part.start());
    int to = benchmark.sessions().indexOf(part.end());
    OptionalDouble linked =
        from < 0 || to <= from ? OptionalDouble.empty() : benchmark.compounded(from, to);
    return linked.isPresent()
        ? Figure.of(linked.getAsDouble(), to - from)
        : Figure.unknown(
            Reason.MISSING_INPUT,
            "not all returns of "
                + benchmark.symbol()
                + " from "
                + part.start()
                + " to "
                + part.end(),
            part.size());
  }

  /** Only the days of the record and the benchmark's returns on them. */
  private Basis benchmarkBasis(Figure<RealisedReturns> part) {
    RealisedReturns used = part.known().orElse(record.returns());
    InputHash hash = new InputHash().add(used.start()).add(used.end()).add(used.size());
    addBenchmark(hash.add(part.known().isPresent() ? 1L : 0L), used);
    return new Basis(hash.whole(), used.start(), used.end(), null);
  }

  private void addBenchmark(InputHash hash, RealisedReturns used) {
    hash.add(benchmark.symbol());
    int from = Math.max(0, benchmark.sessions().floorIndex(used.start()));
    int to = benchmark.sessions().floorIndex(used.end());
    for (int t = from; t <= to; t++) {
      hash.add(benchmark.has(t) ? benchmark.at(t) : Double.NaN);
    }
  }

  private Basis basis(Figure<RealisedReturns> part, boolean withRate) {
    RealisedReturns used = part.known().orElse(record.returns());
    InputHash hash = record.hash(used).add(part.known().isPresent() ? 1L : 0L);
    addBenchmark(hash, used);
    if (withRate) {
      hash.add(riskFree.hash());
    }
    return new Basis(
        hash.whole(),
        used.start(),
        used.end(),
        record.daysOf(used).stream().mapToDouble(PerformanceDay::coverage).min().orElse(1));
  }

  private void putRatios(Period period) {
    Figure<RealisedReturns> part = record.returns().over(period.period());
    Basis basis = basis(part, true);
    String rate = riskFree.described();
    Figure<double[]> excess = part.flatMap(this::aboveRate);
    putRatio(FigureCode.SHARPE, period, excess.flatMap(Ratio::sharpe), rate, basis);
    put(
        FigureCode.SHARPE_PROBABILITY,
        period,
        excess.flatMap(Ratio::probabilityAboveZero),
        rate,
        basis);
    putRatio(FigureCode.SORTINO, period, excess.flatMap(Ratio::sortino), rate, basis);
    putRatio(FigureCode.CALMAR, period, part.flatMap(Ratio::calmar), "", basis);
    Figure<PairedReturns> pairs =
        part.flatMap(returns -> PairedReturns.of(returns, benchmark, riskFree.rate()));
    String beside =
        rate
            + pairs
                .known()
                .filter(known -> known.dropped() > 0)
                .map(known -> "; " + known.dropped() + " sessions without a return of both")
                .orElse("");
    Figure<BenchmarkFit> fit = pairs.flatMap(BenchmarkFit::of);
    putFit(
        FigureCode.ALPHA,
        period,
        fit,
        BenchmarkFit::alpha,
        BenchmarkFit::alphaError,
        beside,
        basis);
    putFit(
        FigureCode.BETA, period, fit, BenchmarkFit::beta, BenchmarkFit::betaError, beside, basis);
    put(FigureCode.R_SQUARED, period, fit.map(BenchmarkFit::rSquared), beside, basis);
    Figure<double[]> active = pairs.map(PairedReturns::active);
    put(FigureCode.TRACKING_ERROR, period, active.flatMap(BenchmarkFit::trackingError), "", basis);
    putRatio(FigureCode.INFORMATION_RATIO, period, active.flatMap(Ratio::information), "", basis);
  }

  /** The daily returns above the risk-free rate. */
  private Figure<double[]> aboveRate(RealisedReturns part) {
    return part.values()
        .map(
            values -> {
              double[] excess = new double[values.length];
              LocalDate previous = part.start();
              for (int t = 0; t < values.length; t++) {
                LocalDate date = part.days().get(t).date();
                excess[t] = values[t] - riskFree.rate().between(previous, date);
                previous = date;
              }
              return excess;
            });
  }

  private void put(FigureCode code, Period period, Figure<Double> value, String note, Basis basis) {
    sheet.put(FigureKey.of(code, period.code()), value, null, note, basis);
  }

  private void putRatio(
      FigureCode code, Period period, Figure<Ratio> ratio, String note, Basis basis) {
    sheet.put(
        FigureKey.of(code, period.code()),
        ratio.map(Ratio::value),
        ratio.known().map(Ratio::standardError).filter(Double::isFinite).orElse(null),
        note,
        basis);
  }

  private void putFit(
      FigureCode code,
      Period period,
      Figure<BenchmarkFit> fit,
      Function<BenchmarkFit, Double> value,
      Function<BenchmarkFit, Double> error,
      String note,
      Basis basis) {
    sheet.put(
        FigureKey.of(code, period.code()),
        fit.map(value),
        fit.known().map(error).orElse(null),
        note,
        basis);
  }

  /** By the complete months of the record. */
  private void putCapture() {
    RealisedReturns whole = record.returns();
    Capture capture =
        Capture.of(
            MonthlyReturns.of(whole, this::endsMonth),
            MonthlyReturns.of(benchmarkOver(whole), this::endsMonth));
    Basis basis = basis(Figure.of(whole, whole.size()), false);
    sheet.put(FigureCode.UP_CAPTURE, Period.INCEPTION.code(), capture.up(), basis);
    sheet.put(FigureCode.DOWN_CAPTURE, Period.INCEPTION.code(), capture.down(), basis);
    sheet.put(
        FigureCode.BATTING_AVERAGE,
        Period.INCEPTION.code(),
        capture.battingAverage(),
        ofAtLeast(Capture.FEWEST_BATTING, basis));
  }

  /** With the fewest months as an input, so that one stored with fewer is made again. */
  private static Basis ofAtLeast(int months, Basis basis) {
    return new Basis(
        new InputHash().add(basis.inputs()).add((long) months).whole(),
        basis.from(),
        basis.to(),
        basis.coverage());
  }

  private boolean endsMonth(LocalDate session) {
    return calendar.nextSession(session).getMonth() != session.getMonth();
  }

  private RealisedReturns benchmarkOver(RealisedReturns whole) {
    List<RealisedReturns.Day> days = new ArrayList<>();
    for (RealisedReturns.Day day : whole.days()) {
      int index = benchmark.sessions().indexOf(day.date());
      days.add(
          new RealisedReturns.Day(
              day.date(),
              index >= 0 && benchmark.has(index)
                  ? Figure.of(benchmark.at(index), 1)
                  : Figure.unknown(Reason.MISSING_INPUT, "no return", 1)));
    }
    return RealisedReturns.of(whole.start(), days);
  }
}
