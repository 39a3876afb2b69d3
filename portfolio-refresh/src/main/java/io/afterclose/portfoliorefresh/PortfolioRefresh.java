package io.afterclose.portfoliorefresh;

import io.afterclose.portfoliorefresh.onboarding.CashCommand;
import io.afterclose.portfoliorefresh.onboarding.ImportCommand;
import io.afterclose.portfoliorefresh.onboarding.ValueCommand;
import io.afterclose.portfoliorefresh.snapshot.DiffCommand;
import io.afterclose.portfoliorefresh.snapshot.ExplainCommand;
import io.afterclose.portfoliorefresh.snapshot.SnapshotsCommand;
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
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the portfolio job. */
@Command(
    name = "portfolio-refresh",
    description = "Waits for the symbol job, then fills each portfolio's own gaps.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class PortfolioRefresh {

  private PortfolioRefresh() {}

  public static void main(String... arguments) {
    if (!WrittenHelp.answered(JobName.PORTFOLIO_REFRESH, System.out, arguments)) {
      CommandLauncher.launch(commandLine(Surroundings.ofProcess()), arguments);
    }
  }

  /** The whole command line, for main and for tests. */
  static CommandLine commandLine(Surroundings surroundings) {
    JobName job = JobName.PORTFOLIO_REFRESH;
    return CommandLauncher.prepared(
        new CommandLine(new PortfolioRefresh())
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new RerunCommand(surroundings))
            .addSubcommand(new BackfillCommand(surroundings))
            .addSubcommand(new PlanCommand(surroundings))
            .addSubcommand(new ImportCommand(surroundings, new FirstSnapshots(surroundings)))
            .addSubcommand(new CashCommand(surroundings))
            .addSubcommand(new ValueCommand(surroundings))
            .addSubcommand(new SnapshotsCommand(surroundings))
            .addSubcommand(new DiffCommand(surroundings))
            .addSubcommand(new ExplainCommand(surroundings))
            .addSubcommand(new MissingCommand(surroundings, job))
            .addSubcommand(new StatusCommand(surroundings, job))
            .addSubcommand(new HistoryCommand(surroundings, job))
            .addSubcommand(new ShowCommand(surroundings, job))
            .addSubcommand(new WatchCommand(surroundings, job))
            .addSubcommand(new StopCommand(surroundings, job))
            .addSubcommand(new RecoverCommand(surroundings, job))
            .addSubcommand(new DatabaseCommand(surroundings, job))
            .addSubcommand(new DoctorCommand(surroundings, job))
            .addSubcommand(new PurgeCommand(surroundings, job))
            .addSubcommand(new ConfigCommand(surroundings, List.of()))
            .addSubcommand(new ManualCommand())
            .addSubcommand(new CompletionCommand()));
  }
}
