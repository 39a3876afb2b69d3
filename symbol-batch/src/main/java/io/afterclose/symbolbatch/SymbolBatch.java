package io.afterclose.symbolbatch;

import io.afterclose.run.JobName;
import io.afterclose.run.control.RecoverCommand;
import io.afterclose.run.control.StatusCommand;
import io.afterclose.run.control.StopCommand;
import io.afterclose.run.control.WatchCommand;
import io.afterclose.run.doctor.DoctorCommand;
import io.afterclose.run.history.HistoryCommand;
import io.afterclose.run.history.MissingCommand;
import io.afterclose.run.history.ShowCommand;
import io.afterclose.run.launch.CommandLauncher;
import io.afterclose.run.launch.CompletionCommand;
import io.afterclose.run.launch.DatabaseCommand;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.launch.Version;
import io.afterclose.run.launch.WrittenHelp;
import io.afterclose.run.manual.ManualCommand;
import io.afterclose.run.purge.PurgeCommand;
import io.afterclose.run.settings.ConfigCommand;
import io.afterclose.symbolbatch.factor.ExplainCommand;
import io.afterclose.symbolbatch.factor.ExposuresCommand;
import io.afterclose.symbolbatch.metrics.MetricsCommand;
import io.afterclose.symbolbatch.price.QuarantineCommand;
import io.afterclose.symbolbatch.price.provider.http.ProviderSettings;
import io.afterclose.symbolbatch.universe.UniverseCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the symbol job. */
@Command(
    name = "symbol-batch",
    description = "Prices, betas, factors and metrics of every symbol, once, whoever holds it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class SymbolBatch {

  private SymbolBatch() {}

  public static void main(String... arguments) {
    if (!WrittenHelp.answered(JobName.SYMBOL_BATCH, System.out, arguments)) {
      CommandLauncher.launch(commandLine(Surroundings.ofProcess()), arguments);
    }
  }

  /** The whole command line, for main and for tests. */
  static CommandLine commandLine(Surroundings surroundings) {
    JobName job = JobName.SYMBOL_BATCH;
    return CommandLauncher.prepared(
        new CommandLine(new SymbolBatch())
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new RerunCommand(surroundings))
            .addSubcommand(new BackfillCommand(surroundings))
            .addSubcommand(new PlanCommand(surroundings))
            .addSubcommand(new UniverseCommand(surroundings))
            .addSubcommand(new ExposuresCommand(surroundings))
            .addSubcommand(new ExplainCommand(surroundings))
            .addSubcommand(new MetricsCommand(surroundings))
            .addSubcommand(new MissingCommand(surroundings, job))
            .addSubcommand(new QuarantineCommand(surroundings))
            .addSubcommand(new StatusCommand(surroundings, job))
            .addSubcommand(new HistoryCommand(surroundings, job))
            .addSubcommand(new ShowCommand(surroundings, job))
            .addSubcommand(new WatchCommand(surroundings, job))
            .addSubcommand(new StopCommand(surroundings, job))
            .addSubcommand(new RecoverCommand(surroundings, job))
            .addSubcommand(new DatabaseCommand(surroundings, job))
            .addSubcommand(new DoctorCommand(surroundings, job))
            .addSubcommand(new PurgeCommand(surroundings, job))
            .addSubcommand(new ConfigCommand(surroundings, ProviderSettings.known()))
            .addSubcommand(new ManualCommand())
            .addSubcommand(new CompletionCommand()));
  }
}
