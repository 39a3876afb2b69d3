package io.afterclose.console.account.command;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.NewAccount;
import io.afterclose.console.account.Passwords;
import io.afterclose.database.connection.Database;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account add}. */
@Command(
    name = "add",
    description =
        "Adds an account. The password is asked for, or read from the first line of standard"
            + " input where that is no terminal.",
    mixinStandardHelpOptions = true)
final class AddAccount extends AccessCommand {

  @Parameters(paramLabel = "NAME", description = "Its name: letters, digits and . _ @ -")
  private String name = "";

  @Option(
      names = "--role",
      defaultValue = "VIEWER",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Role role = Role.VIEWER;

  @Option(
      names = "--portfolio",
      paramLabel = "NAME",
      description = "A portfolio that it may see, repeatable (default: all, those to come too).")
  private List<String> portfolios = List.of();

  AddAccount(ProcessContext process) {
    super(process);
  }

  @Override
  ResultTable work(Database opened) {
    NewAccount account =
        new NewAccount(
            name, role, portfolios.isEmpty() ? Optional.empty() : Optional.of(portfolios));
    String password = PasswordInput.read(System.console(), System.in);
    Account added = accounts(opened).add(account, new Passwords().encode(password));
    audit(opened, "account.add", added.name() + " " + role.text());
    return ListAccounts.table(List.of(added));
  }
}
