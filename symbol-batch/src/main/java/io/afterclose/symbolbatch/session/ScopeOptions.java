package io.afterclose.symbolbatch.session;

import io.afterclose.cli.command.SimilarWords;
import io.afterclose.database.connection.Database;
import io.afterclose.database.text.Printable;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What narrows a run: one portfolio, or some symbols; the factor ETFs always come along. */
public final class ScopeOptions {

  /** One of the two. */
  static final class Narrower {

    @Option(
        names = "--portfolio",
        required = true,
        paramLabel = "NAME",
        description = "Only the symbols held in this portfolio, and the factor ETFs.")
    private @Nullable String portfolio;

    @Option(
        names = "--symbols",
        required = true,
        split = ",",
        paramLabel = "SYMBOL",
        description = "Only these symbols, and the factor ETFs.")
    private List<String> symbols = new ArrayList<>();
  }

  @ArgGroup(exclusive = true)
  private @Nullable Narrower narrower;

  public boolean isAll() {
    return narrower == null;
  }

  /**
   * The scope, its names known to the database.
   *
   * @throws InvalidInputException for an unknown portfolio or symbol
   */
  public RunScope checked(Database database) {
    Narrower only = narrower;
    if (only == null) {
      return RunScope.ALL;
    }
    ScopeStore store = new ScopeStore(database.dataSource());
    return only.portfolio == null ? symbols(store, only.symbols) : portfolio(store, only.portfolio);
  }

  private static RunScope portfolio(ScopeStore store, String name) {
    if (!store.portfolioExists(name)) {
      throw usage(
          "there is no portfolio "
              + Printable.quoted(name)
              + SimilarWords.didYouMean(name, store.portfolios()));
    }
    return RunScope.portfolio(name);
  }

  private static RunScope symbols(ScopeStore store, List<String> texts) {
    List<Symbol> symbols =
        InvalidInputException.orThrow(() -> texts.stream().map(Symbol::of).toList());
    Set<Symbol> known = store.known(symbols);
    List<Symbol> unknown = symbols.stream().filter(symbol -> !known.contains(symbol)).toList();
    if (!unknown.isEmpty()) {
      String similar = SimilarWords.didYouMean(unknown.get(0).text(), store.symbols());
      throw usage(
          unknown
              + " are neither in the universe nor in a position"
              + (similar.isEmpty() ? "; see 'universe add'" : similar));
    }
    return InvalidInputException.orThrow(
        () -> RunScope.symbols(symbols.stream().sorted().map(Symbol::text).distinct().toList()));
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(message);
  }
}
