package io.afterclose.cli.help;

import io.afterclose.cli.command.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: what a shell needs to complete this job's commands and options. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: source <(... completion).",
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    if (command == null) {
      throw new IllegalStateException("the command belongs to a command line");
    }
    CommandSpec root = command.root();
    command.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
    command.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }
}
