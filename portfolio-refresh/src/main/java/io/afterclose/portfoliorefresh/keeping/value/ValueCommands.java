package io.afterclose.portfoliorefresh.keeping.value;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code value list|add|remove}: what PRIVATE positions are worth. */
@Command(
    name = "value",
    description = "Lists, adds and removes what PRIVATE positions are worth.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ValueCommands {

  private ValueCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new ValueCommands())
        .addSubcommand(new ListValues(process))
        .addSubcommand(new AddValue(process))
        .addSubcommand(new RemoveValue(process));
  }
}
