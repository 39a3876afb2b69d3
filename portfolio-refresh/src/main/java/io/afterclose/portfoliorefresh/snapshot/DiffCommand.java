package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import io.afterclose.portfoliorefresh.portfolio.PortfolioOption;
import io.afterclose.portfoliorefresh.portfolio.PortfolioStore;
import io.afterclose.portfoliorefresh.valuation.UsedInput;
import io.afterclose.run.JobName;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.DatabaseOption;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.output.OutputOption;
import io.afterclose.run.output.ResultTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code diff}: which inputs changed between two revisions of a snapshot, and what that did. */
@Command(
    name = "diff",
    description = {
      "Lists what two revisions of a snapshot differ in: the positions, closes, splits, dividends,",
      "valuations and cash rows they were made of, old and new, and the totals that came out."
    },
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(DiffCommand.class);

  private final Surroundings surroundings;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private PortfolioOption portfolioOption = new PortfolioOption();

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  @Option(
      names = "--from-revision",
      paramLabel = "N",
      description = "The older one (default: the one before the newer one).")
  private @Nullable Integer fromRevision;

  @Option(
      names = "--to-revision",
      paramLabel = "N",
      description = "The newer one (default: the latest).")
  private @Nullable Integer toRevision;

  public DiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (Database opened = database.open(surroundings, JobName.PORTFOLIO_REFRESH)) {
      Portfolio portfolio =
          portfolioOption
              .known(new PortfolioStore(opened.dataSource(), surroundings.clock()))
              .orElseThrow(() -> usage("diff is about one portfolio; name it with --portfolio"));
      List<Revision> revisions =
          new RevisionStore(opened.dataSource()).ofDate(portfolio.id(), date);
      Revision to = chosen(portfolio, revisions, toRevision, revisions.size());
      Revision from = chosen(portfolio, revisions, fromRevision, to.number() - 1);
      output.print(
          difference(
              portfolio, from, to, new PastInputs(opened.dataSource(), surroundings.calendar())));
    }
    return ExitCode.DONE.code();
  }

  private Revision chosen(
      Portfolio portfolio, List<Revision> revisions, @Nullable Integer asked, int otherwise) {
    int number = asked == null ? otherwise : asked;
    return revisions.stream()
        .filter(revision -> revision.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "the snapshot of '%s' on %s has %d revisions and no revision %d to compare; see 'snapshots --revisions'"
                        .formatted(portfolio.name(), date, revisions.size(), number)));
  }

  private ResultTable difference(
      Portfolio portfolio, Revision from, Revision to, PastInputs inputs) {
    RevisionDifference difference = new RevisionDifference().revisions(from, to);
    Optional<List<UsedInput>> before = inputs.of(portfolio, date, from);
    Optional<List<UsedInput>> after = inputs.of(portfolio, date, to);
    if (before.isPresent() && after.isPresent()) {
      difference.inputs(before.get(), after.get());
    } else {
      LOG.warn(
          "the inputs of revision {} cannot be read back: it was made before their changes were"
              + " kept, or on another server; only its totals are compared",
          before.isEmpty() ? from.number() : to.number());
    }
    return difference.totals(from, to);
  }

  private static CommandRefused usage(String message) {
    return new CommandRefused(ExitCode.USAGE, message);
  }
}
