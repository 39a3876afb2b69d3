package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What can be set for figures.
 *
 * @param calculated whether figures are calculated now; else they stay due
 * @param riskFreeRate a year, a fraction: what holds where no rate is recorded
 */
public record AnalyticsSettings(boolean calculated, double riskFreeRate) {

  private static final Setting CALCULATED =
      Setting.plain(
          "AFTERCLOSE_ANALYTICS",
          "on or off",
          "on",
          "whether a run calculates figures; with off they stay due and a later run makes them, so"
              + " that snapshots are there sooner");

  private static final Setting RATE =
      Setting.plain(
          "AFTERCLOSE_RISK_FREE_RATE",
          "a fraction a year, such as 0.0425",
          "0",
          "risk-free rate before the first recorded one; each figure that uses it says so");

  /** All of them. */
  public static final List<Setting> ALL = List.of(CALCULATED, RATE);

  /** Reads them. */
  public static AnalyticsSettings of(Map<String, String> environment) {
    List<String> wrong = new ArrayList<>();
    boolean calculated = CALCULATED.value(environment, AnalyticsSettings::isOn, wrong);
    double rate = RATE.value(environment, AnalyticsSettings::rate, wrong);
    if (!wrong.isEmpty()) {
      throw new InvalidInputException(String.join("\n", wrong));
    }
    return new AnalyticsSettings(calculated, rate);
  }

  private static boolean isOn(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("expected on or off");
    };
  }

  private static double rate(String text) {
    double rate;
    try {
      rate = Double.parseDouble(text);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("expected a fraction a year, such as 0.0425", none);
    }
    if (!(rate > -1 && rate < 10)) {
      throw new IllegalArgumentException("expected a fraction above -1 and below 10");
    }
    return rate;
  }
}
