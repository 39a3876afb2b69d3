package io.afterclose.portfoliorefresh.keeping.rate;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.RiskFreeRateStore;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.math.BigDecimal;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code rates list}. */
@Command(
    name = "list",
    description =
        "Lists the recorded rates a year by the day since which each holds. Before the first one"
            + " AFTERCLOSE_RISK_FREE_RATE holds.",
    mixinStandardHelpOptions = true)
final class ListRates extends ReadCommand {

  ListRates(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    return ResultTable.of(
            new RiskFreeRateStore(opened.dataSource(), process().clock()).all().entrySet())
        .column("date", Map.Entry::getKey)
        .column("percent", rate -> BigDecimal.valueOf(rate.getValue()).movePointRight(2))
        .column("rate", Map.Entry::getValue)
        .table();
  }
}
