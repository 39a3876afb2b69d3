package io.afterclose.run.settings;

import java.util.regex.Pattern;

/**
 * One environment variable that is read.
 *
 * @param byDefault what holds when it is not set; empty for nothing
 * @param kind how much of its value may be shown
 */
public record KnownSetting(String variable, String byDefault, Kind kind) {

  /** Everything between the scheme, if there is one, and the last sign before a host. */
  private static final Pattern USER_INFO =
      Pattern.compile("^([a-z]+(?::[a-z]+)*://)?.*@", Pattern.DOTALL);

  private static final Pattern PARAMETER = Pattern.compile("([?&][^=&]*=)[^&]*");

  private static final String HIDDEN = "***";

  /** How much of a value may be shown. */
  public enum Kind {
    PLAIN,
    /** Addresses: without user, password and the values of their parameters. */
    ADDRESS,
    /** Nothing of it. */
    SECRET
  }

  /** Shown as it is. */
  public static KnownSetting plain(String variable, String byDefault) {
    return new KnownSetting(variable, byDefault, Kind.PLAIN);
  }

  /** Shown without what logs in. */
  public static KnownSetting address(String variable, String byDefault) {
    return new KnownSetting(variable, byDefault, Kind.ADDRESS);
  }

  /** Shown as being set, and no more. */
  public static KnownSetting secret(String variable) {
    return new KnownSetting(variable, "", Kind.SECRET);
  }

  /** As much of a value as may be shown. */
  public String shown(String value) {
    return switch (kind) {
      case PLAIN -> value;
      case SECRET -> HIDDEN;
      case ADDRESS ->
          USER_INFO
              .matcher(PARAMETER.matcher(value).replaceAll("$1" + HIDDEN))
              .replaceFirst("$1" + HIDDEN + "@");
    };
  }
}
