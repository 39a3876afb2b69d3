package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run is about; the same for {@code run} and {@code plan}. */
public final class ScopeOptions {

  /** Both or none: a restatement needs a reason. */
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
   * Whether it is only about what the portfolios lack, as of {@code rerun} and {@code backfill}.
   */
  public boolean isGapsOnly() {
    return !sinceInception && restate == null;
  }

  /**
   * The reason of a restatement.
   *
   * @throws InvalidInputException when it says nothing
   */
  public Optional<SnapshotReason> restated() {
    try {
      return Optional.ofNullable(restate)
          .filter(force -> force.restate)
          .map(force -> SnapshotReason.restated(force.reason));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidInputException(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * The scope.
   *
   * @throws InvalidInputException for an unknown portfolio
   */
  public RefreshScope known(PortfolioStore portfolios) {
    Optional<Portfolio> only = portfolio.known(portfolios);
    return new RefreshScope(
        only,
        sinceInception || only.isPresent(),
        restated().map(reason -> new RefreshScope.Restated(reason, sinceInception)));
  }
}
