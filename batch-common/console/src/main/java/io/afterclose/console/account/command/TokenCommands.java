package io.afterclose.console.account.command;

import io.afterclose.run.execution.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code token create|list|revoke}. */
@Command(
    name = "token",
    description = "Creates, lists and revokes the tokens of programs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TokenCommands {

  private TokenCommands() {}

  /** The command with its subcommands. */
  public static CommandLine of(ProcessContext process) {
    return new CommandLine(new TokenCommands())
        .addSubcommand(new CreateToken(process))
        .addSubcommand(new ListTokens(process))
        .addSubcommand(new RevokeToken(process));
  }
}
