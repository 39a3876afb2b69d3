package io.afterclose.run.logging;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The format of the log. */
public enum LogFormat {
  text,
  json;

  /** Read by logback.xml, which has an appender of each name. */
  public static final Setting SETTING =
      Setting.plain(
          "AFTERCLOSE_LOG",
          "text or json",
          "text",
          "json: one object per line, with the run's number, job and date");

  /**
   * The format that is set.
   *
   * @throws InvalidInputException for any other word: logback would log nothing
   */
  public static LogFormat of(Map<String, String> environment) {
    List<String> errors = new ArrayList<>();
    LogFormat format = SETTING.value(environment, LogFormat::parse, errors);
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors.get(0));
    }
    return format;
  }

  private static LogFormat parse(String word) {
    for (LogFormat format : values()) {
      if (format.name().equals(word)) {
        return format;
      }
    }
    throw new IllegalArgumentException("one of " + List.of(values()) + " was expected");
  }
}
