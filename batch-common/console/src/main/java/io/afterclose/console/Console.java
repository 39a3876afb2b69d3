package io.afterclose.console;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.cli.command.CommandTree;
import io.afterclose.cli.help.ManualCommand;
import io.afterclose.cli.help.VersionProvider;
import io.afterclose.cli.operate.ConfigCommand;
import io.afterclose.console.account.command.AccountCommands;
import io.afterclose.console.account.command.TokenCommands;
import io.afterclose.console.doctor.ConsoleDoctorCommand;
import io.afterclose.console.serve.ConsoleSettings;
import io.afterclose.console.serve.ServeCommand;
import io.afterclose.console.symbols.SymbolCacheSettings;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.logging.StandardOutput;
import io.afterclose.run.settings.Setting;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the console. */
@Command(
    name = "console",
    description = "Serves what the nights made, to people and to programs.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND")
final class Console {

  static final List<Setting> SETTINGS =
      Stream.of(ConsoleSettings.ALL, SymbolCacheSettings.ALL).flatMap(List::stream).toList();

  private Console() {}

  public static void main(String... arguments) {
    StandardOutput.install();
    CommandLauncher.launch(commandLine(ProcessContext.ofProcess(), arguments), arguments);
  }

  /** The command line that answers some words; without any, the whole of it. */
  static CommandLine commandLine(ProcessContext process, String... words) {
    return CommandLauncher.prepared(
        new CommandTree(new Console())
            .add("serve", () -> new ServeCommand(process, ConsoleFeatures.class))
            .add("account", () -> AccountCommands.of(process))
            .add("token", () -> TokenCommands.of(process))
            .add("doctor", () -> new ConsoleDoctorCommand(process))
            .add("config", () -> new ConfigCommand(process, SETTINGS))
            .addKnowingAll("manual", () -> new ManualCommand(SETTINGS))
            .lineFor(words));
  }
}
