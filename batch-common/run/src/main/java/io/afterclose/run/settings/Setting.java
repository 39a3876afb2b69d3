package io.afterclose.run.settings;

import io.afterclose.database.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One environment variable: its reader reads through this value, and {@code config show}, the
 * manual page and the README print it. A blank variable counts as not set.
 *
 * @param format what its value looks like, with the unit
 * @param defaultValue what holds when it is not set; empty for nothing
 * @param reason what it is for, or why the default is what it is
 */
public record Setting(
    String variable, String format, String defaultValue, String reason, Visibility visibility) {

  /** Everything between the scheme, if there is one, and the last sign before a host. */
  private static final Pattern USER_INFO =
      Pattern.compile("^([a-z]+(?::[a-z]+)*://)?.*@", Pattern.DOTALL);

  private static final Pattern PARAMETER = Pattern.compile("([?&][^=&]*=)[^&]*");

  private static final String HIDDEN = "***";

  /** How much of a value may be shown. */
  public enum Visibility {
    PLAIN,
    /** Addresses: without user, password and the values of their parameters. */
    ADDRESS,
    /** Nothing of it. */
    SECRET
  }

  /** Shown as it is. */
  public static Setting plain(String variable, String format, String defaultValue, String reason) {
    return new Setting(variable, format, defaultValue, reason, Visibility.PLAIN);
  }

  /** Shown without credentials. */
  public static Setting address(String variable, String defaultValue, String reason) {
    return new Setting(variable, "address", defaultValue, reason, Visibility.ADDRESS);
  }

  /** Shown as being set, and no more. */
  public static Setting secret(String variable, String reason) {
    return new Setting(variable, "text", "", reason, Visibility.SECRET);
  }

  /** The text that is set, blanks around it dropped; empty when it is not set. */
  public Optional<String> text(Map<String, String> environment) {
    return Optional.of(environment.getOrDefault(variable, "").strip())
        .filter(text -> !text.isEmpty());
  }

  /**
   * The value that is set, else the default. A wrong one is noted, and the default stands in for it
   * until the notes are looked at.
   *
   * @param parser throws IllegalArgumentException for what is no value; must accept the default
   * @param wrong where notes go, each naming the variable and what was expected
   */
  public <T> T value(
      Map<String, String> environment, Function<String, T> parser, List<String> wrong) {
    Optional<String> text = text(environment);
    try {
      return parser.apply(text.orElse(defaultValue));
    } catch (IllegalArgumentException unfit) {
      wrong.add(variable + shownInMessage(text) + ": " + unfit.getMessage());
      return parser.apply(defaultValue);
    }
  }

  /** The same for a setting without a default. */
  public <T> Optional<T> optional(
      Map<String, String> environment, Function<String, T> parser, List<String> wrong) {
    Optional<String> text = text(environment);
    try {
      return text.map(parser);
    } catch (IllegalArgumentException unfit) {
      wrong.add(variable + shownInMessage(text) + ": " + unfit.getMessage());
      return Optional.empty();
    }
  }

  private String shownInMessage(Optional<String> text) {
    return visibility == Visibility.SECRET || text.isEmpty()
        ? ""
        : "='" + printable(shown(text.get())) + "'";
  }

  private static String printable(String text) {
    String clean = Printable.masked(text);
    return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
  }

  /** As much of a value as may be shown. */
  public String shown(String value) {
    return switch (visibility) {
      case PLAIN -> value;
      case SECRET -> HIDDEN;
      case ADDRESS ->
          USER_INFO
              .matcher(PARAMETER.matcher(value).replaceAll("$1" + HIDDEN))
              .replaceFirst("$1" + HIDDEN + "@");
    };
  }
}
