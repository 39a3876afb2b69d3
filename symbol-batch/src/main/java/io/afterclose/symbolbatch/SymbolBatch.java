package io.afterclose.symbolbatch;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.cli.command.CommandTree;
import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.command.ProcessEnd;
import io.afterclose.cli.doctor.LatePricesCheck;
import io.afterclose.cli.help.CommandGroup;
import io.afterclose.cli.help.HelpLayout;
import io.afterclose.cli.help.StaticHelp;
import io.afterclose.cli.help.VersionProvider;
import io.afterclose.cli.operate.JobCommands;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.price.QuarantineStore;
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.OwnedTable;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.history.ReadLog;
import io.afterclose.run.logging.StandardOutput;
import io.afterclose.run.name.JobName;
import io.afterclose.run.settings.Setting;
import io.afterclose.symbolbatch.factor.ExplainCommand;
import io.afterclose.symbolbatch.factor.ExposuresCommand;
import io.afterclose.symbolbatch.metrics.MetricsCommand;
import io.afterclose.symbolbatch.onboarding.OnboardCommand;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.provider.settings.ProviderSettings;
import io.afterclose.symbolbatch.repair.ActionsCommand;
import io.afterclose.symbolbatch.repair.PricesCommand;
import io.afterclose.symbolbatch.repair.QuarantineCommand;
import io.afterclose.symbolbatch.universe.UniverseCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  private static final List<CommandGroup> GROUPS =
      List.of(
          CommandGroup.of("Nights", "run", "rerun", "backfill", "plan", "onboard"),
          CommandGroup.of("Symbols and prices", "universe", "prices", "actions", "quarantine"),
          CommandGroup.of("Results", "exposures", "metrics", "explain"));

  private static final Map<String, List<String>> EXAMPLES =
      Map.ofEntries(
          Map.entry(
              "run",
              List.of(
                  "run",
                  "run --date 2022-06-30 --provider csv --prices prices.csv.gz",
                  "run --portfolio Growth")),
          Map.entry(
              "rerun",
              List.of(
                  "rerun --date 2022-06-30",
                  "rerun --date 2022-06-30 --force --reason 'late prices'")),
          Map.entry("backfill", List.of("backfill --from 2022-06-01 --to 2022-06-30")),
          Map.entry("onboard", List.of("onboard", "onboard --watch")),
          Map.entry("plan", List.of("plan --date 2022-06-30")),
          Map.entry("universe add", List.of("universe add AAPL BRK.B")),
          Map.entry(
              "universe rename",
              List.of("universe rename FB META --date 2022-06-09 --reason 'new ticker'")),
          Map.entry("exposures", List.of("exposures --date 2022-06-30 --symbol AAPL -o csv")),
          Map.entry("metrics", List.of("metrics --date 2022-06-30 --columns symbol,close")),
          Map.entry("explain", List.of("explain AAPL MARKET_BETA --date 2022-06-30")),
          Map.entry("prices set", List.of("prices set AAPL 2022-06-30 136.72 --reason 'exchange'")),
          Map.entry(
              "actions add",
              List.of("actions add AAPL 2020-08-31 --split 4 --reason 'not reported'")),
          Map.entry("quarantine list", List.of("quarantine list --date 2022-06-30")));

  private SymbolBatch() {}

  public static void main(String... arguments) {
    StandardOutput.install();
    if (StaticHelp.answered(JobName.SYMBOL_BATCH, System.out, arguments)) {
      ProcessEnd.with(JobName.SYMBOL_BATCH.text(), ExitCode.DONE.code());
    }
    CommandLauncher.launch(commandLine(ProcessContext.ofProcess(), arguments), arguments);
  }

  /** The command line that answers some words; without any, the whole of it. */
  static CommandLine commandLine(ProcessContext process, String... words) {
    return CommandLauncher.prepared(
        HelpLayout.of(commands(process).lineFor(words), GROUPS, EXAMPLES));
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>(List.of(ProviderOptions.PROVIDER));
    settings.addAll(ProviderSettings.all());
    return settings;
  }

  private static CommandTree commands(ProcessContext process) {
    CommandTree own =
        new CommandTree(new SymbolBatch())
            .add("run", () -> new RunCommand(process))
            .add("rerun", () -> new RerunCommand(process))
            .add("backfill", () -> new BackfillCommand(process))
            .add("plan", () -> new PlanCommand(process))
            .add(
                "onboard",
                () ->
                    new OnboardCommand(
                        process,
                        (database, providers, settings, session, scope) ->
                            new SymbolRuns(process, database, providers, settings)
                                .again(session, scope)))
            .add("universe", () -> new UniverseCommand(process))
            .add("exposures", () -> new ExposuresCommand(process))
            .add("explain", () -> new ExplainCommand(process))
            .add("metrics", () -> new MetricsCommand(process))
            .add("prices", () -> new PricesCommand(process))
            .add("actions", () -> new ActionsCommand(process))
            .add("quarantine", () -> new QuarantineCommand(process));
    return JobCommands.addTo(
        own,
        process,
        JobName.SYMBOL_BATCH,
        settings(),
        PURGED,
        List.of(
            new LatePricesCheck(
                process::calendar,
                (dataSource, day) ->
                    new PriceStore(dataSource, process.clock()).newestSession(FactorEtfs.SPY, day),
                true)),
        Map.of(
            "portfolio", opened -> new ScopeStore(opened.dataSource()).portfolios(),
            "symbol", opened -> new ScopeStore(opened.dataSource()).symbols(),
            "factor", opened -> Arrays.stream(Factor.values()).map(Enum::name).toList()));
  }
}
