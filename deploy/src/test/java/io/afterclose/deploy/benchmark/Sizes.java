package io.afterclose.deploy.benchmark;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How much is measured, and how often. */
final class Sizes {

  /** The factor ETFs and a share. */
  private static final int FEWEST_SYMBOLS = 9;

  /** A year, so that every window is full. */
  private static final int FEWEST_SESSIONS = 253;

  /** The growth begins with a quarter. */
  private static final int QUARTERS = 4;

  @Option(names = "--rounds", defaultValue = "3", description = "rounds of each (${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--symbols", defaultValue = "5000", description = "(${DEFAULT-VALUE})")
  private int symbols;

  @Option(names = "--sessions", defaultValue = "283", description = "of history (${DEFAULT-VALUE})")
  private int sessions;

  @Option(names = "--portfolios", defaultValue = "10000", description = "(${DEFAULT-VALUE})")
  private int portfolios;

  @Option(
      names = "--positions",
      defaultValue = "20",
      description = "of each portfolio (${DEFAULT-VALUE})")
  private int positions;

  @Option(
      names = "--doublings",
      defaultValue = "4",
      description = "of a quarter of the size, for the growth (${DEFAULT-VALUE})")
  private int doublings;

  int rounds() {
    return rounds;
  }

  int symbols() {
    return symbols;
  }

  int sessions() {
    return sessions;
  }

  int portfolios() {
    return portfolios;
  }

  int positions() {
    return positions;
  }

  int doublings() {
    return doublings;
  }

  /** What is too small; empty when all will do. */
  Optional<String> refusal() {
    if (rounds < 1 || positions < 1 || portfolios < QUARTERS || doublings < 0) {
      return Optional.of("a round, a position, 4 portfolios and 0 doublings are the least");
    }
    return symbols < QUARTERS * FEWEST_SYMBOLS || sessions < FEWEST_SESSIONS
        ? Optional.of(
            "%d symbols and %d sessions are the least"
                .formatted(QUARTERS * FEWEST_SYMBOLS, FEWEST_SESSIONS))
        : Optional.empty();
  }
}
