package io.afterclose.portfoliorefresh;

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
import io.afterclose.portfoliorefresh.keeping.CashCommand;
import io.afterclose.portfoliorefresh.keeping.ImportCommand;
import io.afterclose.portfoliorefresh.keeping.ValueCommand;
import io.afterclose.portfoliorefresh.report.DiffCommand;
import io.afterclose.portfoliorefresh.report.ExplainCommand;
import io.afterclose.portfoliorefresh.report.SnapshotsCommand;
import io.afterclose.portfoliorefresh.snapshot.FirstSnapshots;
import io.afterclose.run.execution.ProcessContext;
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
    if (!StaticHelp.answered(JobName.PORTFOLIO_REFRESH, System.out, arguments)) {
      CommandLauncher.launch(commandLine(ProcessContext.ofProcess()), arguments);
    }
  }

  /** The whole command line, for main and for tests. */
  static CommandLine commandLine(ProcessContext process) {
    JobName job = JobName.PORTFOLIO_REFRESH;
    return CommandLauncher.prepared(
        new CommandLine(new PortfolioRefresh())
            .addSubcommand(new RunCommand(process))
            .addSubcommand(new RerunCommand(process))
            .addSubcommand(new BackfillCommand(process))
            .addSubcommand(new PlanCommand(process))
            .addSubcommand(new ImportCommand(process, new FirstSnapshots(process)))
            .addSubcommand(new CashCommand(process))
            .addSubcommand(new ValueCommand(process))
            .addSubcommand(new SnapshotsCommand(process))
            .addSubcommand(new DiffCommand(process))
            .addSubcommand(new ExplainCommand(process))
            .addSubcommand(new MissingCommand(process, job))
            .addSubcommand(new StatusCommand(process, job))
            .addSubcommand(new HistoryCommand(process, job))
            .addSubcommand(new ShowCommand(process, job))
            .addSubcommand(new WatchCommand(process, job))
            .addSubcommand(new StopCommand(process, job))
            .addSubcommand(new RecoverCommand(process, job))
            .addSubcommand(new DatabaseCommand(process, job))
            .addSubcommand(new DoctorCommand(process, job))
            .addSubcommand(new PurgeCommand(process, job))
            .addSubcommand(new ConfigCommand(process, List.of()))
            .addSubcommand(new ManualCommand())
            .addSubcommand(new CompletionCommand()));
  }
}
