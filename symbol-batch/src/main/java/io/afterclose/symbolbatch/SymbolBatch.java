package io.afterclose.symbolbatch;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.cli.doctor.DoctorCommand;
import io.afterclose.cli.help.CompletionCommand;
import io.afterclose.cli.help.ManualCommand;
import io.afterclose.cli.help.StaticHelp;
import io.afterclose.cli.help.VersionProvider;
import io.afterclose.cli.history.HistoryCommand;
import io.afterclose.cli.history.MissingCommand;
import io.afterclose.cli.history.ShowCommand;
import io.afterclose.cli.operate.ConfigCommand;
import io.afterclose.cli.operate.DatabaseCommand;
import io.afterclose.cli.operate.PurgeCommand;
import io.afterclose.cli.operate.RecoverCommand;
import io.afterclose.cli.operate.StatusCommand;
import io.afterclose.cli.operate.StopCommand;
import io.afterclose.cli.operate.WatchCommand;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.factor.ExplainCommand;
import io.afterclose.symbolbatch.factor.ExposuresCommand;
import io.afterclose.symbolbatch.metrics.MetricsCommand;
import io.afterclose.symbolbatch.price.QuarantineCommand;
import io.afterclose.symbolbatch.provider.settings.ProviderSettings;
import io.afterclose.symbolbatch.universe.UniverseCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the symbol job. */
@Command(
    name = "symbol-batch",
    description = "Prices, betas, factors and metrics of every symbol, once, whoever holds it.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND")
final class SymbolBatch {

  private SymbolBatch() {}

  public static void main(String... arguments) {
    if (!StaticHelp.answered(JobName.SYMBOL_BATCH, System.out, arguments)) {
      CommandLauncher.launch(commandLine(ProcessContext.ofProcess()), arguments);
    }
  }

  /** The whole command line, for main and for tests. */
  static CommandLine commandLine(ProcessContext process) {
    JobName job = JobName.SYMBOL_BATCH;
    return CommandLauncher.prepared(
        new CommandLine(new SymbolBatch())
            .addSubcommand(new RunCommand(process))
            .addSubcommand(new RerunCommand(process))
            .addSubcommand(new BackfillCommand(process))
            .addSubcommand(new PlanCommand(process))
            .addSubcommand(new UniverseCommand(process))
            .addSubcommand(new ExposuresCommand(process))
            .addSubcommand(new ExplainCommand(process))
            .addSubcommand(new MetricsCommand(process))
            .addSubcommand(new MissingCommand(process, job))
            .addSubcommand(new QuarantineCommand(process))
            .addSubcommand(new StatusCommand(process, job))
            .addSubcommand(new HistoryCommand(process, job))
            .addSubcommand(new ShowCommand(process, job))
            .addSubcommand(new WatchCommand(process, job))
            .addSubcommand(new StopCommand(process, job))
            .addSubcommand(new RecoverCommand(process, job))
            .addSubcommand(new DatabaseCommand(process, job))
            .addSubcommand(new DoctorCommand(process, job))
            .addSubcommand(new PurgeCommand(process, job))
            .addSubcommand(new ConfigCommand(process, ProviderSettings.known()))
            .addSubcommand(new ManualCommand())
            .addSubcommand(new CompletionCommand()));
  }
}
