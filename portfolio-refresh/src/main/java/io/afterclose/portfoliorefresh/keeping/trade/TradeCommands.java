package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code trades import}. */
@Command(
    name = "trades",
    description = "Imports what brokers export about the activities of an account.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TradeCommands {

  private TradeCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new TradeCommands()).addSubcommand(new ImportTrades(process));
  }
}
