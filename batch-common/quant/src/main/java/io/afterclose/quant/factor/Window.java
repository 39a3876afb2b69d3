package io.afterclose.quant.factor;

import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnSeries;
import java.util.BitSet;

/** The last sessions of an axis, counted in sessions and not in calendar days. */
final class Window {
  private final Sessions sessions;
  private final int from;

  private Window(Sessions sessions, int from) {
    this.sessions = sessions;
    this.from = from;
  }

  /** The last so many sessions, or all if the axis is shorter. */
  static Window last(int length, Sessions sessions) {
    return new Window(sessions, Math.max(0, sessions.size() - length));
  }

  /** The returns on the window, NaN where there is none. */
  double[] values(ReturnSeries series) {
    requireSameSessions(series);
    double[] values = new double[sessions.size() - from];
    for (int i = 0; i < values.length; i++) {
      values[i] = series.has(from + i) ? series.at(from + i) : Double.NaN;
    }
    return values;
  }

  private void requireSameSessions(ReturnSeries series) {
    if (!series.sessions().equals(sessions)) {
      throw new IllegalArgumentException(
          series.symbol()
              + ": returns on the regressors' "
              + sessions
              + " were expected, found "
              + series.sessions());
    }
  }

  /** "the 90 sessions to 2022-06-30", for messages. */
  String label() {
    return (sessions.size() - from) + " sessions to " + sessions.last();
  }

  static BitSet present(double[] values) {
    BitSet present = new BitSet(values.length);
    for (int i = 0; i < values.length; i++) {
      present.set(i, !Double.isNaN(values[i]));
    }
    return present;
  }

  static BitSet both(BitSet first, BitSet second) {
    BitSet both = (BitSet) first.clone();
    both.and(second);
    return both;
  }

  static double[] at(BitSet chosen, double[] values) {
    double[] some = new double[chosen.cardinality()];
    int at = 0;
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      some[at] = values[i];
      at++;
    }
    return some;
  }
}
