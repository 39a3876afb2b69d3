package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.RevisionStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.portfoliorefresh.report.figure.FigureDifferences;
import io.afterclose.portfoliorefresh.valuation.ValuationInput;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.LocalDate;
import java.util.ArrayList;
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
    description =
        "Lists what two revisions of a snapshot differ in: the positions, closes,"
            + " splits, dividends, valuations and cash rows they were made of, old and new,"
            + " and the totals that came out. With --figures, the figures of the session that were"
            + " made again, old and new, and why.",
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(DiffCommand.class);

  private final ProcessContext process;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private PortfolioNameOption portfolioOption = new PortfolioNameOption();

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

  @Option(
      names = "--figures",
      description = "The latest revision of each figure beside the one before instead.")
  private boolean figures;

  public DiffCommand(ProcessContext process) {
    this.process = process;
  }

  @Override
  public Integer call() {
    if (figures && (fromRevision != null || toRevision != null)) {
      throw usage("--from-revision and --to-revision are of snapshots, not of --figures");
    }
    try (Database opened = database.open(process, JobName.PORTFOLIO_REFRESH)) {
      if (figures) {
        output.print(FigureDifferences.of(opened, process, portfolioOption.text(), date));
        return ExitCode.DONE.code();
      }
      Portfolio portfolio =
          PortfolioOption.named(
              new PortfolioStore(opened.dataSource(), process.clock()), portfolioOption.text());
      List<Revision> revisions =
          new RevisionStore(opened.dataSource()).ofDate(portfolio.id(), date);
      Revision to = chosen(portfolio, revisions, toRevision, revisions.size());
      Revision from = chosen(portfolio, revisions, fromRevision, to.number() - 1);
      output.print(
          difference(
              portfolio, from, to, new InputHistory(opened.dataSource(), process.calendar())));
    }
    return ExitCode.DONE.code();
  }

  private Revision chosen(
      Portfolio portfolio,
      List<Revision> revisions,
      @Nullable Integer requested,
      int defaultNumber) {
    int number = requested == null ? defaultNumber : requested;
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
      Portfolio portfolio, Revision from, Revision to, InputHistory inputs) {
    List<RevisionDifference> differences =
        new ArrayList<>(RevisionDifference.ofRevisions(from, to));
    Optional<List<ValuationInput>> before = inputs.of(portfolio, date, from);
    Optional<List<ValuationInput>> after = inputs.of(portfolio, date, to);
    if (before.isPresent() && after.isPresent()) {
      differences.addAll(RevisionDifference.ofInputs(before.get(), after.get()));
    } else {
      LOG.warn(
          "the inputs of revision {} cannot be read back: it was made before their changes were"
              + " kept, or on another server; only its totals are compared",
          before.isEmpty() ? from.number() : to.number());
    }
    differences.addAll(RevisionDifference.ofTotals(from, to));
    return ResultTable.of(differences)
        .column("kind", RevisionDifference::kind)
        .column("item", RevisionDifference::item)
        .column("from", RevisionDifference::from)
        .column("to", RevisionDifference::to)
        .column("change", RevisionDifference::change)
        .table();
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(message);
  }
}
