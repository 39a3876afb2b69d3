package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioOverview;
import io.afterclose.portfolio.position.PortfolioOverviewStore;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code portfolio list}. */
@Command(
    name = "list",
    description = "Lists portfolios by name, each with its latest snapshot.",
    mixinStandardHelpOptions = true)
final class ListPortfolios extends ReadCommand {

  @Option(names = "--deleted", description = "The deleted ones too.")
  private boolean deleted;

  ListPortfolios(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    return ResultTable.of(new PortfolioOverviewStore(opened.dataSource()).all(deleted))
        .column("portfolio", PortfolioOverview::id)
        .column("name", PortfolioOverview::name)
        .column("positions", PortfolioOverview::positions)
        .column("open", PortfolioOverview::openPositions)
        .column("cash_rows", PortfolioOverview::cashRows)
        .column("first_entry", PortfolioOverview::firstEntry)
        .column("snapshot_date", PortfolioOverview::latestSnapshot)
        .column("status", PortfolioOverview::status)
        .column("net_asset_value", PortfolioOverview::netAssetValue)
        .column("created_utc", PortfolioOverview::createdAt)
        .column("deleted_utc", PortfolioOverview::deletedAt)
        .table();
  }
}
