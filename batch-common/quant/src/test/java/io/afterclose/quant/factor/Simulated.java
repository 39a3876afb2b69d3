package io.afterclose.quant.factor;

import static java.lang.Math.cos;
import static java.lang.Math.sin;

import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A market made by formula: eight funds that move together, and symbols that follow them. */
final class Simulated {
  static final Symbol SYMBOL = Symbol.of("XYZ");

  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  private Simulated() {}

  static Sessions weekdays(int count) {
    return Sessions.of(
        START
            .datesUntil(START.plusDays(2L * count))
            .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
            .limit(count)
            .toList());
  }

  /** All eight funds, without a return on the first session. */
  static ReturnMatrix market(Sessions axis) {
    List<ReturnSeries> funds =
        IntStream.range(0, 8)
            .mapToObj(k -> series(FactorEtfs.ALL.get(k), axis, i -> fund(k, i)))
            .toList();
    return ReturnMatrix.of(axis, funds);
  }

  private static double fund(int k, int i) {
    double market = 0.010 * sin(0.9 * i + 0.3) + 0.004 * cos(2.3 * i);
    return i == 0 ? Double.NaN : market * (1 - 0.05 * k) + 0.003 * sin((0.5 + 0.37 * k) * i + k);
  }

  /** A symbol with returns where they are wanted, never on the first session. */
  static ReturnSeries symbol(Symbol symbol, Sessions axis, double tilt, IntPredicate wanted) {
    return series(
        symbol,
        axis,
        i ->
            i > 0 && wanted.test(i)
                ? 0.0003 + 1.2 * fund(0, i) + tilt * fund(5, i) + 0.006 * sin(1.7 * i + 1.1)
                : Double.NaN);
  }

  static ReturnSeries series(Symbol symbol, Sessions axis, IntToDoubleFunction value) {
    return ReturnSeries.of(
        symbol, axis, IntStream.range(0, axis.size()).mapToDouble(value).toArray());
  }

  /** The same returns, but for one fund. */
  static ReturnMatrix with(ReturnMatrix returns, Symbol fund, IntToDoubleFunction value) {
    return ReturnMatrix.of(
        returns.sessions(),
        returns.symbols().stream()
            .map(
                symbol ->
                    symbol.equals(fund)
                        ? series(fund, returns.sessions(), value)
                        : returns.series(symbol).orElseThrow())
            .toList());
  }

  static ReturnMatrix without(ReturnMatrix returns, Symbol fund) {
    return ReturnMatrix.of(
        returns.sessions(),
        returns.symbols().stream()
            .filter(symbol -> !symbol.equals(fund))
            .map(symbol -> returns.series(symbol).orElseThrow())
            .toList());
  }
}
