package io.afterclose.console.account.command;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.account.Account;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code account remove}. */
@Command(
    name = "remove",
    description =
        "Disables an account and ends its sessions and tokens. Its name stays taken, since the"
            + " audit names it.",
    mixinStandardHelpOptions = true)
final class RemoveAccount extends AccessCommand {

  @Parameters(paramLabel = "NAME", description = "The account.")
  private String name = "";

  RemoveAccount(ProcessContext process) {
    super(process);
  }

  @Override
  ResultTable work(Database opened) {
    Account account = known(opened, name);
    accounts(opened).disable(account);
    audit(opened, "account.remove", account.name());
    return ListAccounts.table(List.of(accounts(opened).named(name).orElseThrow()));
  }
}
