package io.afterclose.portfoliorefresh;

import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioOption;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import io.afterclose.portfoliorefresh.portfolio.SnapshotReason;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run is about; the same for {@code run} and {@code plan}. */
final class ScopeOptions {

  /** Both or none: nobody restates without saying why. */
  static final class Restate {

    @Option(
        names = "--restate",
        required = true,
        description = {
          "Give the snapshots of the date a new revision though nothing changed;",
          "with --since-inception those of all dates."
        })
    private boolean restate;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why; kept with each revision.")
    private String reason = "";
  }

  @Mixin private PortfolioOption portfolio = new PortfolioOption();

  @Option(
      names = "--since-inception",
      description = {
        "Expect a snapshot of every session from the earliest entry on, not only from the first",
        "snapshot on; so it is for one portfolio."
      })
  private boolean sinceInception;

  @ArgGroup(exclusive = false)
  private @Nullable Restate restate;

  /**
   * The reason of a restatement.
   *
   * @throws CommandRefused (usage) when it says nothing
   */
  Optional<SnapshotReason> restated() {
    try {
      return Optional.ofNullable(restate)
          .filter(asked -> asked.restate)
          .map(asked -> SnapshotReason.restated(asked.reason));
    } catch (IllegalArgumentException wrong) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * The scope.
   *
   * @throws CommandRefused (usage) for an unknown portfolio
   */
  RefreshScope known(PortfolioStore portfolios) {
    Optional<Portfolio> only = portfolio.known(portfolios);
    return new RefreshScope(only, sinceInception, restated());
  }
}
