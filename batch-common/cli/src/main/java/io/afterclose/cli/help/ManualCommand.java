package io.afterclose.cli.help;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.run.execution.Version;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code manual}: the manual page. */
@Command(
    name = "manual",
    description = "Prints the manual page of all commands: ... manual | man -l -",
    mixinStandardHelpOptions = true)
public final class ManualCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    if (command == null) {
      throw new IllegalStateException("the command belongs to a command line");
    }
    command.commandLine().getOut().print(ManualPage.of(command.root(), Version.text()));
    command.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }
}
