package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the linked returns fell below their highest value so far, 1 − I_t / max(1, I_1 … I_t).
 * The base of the first return is a peak. All depths are fractions of 0 or more: 0.25 is a loss of
 * a quarter.
 *
 * @param maximum the deepest
 * @param current at the last session
 * @param painIndex the mean over all sessions
 * @param ulcerIndex the root of the mean of squares over all sessions (Martin and McCann 1989)
 * @param underWater sessions below a peak
 * @param episodes from peak to recovery, the deepest first, then the earliest
 */
public record Drawdowns(
    double maximum,
    double current,
    double painIndex,
    double ulcerIndex,
    int underWater,
    List<Episode> episodes) {

  /** Copies the episodes. */
  public Drawdowns {
    episodes = List.copyOf(episodes);
  }

  /**
   * One fall and its recovery.
   *
   * @param peak the last session at the peak
   * @param trough the first session at the lowest value
   * @param recovery the first session back at the peak or above; null while it is open
   * @param depth of the trough
   * @param sessionsDown from peak to trough
   * @param sessionsUp from trough to recovery, or to the last session while it is open
   */
  public record Episode(
      LocalDate peak,
      LocalDate trough,
      @Nullable LocalDate recovery,
      double depth,
      int sessionsDown,
      int sessionsUp) {

    /** Calendar days from peak to trough. */
    public long daysDown() {
      return ChronoUnit.DAYS.between(peak, trough);
    }
  }

  /** Unknown if a day has no return, or one before the last lost everything or more. */
  public static Figure<Drawdowns> of(RealisedReturns returns) {
    return returns.values().flatMap(values -> measured(returns, values));
  }

  private static Figure<Drawdowns> measured(RealisedReturns returns, double[] values) {
    double[] index = new double[values.length + 1];
    index[0] = 1;
    for (int t = 0; t < values.length; t++) {
      index[t + 1] = index[t] * (1 + values[t]);
      if (index[t + 1] <= 0 && t + 1 < values.length) {
        return Figure.unknown(
            Reason.WIPED_OUT,
            returns.days().get(t).date() + ": a return of " + values[t],
            values.length);
      }
    }
    List<LocalDate> dates = new ArrayList<>(List.of(returns.start()));
    returns.days().forEach(day -> dates.add(day.date()));
    return Figure.of(ofIndex(index, dates), values.length);
  }

  /**
   * Those of values.
   *
   * @param index the base, then one value a session
   * @param dates as many
   */
  static Drawdowns ofIndex(double[] index, List<LocalDate> dates) {
    double[] depths = depths(index);
    double sum = 0;
    double squares = 0;
    int underWater = 0;
    for (double depth : depths) {
      sum += depth;
      squares += depth * depth;
      underWater += depth > 0 ? 1 : 0;
    }
    List<Episode> episodes = episodes(depths, dates);
    int sessions = index.length - 1;
    return new Drawdowns(
        episodes.isEmpty() ? 0 : episodes.get(0).depth(),
        depths[sessions],
        sum / sessions,
        Math.sqrt(squares / sessions),
        underWater,
        episodes);
  }

  private static double[] depths(double[] index) {
    double[] depths = new double[index.length];
    double peak = index[0];
    for (int t = 0; t < index.length; t++) {
      peak = Math.max(peak, index[t]);
      depths[t] = 1 - index[t] / peak;
    }
    return depths;
  }

  private static List<Episode> episodes(double[] depths, List<LocalDate> dates) {
    List<Episode> episodes = new ArrayList<>();
    int peak = 0;
    while (peak < depths.length) {
      int end = peak + 1;
      int trough = peak;
      while (end < depths.length && depths[end] > 0) {
        trough = depths[end] > depths[trough] ? end : trough;
        end++;
      }
      if (trough > peak) {
        boolean open = end == depths.length;
        episodes.add(
            new Episode(
                dates.get(peak),
                dates.get(trough),
                open ? null : dates.get(end),
                depths[trough],
                trough - peak,
                (open ? end - 1 : end) - trough));
      }
      peak = end;
    }
    episodes.sort(
        Comparator.comparingDouble(Episode::depth).reversed().thenComparing(Episode::peak));
    return episodes;
  }
}
