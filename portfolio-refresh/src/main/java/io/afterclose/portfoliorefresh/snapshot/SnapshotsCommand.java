package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioOption;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshots}: the latest revisions, or all of them, by portfolio and date. */
@Command(
    name = "snapshots",
    description = "Lists snapshots, the latest revision of each or all of them.",
    mixinStandardHelpOptions = true)
public final class SnapshotsCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Mixin private PortfolioOption portfolio = new PortfolioOption();

  @Option(names = "--from", paramLabel = "DATE", description = "From this date on.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Up to this date.")
  private @Nullable LocalDate to;

  @Option(
      names = "--revisions",
      description = "All revisions, with the reason, the time and the run of each.")
  private boolean revisions;

  public SnapshotsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<LocalDate> first = Optional.ofNullable(from);
    Optional<LocalDate> last = Optional.ofNullable(to);
    try (Database opened = database.open(surroundings, JobName.PORTFOLIO_REFRESH)) {
      Optional<String> name =
          portfolio
              .known(new PortfolioStore(opened.dataSource(), surroundings.clock()))
              .map(Portfolio::name);
      RevisionStore store = new RevisionStore(opened.dataSource());
      output.print(revisions ? store.all(name, first, last) : store.latest(name, first, last));
    }
    return ExitCode.DONE.code();
  }
}
