package io.afterclose.quant.regression;

import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.PhysicalStore;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One symbol's share of a night in each kernel, beside commons-math3 and ojAlgo as their
 * documentation has it: a line over 90 sessions with its p-value, six ridge slopes over 90
 * sessions, the returns of 253 sessions, one p-value.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmarks {
  private static final int SESSIONS = 90;
  private static final int COLUMNS = 6;
  private static final int YEAR = 253;
  private static final double PENALTY = 1;
  private static final double T = 1.7;

  private final double[] x = new double[SESSIONS];
  private final double[] y = new double[SESSIONS];
  private final double[][] columns = new double[COLUMNS][SESSIONS];
  private final double[] closes = new double[YEAR];
  private final RidgeRegression design;
  private final RealMatrix standardised;
  private final PriceHistory history;

  /** Draws the numbers, the same ones every time. */
  public KernelBenchmarks() {
    Random random = new Random(7);
    Arrays.setAll(x, t -> 0.01 * random.nextGaussian());
    for (double[] column : columns) {
      Arrays.setAll(column, t -> x[t] + 0.003 * random.nextGaussian());
    }
    Arrays.setAll(y, t -> 1.1 * x[t] + 0.01 * random.nextGaussian());
    Arrays.setAll(closes, t -> 100 + 3 * random.nextGaussian());
    design = RidgeRegression.standardised(columns, PENALTY).orElseThrow();
    standardised = MatrixUtils.createRealMatrix(standardised(columns)).transpose();
    history = history();
  }

  private static double[][] standardised(double[][] columns) {
    return Arrays.stream(columns)
        .map(CenteredColumn::of)
        .map(
            column -> {
              double[] values = new double[column.size()];
              Arrays.setAll(values, t -> column.deviation(t) / column.standardDeviation());
              return values;
            })
        .toArray(double[][]::new);
  }

  private PriceHistory history() {
    List<LocalDate> days =
        LocalDate.of(2021, 1, 4).datesUntil(LocalDate.of(2022, 1, 4)).limit(YEAR).toList();
    PriceHistory.Builder builder = PriceHistory.on(Sessions.of(days), Symbol.of("ACME"));
    for (int t = 0; t < YEAR; t++) {
      builder.close(days.get(t), closes[t]);
    }
    return builder.build();
  }

  /** Ours. */
  @Benchmark
  public Optional<RegressionFit> ols() {
    return OlsRegression.fit(x, y);
  }

  /** Slope, intercept, R², standard error and p-value of commons-math3. */
  @Benchmark
  public double[] olsCommonsMath() {
    SimpleRegression regression = new SimpleRegression();
    for (int t = 0; t < SESSIONS; t++) {
      regression.addData(x[t], y[t]);
    }
    return new double[] {
      regression.getSlope(),
      regression.getIntercept(),
      regression.getRSquare(),
      regression.getSlopeStdErr(),
      regression.getSignificance()
    };
  }

  /** Slope and intercept of ojAlgo, which has no more. */
  @Benchmark
  public MatrixStore<Double> olsOjAlgo() {
    R064Store body = R064Store.FACTORY.make(SESSIONS, 2);
    for (int t = 0; t < SESSIONS; t++) {
      body.set(t, 0, 1);
      body.set(t, 1, x[t]);
    }
    QR<Double> qr = QR.R064.make(body);
    qr.decompose(body);
    return qr.getSolution(R064Store.FACTORY.column(y));
  }

  /** Ours, on a design that the night factorised once. */
  @Benchmark
  public RidgeFit ridge() {
    return design.fit(y);
  }

  /** Ours, with a design of its own, as a symbol with a hole has it. */
  @Benchmark
  public RidgeFit ridgeWithDesign() {
    return RidgeRegression.standardised(columns, PENALTY).orElseThrow().fit(y);
  }

  /** The normal equations of commons-math3, on standardised columns. */
  @Benchmark
  public RealVector ridgeCommonsMath() {
    RealMatrix transposed = standardised.transpose();
    RealMatrix gram = transposed.multiply(standardised);
    for (int j = 0; j < COLUMNS; j++) {
      gram.addToEntry(j, j, PENALTY);
    }
    RealVector centred = new ArrayRealVector(y).mapSubtract(Arrays.stream(y).average().orElse(0));
    return new CholeskyDecomposition(gram).getSolver().solve(transposed.operate(centred));
  }

  /** The normal equations of ojAlgo, on standardised columns. */
  @Benchmark
  public MatrixStore<Double> ridgeOjAlgo() {
    R064Store z = R064Store.FACTORY.copy(RawStore.wrap(standardised.getData()));
    double mean = Arrays.stream(y).average().orElse(0);
    R064Store centred = R064Store.FACTORY.column(Arrays.stream(y).map(v -> v - mean).toArray());
    PhysicalStore<Double> gram = z.transpose().multiply(z).copy();
    for (int j = 0; j < COLUMNS; j++) {
      gram.add(j, j, PENALTY);
    }
    Cholesky<Double> cholesky = Cholesky.R064.make(gram);
    cholesky.decompose(gram);
    return cholesky.getSolution(z.transpose().multiply(centred));
  }

  /** Ours, with splits, cash and holes looked at. */
  @Benchmark
  public ReturnSeries returns() {
    return ReturnSeries.of(history);
  }

  /** Closes divided by the closes before, in vectors of commons-math3. */
  @Benchmark
  public RealVector returnsCommonsMath() {
    RealVector all = new ArrayRealVector(closes);
    return all.getSubVector(1, YEAR - 1)
        .ebeDivide(all.getSubVector(0, YEAR - 1))
        .mapSubtractToSelf(1);
  }

  /** The same in a store of ojAlgo. */
  @Benchmark
  public R064Store returnsOjAlgo() {
    R064Store moves = R064Store.FACTORY.make(YEAR - 1, 1);
    for (int t = 1; t < YEAR; t++) {
      moves.set(t - 1, closes[t] / closes[t - 1] - 1);
    }
    return moves;
  }

  /** Ours. */
  @Benchmark
  public double studentT() {
    return StudentT.twoSided(T, SESSIONS - 2);
  }

  /** The distribution of commons-math3. */
  @Benchmark
  public double studentCommonsMath() {
    return 2 * new TDistribution(null, SESSIONS - 2).cumulativeProbability(-T);
  }

  /** The distribution of ojAlgo. */
  @Benchmark
  public double studentOjAlgo() {
    return 2 * org.ojalgo.random.TDistribution.of(SESSIONS - 2).getDistribution(-T);
  }
}
