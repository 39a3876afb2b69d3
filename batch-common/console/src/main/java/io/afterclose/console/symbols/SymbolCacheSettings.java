package io.afterclose.console.symbols;

import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be set for the symbols in memory.
 *
 * @param most symbols at most
 */
public record SymbolCacheSettings(int most) {

  private static final int FEWEST = 8;
  private static final int MOST = 1_000_000;

  private static final Setting SYMBOLS =
      Setting.plain(
          "AFTERCLOSE_CONSOLE_CACHE_SYMBOLS",
          "a number of symbols",
          "50000",
          "how many symbols are kept in memory, about 0.3 KB each and twice that while a night is"
              + " taken over; held ones come first, the others are read from the database");

  /** All of them. */
  public static final List<Setting> ALL = List.of(SYMBOLS);

  /**
   * Reads them.
   *
   * @throws InvalidInputException naming everything that is wrong
   */
  public static SymbolCacheSettings of(Map<String, String> environment) {
    List<String> wrong = new ArrayList<>();
    int most = SYMBOLS.value(environment, SymbolCacheSettings::number, wrong);
    if (!wrong.isEmpty()) {
      throw new InvalidInputException(String.join("; ", wrong));
    }
    return new SymbolCacheSettings(most);
  }

  /** What is wrong with them, each naming its variable. */
  public static List<String> wrong(Map<String, String> environment) {
    List<String> wrong = new ArrayList<>();
    SYMBOLS.value(environment, SymbolCacheSettings::number, wrong);
    return wrong;
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,7}")
        || Integer.parseInt(text) < FEWEST
        || Integer.parseInt(text) > MOST) {
      throw new IllegalArgumentException(
          "a number of %d to %d was expected".formatted(FEWEST, MOST));
    }
    return Integer.parseInt(text);
  }
}
