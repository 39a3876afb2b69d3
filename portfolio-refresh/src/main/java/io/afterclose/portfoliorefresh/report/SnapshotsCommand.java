package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.RevisionStore;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import io.afterclose.portfolio.snapshot.SnapshotColumn;
import io.afterclose.portfolio.snapshot.StoredSnapshot;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshots}: the latest revisions, or all of them, by portfolio and date. */
@Command(
    name = "snapshots",
    description = "Lists snapshots, the latest revision of each or all of them.",
    mixinStandardHelpOptions = true)
public final class SnapshotsCommand extends ReadCommand {

  private static final List<SnapshotColumn> SHOWN =
      List.of(
          SnapshotColumn.STATUS,
          SnapshotColumn.TOTAL_VALUE,
          SnapshotColumn.TOTAL_COST,
          SnapshotColumn.TOTAL_PNL,
          SnapshotColumn.PNL_PERCENT,
          SnapshotColumn.CASH_VALUE,
          SnapshotColumn.NET_ASSET_VALUE,
          SnapshotColumn.POSITION_COUNT,
          SnapshotColumn.PRICED_COUNT,
          SnapshotColumn.STALE_COUNT,
          SnapshotColumn.ESTIMATED_COUNT,
          SnapshotColumn.UNPRICED_COUNT);

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
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    String name =
        portfolio
            .known(new PortfolioStore(opened.dataSource(), process().clock()))
            .map(Portfolio::name)
            .orElse(null);
    RevisionStore store = new RevisionStore(opened.dataSource());
    Filter filter = new Filter(name, from, to);
    ResultTable.Columns<StoredSnapshot> table =
        ResultTable.of(revisions ? store.all(filter) : store.latest(filter))
            .column("portfolio", StoredSnapshot::portfolio)
            .column("snapshot_date", StoredSnapshot::date)
            .column("revision", row -> row.revision().number());
    SHOWN.forEach(
        column -> table.column(column.column(), row -> column.of(row.revision().totals())));
    if (revisions) {
      table
          .column("reason", row -> row.revision().reason())
          .column("written_utc", row -> row.revision().writtenAt())
          .column("execution", row -> row.revision().execution());
    }
    return table.table();
  }
}
