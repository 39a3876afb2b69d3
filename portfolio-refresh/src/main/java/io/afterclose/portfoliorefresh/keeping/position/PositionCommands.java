package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code position list|add|edit|close|delete|exercise|assign|expire}. */
@Command(
    name = "position",
    description = "Lists, adds, corrects, closes and deletes the positions of a portfolio.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PositionCommands {

  private PositionCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new PositionCommands())
        .addSubcommand(new ListPositions(process))
        .addSubcommand(new AddPosition(process))
        .addSubcommand(new EditPosition(process))
        .addSubcommand(new ClosePosition(process))
        .addSubcommand(new DeletePosition(process))
        .addSubcommand(new ExerciseOption(process))
        .addSubcommand(new AssignOption(process))
        .addSubcommand(new ExpireOption(process));
  }
}
