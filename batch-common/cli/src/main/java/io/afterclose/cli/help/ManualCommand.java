package io.afterclose.cli.help;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.run.execution.CommonSettings;
import io.afterclose.run.execution.Version;
import io.afterclose.run.settings.Setting;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code manual}: the manual page. */
@Command(
    name = "manual",
    description = "Prints the manual page of all commands, for 'man -l -'.",
    mixinStandardHelpOptions = true)
public final class ManualCommand implements Callable<Integer> {

  private final List<Setting> settings;

  @Spec private @Nullable CommandSpec command;

  /**
   * @param ofJob the settings that only this job reads
   */
  public ManualCommand(List<Setting> ofJob) {
    this.settings = Stream.concat(CommonSettings.ALL.stream(), ofJob.stream()).toList();
  }

  @Override
  public Integer call() {
    if (command == null) {
      throw new IllegalStateException("the command belongs to a command line");
    }
    command.commandLine().getOut().print(ManualPage.of(command.root(), Version.text(), settings));
    command.commandLine().getOut().flush();
    return ExitCode.DONE.code();
  }
}
