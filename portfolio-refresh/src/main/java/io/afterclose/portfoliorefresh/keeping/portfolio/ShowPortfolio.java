package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioAuditStore;
import io.afterclose.portfolio.position.PortfolioOverview;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portfolio show NAME}. */
@Command(
    name = "show",
    description =
        "Shows a portfolio, or the one of this name that was deleted last: what is"
            + " stated about it, its latest snapshot, and the scopes under which 'history'"
            + " and 'show' have its own runs, those of former names among them.",
    mixinStandardHelpOptions = true)
final class ShowPortfolio extends ReadCommand {

  @Mixin private NameParameter name = new NameParameter();

  ShowPortfolio(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    PortfolioOverview portfolio = name.overview(opened);
    ResultTable table = ResultTable.of("field", "value");
    table.add("portfolio", portfolio.id());
    table.add("name", portfolio.name());
    table.add("created_utc", portfolio.createdAt());
    table.add("deleted_utc", portfolio.deletedAt());
    table.add("positions", portfolio.positions());
    table.add("open", portfolio.openPositions());
    table.add("first_entry", portfolio.firstEntry());
    table.add("cash_rows", portfolio.cashRows());
    table.add("snapshot_date", portfolio.latestSnapshot());
    table.add("status", portfolio.status());
    table.add("net_asset_value", portfolio.netAssetValue());
    table.add("run_scope", RunScope.portfolio(portfolio.name()).text());
    former(opened, portfolio)
        .forEach(former -> table.add("former_run_scope", RunScope.portfolio(former).text()));
    return table;
  }

  private static List<String> former(Database opened, PortfolioOverview portfolio) {
    return new PortfolioAuditStore(opened.dataSource()).formerNames(portfolio.id());
  }
}
