package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Records of returns for tests, on weekdays. */
final class Records {
  static final LocalDate START = LocalDate.of(2023, 12, 29);

  private Records() {}

  static RealisedReturns of(double... values) {
    return of(START, values);
  }

  static RealisedReturns of(LocalDate start, double... values) {
    List<LocalDate> dates = weekdays(start, values.length);
    return RealisedReturns.of(
        start,
        IntStream.range(0, values.length)
            .mapToObj(t -> new RealisedReturns.Day(dates.get(t), Figure.of(values[t], 1)))
            .toList());
  }

  static List<LocalDate> weekdays(LocalDate after, int count) {
    return after
        .plusDays(1)
        .datesUntil(after.plusDays(2L * count + 7))
        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
        .limit(count)
        .toList();
  }

  static double[] random(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToDouble(t -> 0.0004 + 0.01 * random.nextGaussian())
        .toArray();
  }
}
