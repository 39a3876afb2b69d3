package io.afterclose.symbolbatch.input;

import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --symbol}. */
public final class SymbolOption {

  @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol.")
  private @Nullable String text;

  /**
   * The symbol asked for, in canonical form.
   *
   * @throws CommandRefused (usage) when it is no symbol
   */
  public Optional<Symbol> symbol() {
    return Optional.ofNullable(text).map(SymbolOption::parsed);
  }

  /**
   * A symbol from outside, in canonical form.
   *
   * @throws CommandRefused (usage) when it is no symbol
   */
  public static Symbol parsed(String text) {
    try {
      return Symbol.of(text);
    } catch (IllegalArgumentException wrong) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /** The refusal of a symbol that a result knows nothing of. */
  public static CommandRefused unknown(Symbol symbol, Object where) {
    return new CommandRefused(
        ExitCode.USAGE,
        symbol + " is unknown: it has no row of " + where + "; see 'universe list'");
  }
}
