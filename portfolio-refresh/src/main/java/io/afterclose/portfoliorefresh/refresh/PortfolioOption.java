package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.cli.command.SimilarWords;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --portfolio}, shared by every command that may be about one portfolio. */
public final class PortfolioOption {

  @Option(names = "--portfolio", paramLabel = "NAME", description = "Only this portfolio.")
  private @Nullable String name;

  /**
   * The portfolio that was named; empty when none was.
   *
   * @throws InvalidInputException when there is none of this name
   */
  public Optional<Portfolio> known(PortfolioStore portfolios) {
    return Optional.ofNullable(name).map(requested -> named(portfolios, requested));
  }

  /**
   * The portfolio of a name that was written on a command line.
   *
   * @throws InvalidInputException when there is none of this name
   */
  public static Portfolio named(PortfolioStore portfolios, String text) {
    String name = cleaned(text);
    return portfolios.find(name).orElseThrow(() -> unknown(name, portfolios));
  }

  private static String cleaned(String text) {
    try {
      return PortfolioName.of(text).text();
    } catch (IllegalArgumentException none) {
      throw usage(String.valueOf(none.getMessage()));
    }
  }

  private static InvalidInputException unknown(String name, PortfolioStore portfolios) {
    String similar = SimilarWords.didYouMean(name, portfolios.names());
    return usage(
        "there is no portfolio '"
            + name
            + "'"
            + (similar.isEmpty() ? "; see 'portfolio list'" : similar));
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(message);
  }
}
