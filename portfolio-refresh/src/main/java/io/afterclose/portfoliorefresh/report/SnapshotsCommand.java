package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
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

  private final ProcessContext process;

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

  public SnapshotsCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    Optional<LocalDate> first = Optional.ofNullable(from);
    Optional<LocalDate> last = Optional.ofNullable(to);
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      Optional<String> name =
          portfolio
              .known(new PortfolioStore(opened.dataSource(), process.clock()))
              .map(Portfolio::name);
      RevisionStore store = new RevisionStore(opened.dataSource());
      output.print(revisions ? store.all(name, first, last) : store.latest(name, first, last));
    }
    return ExitCode.DONE.code();
  }
}
