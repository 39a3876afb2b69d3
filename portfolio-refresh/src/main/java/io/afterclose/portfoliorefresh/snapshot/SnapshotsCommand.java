package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.portfolio.PortfolioName;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.CommandRefused;
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

/** {@code snapshots}: the latest revisions, by portfolio and date. */
@Command(
    name = "snapshots",
    description = "Lists snapshots, the latest revision of each.",
    mixinStandardHelpOptions = true)
public final class SnapshotsCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--portfolio", paramLabel = "NAME", description = "Only this portfolio.")
  private @Nullable String portfolio;

  @Option(names = "--from", paramLabel = "DATE", description = "From this date on.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Up to this date.")
  private @Nullable LocalDate to;

  public SnapshotsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<String> name = Optional.ofNullable(portfolio).map(SnapshotsCommand::cleaned);
    try (Database opened = database.open(surroundings, JobName.PORTFOLIO_REFRESH)) {
      name.ifPresent(asked -> requireKnown(opened, asked));
      output.print(
          new SnapshotStore(opened.dataSource(), surroundings.clock())
              .find(name, Optional.ofNullable(from), Optional.ofNullable(to)));
    }
    return ExitCode.DONE.code();
  }

  private static String cleaned(String written) {
    try {
      return PortfolioName.of(written).text();
    } catch (IllegalArgumentException none) {
      throw new CommandRefused(ExitCode.USAGE, String.valueOf(none.getMessage()));
    }
  }

  private void requireKnown(Database opened, String name) {
    if (new PortfolioStore(opened.dataSource(), surroundings.clock()).find(name).isEmpty()) {
      throw new CommandRefused(
          ExitCode.USAGE, "there is no portfolio '" + name + "'; see 'import'");
    }
  }
}
