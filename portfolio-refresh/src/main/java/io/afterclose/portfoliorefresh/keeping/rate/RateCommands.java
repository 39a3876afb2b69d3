package io.afterclose.portfoliorefresh.keeping.rate;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rates import|list}: the risk-free rates that figures are calculated with. */
@Command(
    name = "rates",
    description = "Imports and lists the risk-free rates that figures are calculated with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class RateCommands {

  private RateCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new RateCommands())
        .addSubcommand(new ImportRates(process))
        .addSubcommand(new ListRates(process));
  }
}
