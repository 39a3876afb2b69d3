package io.afterclose.portfoliorefresh;

import io.afterclose.cli.command.CommandLauncher;
import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.command.ProcessEnd;
import io.afterclose.cli.help.StaticHelp;
import io.afterclose.cli.help.VersionProvider;
import io.afterclose.cli.operate.JobCommands;
import io.afterclose.portfoliorefresh.gap.SnapshotCheck;
import io.afterclose.portfoliorefresh.keeping.cash.CashCommands;
import io.afterclose.portfoliorefresh.keeping.file.ImportCommand;
import io.afterclose.portfoliorefresh.keeping.portfolio.PortfolioCommands;
import io.afterclose.portfoliorefresh.keeping.position.PositionCommands;
import io.afterclose.portfoliorefresh.keeping.trade.TradeCommands;
import io.afterclose.portfoliorefresh.keeping.value.ValueCommands;
import io.afterclose.portfoliorefresh.report.DiffCommand;
import io.afterclose.portfoliorefresh.report.ExplainCommand;
import io.afterclose.portfoliorefresh.report.PerformanceCommand;
import io.afterclose.portfoliorefresh.report.SnapshotsCommand;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.logging.StandardOutput;
import io.afterclose.run.name.JobName;
import java.util.List;
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

  private PortfolioRefresh() {}

  public static void main(String... arguments) {
    StandardOutput.install();
    if (StaticHelp.answered(JobName.PORTFOLIO_REFRESH, System.out, arguments)) {
      ProcessEnd.with(JobName.PORTFOLIO_REFRESH.text(), ExitCode.DONE.code());
    }
    CommandLauncher.launch(commandLine(ProcessContext.ofProcess()), arguments);
  }

  /** The whole command line, for main and for tests. */
  static CommandLine commandLine(ProcessContext process) {
    CommandLine commandLine =
        new CommandLine(new PortfolioRefresh())
            .addSubcommand(new RunCommand(process))
            .addSubcommand(new RerunCommand(process))
            .addSubcommand(new BackfillCommand(process))
            .addSubcommand(new PlanCommand(process))
            .addSubcommand(new ImportCommand(process, new FirstSnapshots(process)))
            .addSubcommand(PortfolioCommands.of(process))
            .addSubcommand(PositionCommands.of(process))
            .addSubcommand(CashCommands.of(process))
            .addSubcommand(ValueCommands.of(process))
            .addSubcommand(TradeCommands.of(process))
            .addSubcommand(new SnapshotsCommand(process))
            .addSubcommand(new PerformanceCommand(process))
            .addSubcommand(new DiffCommand(process))
            .addSubcommand(new ExplainCommand(process));
    return CommandLauncher.prepared(
        JobCommands.addTo(
            commandLine,
            process,
            JobName.PORTFOLIO_REFRESH,
            List.of(),
            PurgedTables.NONE,
            List.of(new SnapshotCheck(process))));
  }
}
