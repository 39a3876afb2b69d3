package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.AuditedChange;
import io.afterclose.portfolio.position.PortfolioAuditStore;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portfolio history NAME}. */
@Command(
    name = "history",
    description =
        "Lists each change of a portfolio's name, positions, cash and valuations, the"
            + " oldest first: when, by whom, what, the old and the new values, and why. Of a"
            + " deleted portfolio too.",
    mixinStandardHelpOptions = true)
final class ShowHistory extends ReadCommand {

  @Mixin private NameParameter name = new NameParameter();

  ShowHistory(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    return ResultTable.of(
            new PortfolioAuditStore(opened.dataSource()).of(name.overview(opened).id()))
        .column("made_utc", AuditedChange::madeAt)
        .column("by", AuditedChange::madeBy)
        .column("command", AuditedChange::command)
        .column("subject", AuditedChange::subject)
        .column("row", AuditedChange::row)
        .column("action", AuditedChange::action)
        .column("old", AuditedChange::before)
        .column("new", AuditedChange::after)
        .column("reason", AuditedChange::reason)
        .table();
  }
}
