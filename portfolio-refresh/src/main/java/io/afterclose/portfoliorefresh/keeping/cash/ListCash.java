package io.afterclose.portfoliorefresh.keeping.cash;

import io.afterclose.cli.option.ReadCommand;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.LedgerRow;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.portfoliorefresh.refresh.PortfolioOption;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cash list}. */
@Command(
    name = "list",
    description =
        "Lists the recorded rows by date, not what positions imply. 'movement' is the"
            + " key that 'cash edit' and 'cash remove' take.",
    mixinStandardHelpOptions = true)
final class ListCash extends ReadCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();

  ListCash(ProcessContext process) {
    super(process, JobName.PORTFOLIO_REFRESH);
  }

  @Override
  protected ResultTable read(Database opened) {
    PortfolioStore portfolios = new PortfolioStore(opened.dataSource(), process().clock());
    Portfolio named = PortfolioOption.named(portfolios, portfolio.text());
    CashMovementStore movements = new CashMovementStore(opened.dataSource(), process().clock());
    return ResultTable.of(movements.ledger(named))
        .column("movement", LedgerRow::id)
        .column("date", LedgerRow::date)
        .column("kind", LedgerRow::kind)
        .column("amount", LedgerRow::amount)
        .column("replaces", LedgerRow::replaces)
        .column("ex_date", LedgerRow::exDate)
        .column("position", ListCash::subject)
        .column("reference", LedgerRow::reference)
        .column("note", LedgerRow::note)
        .column("recorded_utc", LedgerRow::recordedAt)
        .table();
  }

  /** The key of a lot, or a symbol that stands for all of its lots. */
  private static @Nullable String subject(LedgerRow row) {
    return row.positionId() == null
        ? row.symbol()
        : row.symbol() + "@" + row.entryDate() + "#" + row.positionId();
  }
}
