package io.afterclose.cli.operate;

import io.afterclose.cli.doctor.DoctorCommand;
import io.afterclose.cli.doctor.JobCheck;
import io.afterclose.cli.help.CompletionCommand;
import io.afterclose.cli.help.LiveNames;
import io.afterclose.cli.help.ManualCommand;
import io.afterclose.cli.history.HistoryCommand;
import io.afterclose.cli.history.MissingCommand;
import io.afterclose.cli.history.ShowCommand;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.PurgedTables;
import io.afterclose.run.name.JobName;
import io.afterclose.run.settings.Setting;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The commands that every job has. */
public final class JobCommands {

  private JobCommands() {}

  /**
   * Adds them behind the job's own commands.
   *
   * @param settings of the job besides those that every job reads
   * @param jobTables of the job that are purged
   * @param names that a shell completes, by their kind
   * @param checks of the job that {@code doctor} makes besides those of every job
   */
  public static CommandLine addTo(
      CommandLine commandLine,
      ProcessContext process,
      JobName job,
      List<Setting> settings,
      PurgedTables jobTables,
      List<JobCheck> checks,
      Map<String, LiveNames> names) {
    return commandLine
        .addSubcommand(new MissingCommand(process, job))
        .addSubcommand(new StatusCommand(process, job))
        .addSubcommand(new HistoryCommand(process, job))
        .addSubcommand(new ShowCommand(process, job))
        .addSubcommand(new WatchCommand(process, job))
        .addSubcommand(new StopCommand(process, job))
        .addSubcommand(new RecoverCommand(process, job))
        .addSubcommand(new DatabaseCommand(process, job))
        .addSubcommand(new DoctorCommand(process, job, checks))
        .addSubcommand(new PurgeCommand(process, job, jobTables))
        .addSubcommand(new ConfigCommand(process, settings))
        .addSubcommand(new ManualCommand(settings))
        .addSubcommand(new CompletionCommand(process, job, names));
  }
}
