package io.afterclose.console.account.command;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code account add|passwd|list|remove}. */
@Command(
    name = "account",
    description = "Adds, lists and removes the accounts that may log in.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AccountCommands {

  private AccountCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new AccountCommands())
        .addSubcommand(new AddAccount(process))
        .addSubcommand(new SetPassword(process))
        .addSubcommand(new ListAccounts(process))
        .addSubcommand(new RemoveAccount(process));
  }
}
