package io.afterclose.portfoliorefresh.report;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.cli.output.WorkbookOption;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.RevisionStore;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import io.afterclose.portfolio.snapshot.SnapshotColumn;
import io.afterclose.portfolio.snapshot.StoredSnapshot;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
          SnapshotColumn.LONG_VALUE,
          SnapshotColumn.SHORT_VALUE,
          SnapshotColumn.GROSS_EXPOSURE,
          SnapshotColumn.NET_EXPOSURE,
          SnapshotColumn.POSITION_COUNT,
          SnapshotColumn.PRICED_COUNT,
          SnapshotColumn.STALE_COUNT,
          SnapshotColumn.ESTIMATED_COUNT,
          SnapshotColumn.UNPRICED_COUNT,
          SnapshotColumn.COVERAGE,
          SnapshotColumn.CARRIED_VALUE);

  @Mixin private PortfolioOption portfolio = new PortfolioOption();

  @Option(names = "--from", paramLabel = "DATE", description = "From this date on.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Up to this date.")
  private @Nullable LocalDate to;

  @Option(
      names = "--revisions",
      description = "All revisions, with the reason, the time and the run of each.")
  private boolean revisions;

  @Mixin private WorkbookOption workbook = new WorkbookOption();

  public SnapshotsCommand(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected Optional<WorkbookOption> workbook() {
    return Optional.of(workbook);
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
    } else {
      performance(table, new DailyPerformanceStore(opened.dataSource()).find(filter));
    }
    return table.table();
  }

  /** Of the latest revisions only: a profit needs the latest one of both days. */
  private static void performance(
      ResultTable.Columns<StoredSnapshot> table, List<DailyPerformance> performance) {
    Map<Day, DailyPerformance> days =
        performance.stream()
            .collect(Collectors.toMap(day -> new Day(day.portfolio(), day.date()), day -> day));
    table
        .column("external_flows", row -> of(days, row, DailyPerformance::externalFlows))
        .column("daily_pnl", row -> of(days, row, DailyPerformance::dailyPnl))
        .column("daily_return", row -> of(days, row, PerformanceTable::dailyReturn))
        .column("no_pnl", row -> of(days, row, day -> day.pnl().reason()))
        .column("no_return", row -> of(days, row, day -> day.dailyReturn().reason()))
        .column("mark", row -> of(days, row, DailyPerformance::mark));
  }

  private record Day(String portfolio, LocalDate date) {}

  /** Null for a snapshot that was added between the two queries. */
  private static <T> @Nullable T of(
      Map<Day, DailyPerformance> days,
      StoredSnapshot snapshot,
      Function<DailyPerformance, @Nullable T> column) {
    DailyPerformance day = days.get(new Day(snapshot.portfolio(), snapshot.date()));
    return day == null ? null : column.apply(day);
  }
}
