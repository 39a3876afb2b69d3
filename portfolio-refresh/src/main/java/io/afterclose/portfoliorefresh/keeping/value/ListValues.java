package io.afterclose.portfoliorefresh.keeping.value;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.ManualValuationStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.RecordedValuation;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code value list}. */
@Command(
    name = "list",
    description =
        "Lists the recorded values by position and day: the amount and the quantity"
            + " that it is for, and what that makes of the whole position.",
    mixinStandardHelpOptions = true)
final class ListValues extends ReadCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();

  ListValues(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    PortfolioStore portfolios = new PortfolioStore(opened.dataSource(), process().clock());
    Portfolio named = PortfolioOption.named(portfolios, portfolio.text());
    return ResultTable.of(
            new ManualValuationStore(opened.dataSource(), process().clock()).of(named))
        .column("position", RecordedValuation::position)
        .column("as_of", row -> row.valuation().asOf())
        .column("amount", row -> row.valuation().amount())
        .column("quantity", row -> row.valuation().quantity())
        .column("worth", row -> row.worth().stripTrailingZeros().toPlainString())
        .column("recorded_utc", RecordedValuation::recordedAt)
        .table();
  }
}
