package io.afterclose.symbolbatch;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.command.ProcessEnd;
import io.afterclose.cli.help.StaticHelp;
import io.afterclose.cli.help.VersionProvider;
import io.afterclose.cli.operate.JobCommands;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.OwnedTable;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.history.ReadLog;
import io.afterclose.run.logging.StandardOutput;
import io.afterclose.run.name.JobName;
import io.afterclose.symbolbatch.factor.ExplainCommand;
import io.afterclose.symbolbatch.factor.ExposuresCommand;
import io.afterclose.symbolbatch.metrics.MetricsCommand;
import io.afterclose.symbolbatch.provider.settings.ProviderSettings;
import io.afterclose.symbolbatch.repair.ActionsCommand;
import io.afterclose.symbolbatch.repair.PricesCommand;
import io.afterclose.symbolbatch.repair.QuarantineCommand;
import io.afterclose.symbolbatch.universe.UniverseCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the symbol job. */
@Command(
    name = "symbol-batch",
    description = "Prices, betas, factors and metrics of every symbol, once for all portfolios.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND")
final class SymbolBatch {

  private static final PurgedTables PURGED =
      new PurgedTables(
          List.of(
              new OwnedTable(QuarantineStore.TABLE, OwnedTable.Key.EXECUTION),
              new OwnedTable(UniverseStore.TABLE, OwnedTable.Key.INSTANCE)),
          List.of(new ReadLog("market_data_changes", "change_id", "market_data_changes_read")));

  private SymbolBatch() {}

  public static void main(String... arguments) {
    StandardOutput.install();
    if (StaticHelp.answered(JobName.SYMBOL_BATCH, System.out, arguments)) {
      ProcessEnd.with(JobName.SYMBOL_BATCH.text(), ExitCode.DONE.code());
    }
    CommandLauncher.launch(commandLine(ProcessContext.ofProcess()), arguments);
  }

  /** The whole command line, for main and for tests. */
  static CommandLine commandLine(ProcessContext process) {
    CommandLine commandLine =
        new CommandLine(new SymbolBatch())
            .addSubcommand(new RunCommand(process))
            .addSubcommand(new RerunCommand(process))
            .addSubcommand(new BackfillCommand(process))
            .addSubcommand(new PlanCommand(process))
            .addSubcommand(new UniverseCommand(process))
            .addSubcommand(new ExposuresCommand(process))
            .addSubcommand(new ExplainCommand(process))
            .addSubcommand(new MetricsCommand(process))
            .addSubcommand(new PricesCommand(process))
            .addSubcommand(new ActionsCommand(process))
            .addSubcommand(new QuarantineCommand(process));
    return CommandLauncher.prepared(
        JobCommands.addTo(
            commandLine, process, JobName.SYMBOL_BATCH, ProviderSettings.all(), PURGED, List.of()));
  }
}
