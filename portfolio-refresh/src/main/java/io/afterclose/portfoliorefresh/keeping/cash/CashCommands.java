package io.afterclose.portfoliorefresh.keeping.cash;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code cash list|add|edit|remove}: the explicit rows of a portfolio's cash ledger. */
@Command(
    name = "cash",
    description = "Lists, adds, corrects and removes rows of a portfolio's cash ledger.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class CashCommands {

  private CashCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new CashCommands())
        .addSubcommand(new ListCash(process))
        .addSubcommand(new AddCash(process))
        .addSubcommand(new EditCash(process))
        .addSubcommand(new RemoveCash(process));
  }
}
