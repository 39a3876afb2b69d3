package io.afterclose.symbolbatch.session;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which symbols a night is about: all of the universe, those held in a portfolio, or some by name.
 * The factor ETFs are always among them. A narrower night is a job instance of its own and never
 * opens the gate of the portfolio job.
 *
 * @param kind what narrows it
 * @param names nothing, the portfolio, or the symbols in order
 */
public record SymbolScope(Kind kind, List<String> names) {

  /** What narrows a night. */
  public enum Kind {
    ALL,
    PORTFOLIO,
    SYMBOLS
  }

  /** The nightly one. */
  public static final SymbolScope ALL = new SymbolScope(Kind.ALL, List.of());

  private static final String PORTFOLIO_PREFIX = "portfolio:";
  private static final String SYMBOLS_PREFIX = "symbols:";
  private static final int LONGEST_TEXT = 2000;

  public SymbolScope {
    names = List.copyOf(names);
  }

  /** The symbols of public and option positions of a portfolio. */
  public static SymbolScope portfolio(String name) {
    return new SymbolScope(Kind.PORTFOLIO, List.of(name));
  }

  /**
   * Some symbols, in whatever order they were named.
   *
   * @throws IllegalArgumentException when they are more than a job parameter can hold
   */
  public static SymbolScope symbols(Collection<Symbol> symbols) {
    SymbolScope scope =
        new SymbolScope(
            Kind.SYMBOLS,
            new TreeSet<>(symbols)
                .stream().sorted(Comparator.naturalOrder()).map(Symbol::text).toList());
    if (scope.text().length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          symbols.size() + " symbols are too many for one scope; run them in parts, or all");
    }
    return scope;
  }

  /** The scope of a run's parameter. */
  public static SymbolScope of(String text) {
    if (text.equals(RunRequest.EVERYTHING)) {
      return ALL;
    }
    if (text.startsWith(PORTFOLIO_PREFIX)) {
      return portfolio(text.substring(PORTFOLIO_PREFIX.length()));
    }
    if (text.startsWith(SYMBOLS_PREFIX)) {
      return symbols(
          Stream.of(text.substring(SYMBOLS_PREFIX.length()).split(","))
              .map(Symbol::of)
              .collect(Collectors.toList()));
    }
    throw new IllegalArgumentException("'" + text + "' is no scope of a night");
  }

  /** The text that identifies the run. */
  public String text() {
    return switch (kind) {
      case ALL -> RunRequest.EVERYTHING;
      case PORTFOLIO -> PORTFOLIO_PREFIX + names.get(0);
      case SYMBOLS -> SYMBOLS_PREFIX + String.join(",", names);
    };
  }

  /** Whether nothing narrows it. */
  public boolean isAll() {
    return kind == Kind.ALL;
  }
}
