package io.afterclose.console.account.command;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.Passwords;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code account passwd}. */
@Command(
    name = "passwd",
    description =
        "Sets an account's password and ends its sessions. The password is asked for, or read"
            + " from the first line of standard input where that is no terminal.",
    mixinStandardHelpOptions = true)
final class SetPassword extends AccessCommand {

  @Parameters(paramLabel = "NAME", description = "The account.")
  private String name = "";

  SetPassword(ProcessContext process) {
    super(process);
  }

  @Override
  ResultTable work(Database opened) {
    Account account = known(opened, name);
    String password = PasswordInput.read(System.console(), System.in);
    accounts(opened).setPassword(account.id(), new Passwords().encode(password));
    audit(opened, "account.passwd", account.name());
    return ListAccounts.table(List.of(account));
  }
}
