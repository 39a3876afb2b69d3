package io.afterclose.portfoliorefresh.keeping.portfolio;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code portfolio list|show|create|rename|delete|history}. */
@Command(
    name = "portfolio",
    description = "Lists, shows, creates, renames and deletes portfolios.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PortfolioCommands {

  private PortfolioCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new PortfolioCommands())
        .addSubcommand(new ListPortfolios(process))
        .addSubcommand(new ShowPortfolio(process))
        .addSubcommand(new CreatePortfolio(process))
        .addSubcommand(new RenamePortfolio(process))
        .addSubcommand(new DeletePortfolio(process))
        .addSubcommand(new ShowHistory(process));
  }
}
