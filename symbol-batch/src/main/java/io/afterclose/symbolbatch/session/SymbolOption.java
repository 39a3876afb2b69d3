package io.afterclose.symbolbatch.session;

import io.afterclose.cli.command.SimilarWords;
import io.afterclose.database.connection.Database;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --symbol}. */
public final class SymbolOption {

  @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol.")
  private @Nullable String text;

  /**
   * The requested symbol, in canonical form.
   *
   * @throws InvalidInputException when it is no symbol
   */
  public Optional<Symbol> symbol() {
    return Optional.ofNullable(text).map(SymbolOption::parsed);
  }

  /**
   * A symbol from outside, in canonical form.
   *
   * @throws InvalidInputException when it is no symbol
   */
  public static Symbol parsed(String text) {
    try {
      return Symbol.of(text);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidInputException(String.valueOf(wrong.getMessage()));
    }
  }

  /** The refusal of a symbol that a result knows nothing of. */
  public static InvalidInputException unknown(Symbol symbol, Object where, Database database) {
    String similar =
        SimilarWords.didYouMean(symbol.text(), new ScopeStore(database.dataSource()).symbols());
    return new InvalidInputException(
        symbol
            + " is unknown: it has no row of "
            + where
            + (similar.isEmpty() ? "; see 'universe list'" : similar));
  }
}
