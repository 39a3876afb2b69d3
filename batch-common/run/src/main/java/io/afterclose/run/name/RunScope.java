package io.afterclose.run.name;

import io.afterclose.database.text.ShellWord;
import java.util.List;

/**
 * What a run covers: everything, one portfolio, or some symbols. A narrower run is a job instance
 * of its own.
 *
 * @param names empty, the portfolio's name, or the symbols in order
 */
public record RunScope(Kind kind, List<String> names) {

  /** What narrows a run. */
  public enum Kind {
    ALL,
    PORTFOLIO,
    SYMBOLS
  }

  /** The text of the scope that nothing narrows. */
  public static final String EVERYTHING = "all";

  /** Everything: the run of the evening. */
  public static final RunScope ALL = new RunScope(Kind.ALL, List.of());

  private static final String PORTFOLIO_PREFIX = "portfolio:";
  private static final String SYMBOLS_PREFIX = "symbols:";
  private static final int MAX_TEXT = 2000;

  public RunScope {
    names = List.copyOf(names);
  }

  /** One portfolio. */
  public static RunScope portfolio(String name) {
    return new RunScope(Kind.PORTFOLIO, List.of(name));
  }

  /**
   * Some symbols.
   *
   * @param symbols each once, in order, so that equal sets have equal texts
   * @throws IllegalArgumentException when they are more than a job parameter can hold
   */
  public static RunScope symbols(List<String> symbols) {
    RunScope scope = new RunScope(Kind.SYMBOLS, symbols);
    if (scope.text().length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          symbols.size() + " symbols are too many for one scope; run them in parts, or all");
    }
    return scope;
  }

  /**
   * The scope of a run's parameter.
   *
   * @throws IllegalArgumentException for a text that no scope has
   */
  public static RunScope of(String text) {
    if (text.equals(EVERYTHING)) {
      return ALL;
    }
    if (text.startsWith(PORTFOLIO_PREFIX)) {
      return portfolio(text.substring(PORTFOLIO_PREFIX.length()));
    }
    if (text.startsWith(SYMBOLS_PREFIX)) {
      return symbols(List.of(text.substring(SYMBOLS_PREFIX.length()).split(",", -1)));
    }
    throw new IllegalArgumentException("'" + text + "' is no scope of a run");
  }

  /** The text that identifies the run. */
  public String text() {
    return switch (kind) {
      case ALL -> EVERYTHING;
      case PORTFOLIO -> PORTFOLIO_PREFIX + names.get(0);
      case SYMBOLS -> SYMBOLS_PREFIX + String.join(",", names);
    };
  }

  /** The options of a command that narrow a run to it, each after a blank, for a shell. */
  public String options() {
    return switch (kind) {
      case ALL -> "";
      case PORTFOLIO -> " --portfolio " + ShellWord.quoted(names.get(0));
      case SYMBOLS -> " --symbols " + ShellWord.quoted(String.join(",", names));
    };
  }

  /** Whether nothing narrows it. */
  public boolean isAll() {
    return kind == Kind.ALL;
  }
}
