package io.afterclose.portfoliorefresh;

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
import io.afterclose.market.universe.ScopeStore;
import io.afterclose.portfoliorefresh.analytics.AnalyticsSettings;
import io.afterclose.portfoliorefresh.gap.SnapshotCheck;
import io.afterclose.portfoliorefresh.keeping.cash.CashCommands;
import io.afterclose.portfoliorefresh.keeping.file.ImportCommand;
import io.afterclose.portfoliorefresh.keeping.portfolio.PortfolioCommands;
import io.afterclose.portfoliorefresh.keeping.position.PositionCommands;
import io.afterclose.portfoliorefresh.keeping.rate.RateCommands;
import io.afterclose.portfoliorefresh.keeping.trade.TradeCommands;
import io.afterclose.portfoliorefresh.keeping.value.ValueCommands;
import io.afterclose.portfoliorefresh.onboarding.OnboardCommand;
import io.afterclose.portfoliorefresh.onboarding.OnboardingCommands;
import io.afterclose.portfoliorefresh.onboarding.PortfolioRuns;
import io.afterclose.portfoliorefresh.onboarding.RecalculateCommand;
import io.afterclose.portfoliorefresh.report.DiffCommand;
import io.afterclose.portfoliorefresh.report.ExplainCommand;
import io.afterclose.portfoliorefresh.report.PerformanceCommand;
import io.afterclose.portfoliorefresh.report.ReportCommand;
import io.afterclose.portfoliorefresh.report.SnapshotsCommand;
import io.afterclose.portfoliorefresh.report.figure.AnalyticsCommand;
import io.afterclose.portfoliorefresh.report.figure.CorrelationCommand;
import io.afterclose.portfoliorefresh.report.figure.ExposuresCommand;
import io.afterclose.portfoliorefresh.report.figure.StressCommand;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.logging.StandardOutput;
import io.afterclose.run.name.JobName;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the portfolio job. */
@Command(
    name = "portfolio-refresh",
    description = "Waits for the symbol job, then fills each portfolio's own gaps.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND")
final class PortfolioRefresh {

  private static final List<CommandGroup> GROUPS =
      List.of(
          CommandGroup.of("Nights", "run", "rerun", "backfill", "plan"),
          CommandGroup.of(
              "Portfolios",
              "import",
              "onboard",
              "onboarding",
              "recalculate",
              "trades",
              "portfolio",
              "position",
              "cash",
              "value",
              "rates"),
          CommandGroup.of(
              "Results",
              "snapshots",
              "performance",
              "analytics",
              "exposures",
              "stress",
              "correlation",
              "report",
              "explain",
              "diff"));

  private static final Map<String, List<String>> EXAMPLES =
      Map.ofEntries(
          Map.entry(
              "run",
              List.of(
                  "run",
                  "run --date 2022-06-30 --wait 0s",
                  "run --portfolio Growth --since-inception")),
          Map.entry("rerun", List.of("rerun --date 2022-06-30")),
          Map.entry("backfill", List.of("backfill --from 2022-06-01 --to 2022-06-30")),
          Map.entry("plan", List.of("plan --portfolio Growth")),
          Map.entry(
              "import",
              List.of(
                  "import --name Growth --file positions.csv --cash 1000@2022-06-01",
                  "import --name Growth --file positions.csv --dry-run")),
          Map.entry(
              "onboard",
              List.of(
                  "onboard --name Growth --file positions.csv",
                  "onboard --name Growth --file positions.csv --cash 1000@2022-06-01 --no-wait")),
          Map.entry("onboarding status", List.of("onboarding status --portfolio Growth")),
          Map.entry(
              "recalculate", List.of("recalculate --portfolio Growth --reason 'late prices'")),
          Map.entry("trades import", List.of("trades import --portfolio Growth --file trades.csv")),
          Map.entry("portfolio rename", List.of("portfolio rename Growth Wealth --reason 'typo'")),
          Map.entry("position list", List.of("position list --portfolio Growth")),
          Map.entry("cash list", List.of("cash list --portfolio Growth")),
          Map.entry("rates import", List.of("rates import --file bills.csv --dry-run")),
          Map.entry("snapshots", List.of("snapshots --portfolio Growth -o csv")),
          Map.entry(
              "performance",
              List.of(
                  "performance --portfolio Growth",
                  "performance --portfolio Growth --periods",
                  "performance --portfolio Growth --benchmark QUAL",
                  "performance --portfolio Growth --contributions")),
          Map.entry(
              "analytics",
              List.of("analytics --portfolio Growth --figure TWR,BETA", "analytics --codes")),
          Map.entry("exposures", List.of("exposures --portfolio Growth --positions")),
          Map.entry("stress", List.of("stress --portfolio Growth")),
          Map.entry("correlation", List.of("correlation --portfolio Growth -o csv")),
          Map.entry(
              "report",
              List.of(
                  "report --portfolio Growth --html growth.html",
                  "report --all --date 2022-06-30 --dir reports")),
          Map.entry(
              "explain",
              List.of(
                  "explain --portfolio Growth --date 2022-06-30",
                  "explain --portfolio Growth --date 2022-06-30 --figure TWR --period YTD")),
          Map.entry(
              "diff",
              List.of(
                  "diff --portfolio Growth --date 2022-06-30",
                  "diff --portfolio Growth --date 2022-06-30 --figures")));

  private PortfolioRefresh() {}

  public static void main(String... arguments) {
    StandardOutput.install();
    if (StaticHelp.answered(JobName.PORTFOLIO_REFRESH, System.out, arguments)) {
      ProcessEnd.with(JobName.PORTFOLIO_REFRESH.text(), ExitCode.DONE.code());
    }
    CommandLauncher.launch(commandLine(ProcessContext.ofProcess(), arguments), arguments);
  }

  /** The command line that answers some words; without any, the whole of it. */
  static CommandLine commandLine(ProcessContext process, String... words) {
    return CommandLauncher.prepared(
        HelpLayout.of(commands(process).lineFor(words), GROUPS, EXAMPLES));
  }

  private static CommandTree commands(ProcessContext process) {
    FirstSnapshots firstSnapshots = new FirstSnapshots(process);
    PortfolioRuns runs =
        (opened, portfolio, order) -> RefreshRuns.ofPortfolio(process, opened, portfolio, order);
    CommandTree own =
        new CommandTree(new PortfolioRefresh())
            .add("run", () -> new RunCommand(process))
            .add("rerun", () -> new RerunCommand(process))
            .add("backfill", () -> new BackfillCommand(process))
            .add("plan", () -> new PlanCommand(process))
            .add("import", () -> new ImportCommand(process, firstSnapshots))
            .add("onboard", () -> new OnboardCommand(process, firstSnapshots, runs))
            .add("onboarding", () -> OnboardingCommands.of(process))
            .add("recalculate", () -> new RecalculateCommand(process, runs))
            .add("portfolio", () -> PortfolioCommands.of(process))
            .add("position", () -> PositionCommands.of(process))
            .add("cash", () -> CashCommands.of(process))
            .add("value", () -> ValueCommands.of(process))
            .add("rates", () -> RateCommands.of(process))
            .add("trades", () -> TradeCommands.of(process))
            .add("snapshots", () -> new SnapshotsCommand(process))
            .add("performance", () -> new PerformanceCommand(process))
            .add("analytics", () -> new AnalyticsCommand(process))
            .add("exposures", () -> new ExposuresCommand(process))
            .add("stress", () -> new StressCommand(process))
            .add("correlation", () -> new CorrelationCommand(process))
            .add("report", () -> new ReportCommand(process))
            .add("diff", () -> new DiffCommand(process))
            .add("explain", () -> new ExplainCommand(process));
    return JobCommands.addTo(
        own,
        process,
        JobName.PORTFOLIO_REFRESH,
        AnalyticsSettings.ALL,
        PurgedTables.NONE,
        List.of(
            new SnapshotCheck(process),
            new LatePricesCheck(
                process::calendar,
                (dataSource, day) ->
                    new PriceStore(dataSource, process.clock()).newestSession(FactorEtfs.SPY, day),
                false)),
        Map.of(
            "portfolio", opened -> new ScopeStore(opened.dataSource()).portfolios(),
            "symbol", opened -> new ScopeStore(opened.dataSource()).symbols()));
  }
}
