package io.afterclose.console.account.command;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.account.Account;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code account list}. */
@Command(
    name = "list",
    description = "Lists the accounts, those that were removed too.",
    mixinStandardHelpOptions = true)
final class ListAccounts extends AccessCommand {

  ListAccounts(ProcessContext process) {
    super(process);
  }

  @Override
  ResultTable work(Database opened) {
    return table(accounts(opened).all());
  }

  static ResultTable table(List<Account> accounts) {
    return ResultTable.of(accounts)
        .column("name", Account::name)
        .column("role", account -> account.role().text())
        .column(
            "portfolios",
            account ->
                account.visibility().all() ? "all" : account.visibility().portfolios().size())
        .column("created_at", Account::createdAt)
        .column("removed_at", account -> account.disabledAt().orElse(null))
        .table();
  }
}
