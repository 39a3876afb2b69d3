package io.afterclose.run.settings;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** Durations as users write them: 60m, 5s, 0s; a number alone has no unit and is refused. */
public final class Durations {

  private Durations() {}

  /**
   * The duration of a text.
   *
   * @throws IllegalArgumentException for a text that is no duration with a unit
   */
  public static Duration parse(String text) {
    if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
      throw noDuration(text);
    }
    try {
      return DurationStyle.SIMPLE.parse(text);
    } catch (IllegalArgumentException unparsable) {
      throw noDuration(text);
    }
  }

  private static IllegalArgumentException noDuration(String text) {
    return new IllegalArgumentException("'" + text + "' is no duration such as 60m, 30s or 0s");
  }
}
