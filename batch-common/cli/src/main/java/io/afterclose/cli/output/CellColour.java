package io.afterclose.cli.output;

import java.util.Map;
import java.util.Optional;

/**
 * Colours of the words that say how something ended. The word itself says it too, so that nothing
 * depends on colour.
 */
enum CellColour {
  RED("31"),
  YELLOW("33"),
  GREEN("32");

  private static final Map<String, CellColour> OF_WORDS =
      Map.ofEntries(
          Map.entry("FAIL", RED),
          Map.entry("FAILED", RED),
          Map.entry("DIED", RED),
          Map.entry("ABANDONED", RED),
          Map.entry("UNKNOWN", RED),
          Map.entry("WARN", YELLOW),
          Map.entry("STOPPED", YELLOW),
          Map.entry("STOPPING", YELLOW),
          Map.entry("PARTIAL", YELLOW),
          Map.entry("OUTDATED", YELLOW),
          Map.entry("OK", GREEN),
          Map.entry("COMPLETED", GREEN),
          Map.entry("COMPLETE", GREEN));

  private final String code;

  CellColour(String code) {
    this.code = code;
  }

  /**
   * Whether a terminal is to have colours.
   *
   * @param noColor the variable NO_COLOR; whatever it says, a terminal with it has none
   * @param term the variable TERM
   */
  static boolean wanted(boolean terminal, Optional<String> noColor, Optional<String> term) {
    return terminal
        && noColor.filter(text -> !text.isEmpty()).isEmpty()
        && !term.equals(Optional.of("dumb"));
  }

  /** The padded text of a cell, coloured where its whole word has a colour. */
  static String of(String padded) {
    CellColour colour = OF_WORDS.get(padded.strip());
    return colour == null ? padded : "\u001b[" + colour.code + "m" + padded + "\u001b[0m";
  }
}
