package io.afterclose.console.account.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.account.Passwords;
import io.afterclose.run.outcome.InvalidInputException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A password from the terminal, unseen and twice, or from the first line of standard input where
 * that is no terminal. It is never an argument, which every program of the machine could read.
 */
final class PasswordInput {

  private PasswordInput() {}

  /**
   * Reads it.
   *
   * @param terminal null where there is none
   * @throws InvalidInputException for one that is missing, too short, or differs the second time
   */
  static String read(@Nullable Console terminal, InputStream input) {
    return Passwords.checked(terminal == null ? line(input) : typed(terminal));
  }

  private static String typed(Console terminal) {
    String first = asked(terminal, "Password: ");
    if (!first.equals(asked(terminal, "The same again: "))) {
      throw new InvalidInputException("the two passwords differ");
    }
    return first;
  }

  private static String asked(Console terminal, String prompt) {
    char[] typed = terminal.readPassword("%s", prompt);
    if (typed == null) {
      throw new InvalidInputException("a password was expected");
    }
    return new String(typed);
  }

  private static String line(InputStream input) {
    try {
      String line = new BufferedReader(new InputStreamReader(input, UTF_8)).readLine();
      if (line == null) {
        throw new InvalidInputException(
            "a password was expected on the first line of standard input");
      }
      return line;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
