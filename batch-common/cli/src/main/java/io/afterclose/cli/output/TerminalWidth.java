package io.afterclose.cli.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How many characters a line of the terminal takes. */
final class TerminalWidth {

  /** What terminals have had since punched cards. */
  static final int USUAL = 80;

  private static final int NARROWEST = 20;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

  private TerminalWidth() {}

  /** The variable COLUMNS where a shell exports it, else what {@code stty} says, else 80. */
  static int of(Optional<String> columns) {
    return width(columns).orElseGet(() -> width(secondOf(asked())).orElse(USUAL));
  }

  static OptionalInt width(Optional<String> text) {
    return text.map(String::strip)
        .filter(word -> NUMBER.matcher(word).matches())
        .map(Integer::valueOf)
        .filter(width -> width >= NARROWEST)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** Rows and columns, as {@code stty size} prints them. */
  private static Optional<String> secondOf(String answer) {
    String[] words = answer.strip().split(" ", -1);
    return words.length == 2 ? Optional.of(words[1]) : Optional.empty();
  }

  private static String asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = stty.inputReader().readLine();
      return stty.waitFor(1, TimeUnit.SECONDS) && answer != null ? answer : "";
    } catch (IOException noTerminal) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
