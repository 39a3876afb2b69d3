package io.afterclose.quant.performance;

import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each position contributed to the return of an interval, as fractions that add up to it. A
 * day's contribution is its profit over the day's base V0 + I; days are linked by Carino's factors
 * k_t/k with k_t = ln(1 + r_t)/r_t and k = ln(1 + R)/R, each 1 where the return is 0 (Carino 1999,
 * with a benchmark of 0).
 *
 * @param total the linked return R
 * @param byItem in the order in which the items first came
 * @param <K> what contributes: a position, a sector, cash, fees
 */
public record Contributions<K>(double total, Map<K, Double> byItem) {

  /** Copies the items. */
  public Contributions {
    byItem = Collections.unmodifiableMap(new LinkedHashMap<>(byItem));
  }

  /**
   * A day.
   *
   * @param base value before plus inflow, USD
   * @param profits USD by item, cash and fees among them, so that they add up to the day's profit
   */
  public record Day<K>(LocalDate date, double base, Map<K, Double> profits) {
    double contribution(double profit) {
      return profit / base;
    }

    double total() {
      return profits.values().stream().mapToDouble(this::contribution).sum();
    }
  }

  /** Unknown with no day, if a base is 0 or below, or if a day lost everything or more. */
  public static <K> Figure<Contributions<K>> linked(List<Day<K>> days) {
    double growth = 1;
    for (Day<K> day : days) {
      if (!(day.base() > 0)) {
        return Figure.unknown(
            Reason.BASE_NOT_POSITIVE,
            day.date() + ": a base above 0 is needed, found " + day.base(),
            days.size());
      }
      growth *= 1 + day.total();
      if (growth <= 0) {
        return Figure.unknown(
            Reason.WIPED_OUT, day.date() + ": a return of " + day.total(), days.size());
      }
    }
    return days.isEmpty()
        ? Figure.unknown(Reason.INSUFFICIENT_DATA, "no day", 0)
        : Figure.of(linked(days, growth - 1), days.size());
  }

  private static <K> Contributions<K> linked(List<Day<K>> days, double total) {
    Map<K, Double> linked = new LinkedHashMap<>();
    for (Day<K> day : days) {
      double factor = factor(day.total()) / factor(total);
      day.profits()
          .forEach(
              (item, profit) -> linked.merge(item, day.contribution(profit) * factor, Double::sum));
    }
    return new Contributions<>(total, linked);
  }

  private static double factor(double value) {
    return value == 0 ? 1 : StrictMath.log1p(value) / value;
  }
}
