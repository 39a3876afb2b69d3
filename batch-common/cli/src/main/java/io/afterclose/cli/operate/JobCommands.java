package io.afterclose.cli.operate;

import io.afterclose.cli.command.CommandTree;
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
  public static CommandTree addTo(
      CommandTree commands,
      ProcessContext process,
      JobName job,
      List<Setting> settings,
      PurgedTables jobTables,
      List<JobCheck> checks,
      Map<String, LiveNames> names) {
    return commands
        .add("missing", () -> new MissingCommand(process, job))
        .add("status", () -> new StatusCommand(process, job))
        .add("history", () -> new HistoryCommand(process, job))
        .add("show", () -> new ShowCommand(process, job))
        .add("watch", () -> new WatchCommand(process, job))
        .add("stop", () -> new StopCommand(process, job))
        .add("recover", () -> new RecoverCommand(process, job))
        .add("database", () -> new DatabaseCommand(process, job))
        .add("doctor", () -> new DoctorCommand(process, job, checks))
        .add("purge", () -> new PurgeCommand(process, job, jobTables))
        .add("config", () -> new ConfigCommand(process, settings))
        .addKnowingAll("manual", () -> new ManualCommand(settings))
        .addKnowingAll("completion", () -> new CompletionCommand(process, job, names));
  }
}
