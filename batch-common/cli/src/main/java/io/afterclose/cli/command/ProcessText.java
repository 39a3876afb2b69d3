package io.afterclose.cli.command;

import io.afterclose.run.outcome.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the JVM read the words of its command line and environment. With {@code LC_ALL=C} letters
 * beyond ASCII are lost before the program starts: a portfolio would get another name, and a file
 * would not be found.
 *
 * @param encoding of arguments, variables and file names
 */
record ProcessText(String encoding) {

  private static final char LOST = '\ufffd';

  static ProcessText ofThis() {
    return new ProcessText(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  /**
   * Refuses what was lost, if anything was.
   *
   * @throws InvalidInputException that names the argument or the variable and the remedy
   */
  void requireReadable(List<String> arguments, Map<String, String> environment) {
    if (isUtf8()) {
      return;
    }
    arguments.stream()
        .filter(word -> word.indexOf(LOST) >= 0)
        .findFirst()
        .ifPresent(word -> refuse("the argument '" + word.replace(LOST, '?') + "'"));
    new TreeMap<>(environment)
        .entrySet().stream()
            .filter(variable -> isOurs(variable.getKey()))
            .filter(variable -> variable.getValue().indexOf(LOST) >= 0)
            .findFirst()
            .ifPresent(variable -> refuse(variable.getKey()));
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith("AFTERCLOSE_")
        || variable.startsWith("DATABASE_")
        || variable.startsWith("SPRING_DATASOURCE_")
        || variable.startsWith("PG");
  }

  private boolean isUtf8() {
    return Optional.of(encoding)
        .filter(Charset::isSupported)
        .map(Charset::forName)
        .filter(StandardCharsets.UTF_8::equals)
        .isPresent();
  }

  private void refuse(String what) {
    throw new InvalidInputException(
        "%s has letters that the locale's encoding, %s, cannot hold; set LC_ALL=C.UTF-8"
            .formatted(what, encoding));
  }
}
