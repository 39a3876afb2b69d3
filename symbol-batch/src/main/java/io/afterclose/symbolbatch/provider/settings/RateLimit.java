package io.afterclose.symbolbatch.provider.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests may be sent in a time, spaced evenly: a burst after a quiet time would count
 * double in the window of a provider.
 *
 * @param requests at least 1
 * @param per a second, a minute, an hour or a day
 */
public record RateLimit(int requests, Duration per) {

  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,6})/(s|min|h|day)");

  /**
   * Reads {@code 5/s}, {@code 5/min}, {@code 300/h} or {@code 250/day}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static RateLimit parse(String text) {
    Matcher parts = WRITTEN.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a rate such as 5/s, 5/min, 300/h or 250/day was expected");
    }
    return new RateLimit(Integer.parseInt(parts.group(1)), unit(parts.group(2)));
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "s" -> Duration.ofSeconds(1);
      case "min" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
