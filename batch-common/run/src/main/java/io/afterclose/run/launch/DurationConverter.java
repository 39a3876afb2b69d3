package io.afterclose.run.launch;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads 60m, 5s, 0s and the like; a number alone says no unit and is refused. */
public final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return DurationStyle.SIMPLE.parse(withUnit(text));
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException("'" + text + "' is no duration such as 60m, 30s or 0s");
    }
  }

  private static String withUnit(String text) {
    if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException("a unit was expected");
    }
    return text;
  }
}
