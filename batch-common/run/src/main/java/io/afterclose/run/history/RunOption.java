package io.afterclose.run.history;

import io.afterclose.database.Database;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.run.lock.RunKey;
import io.afterclose.run.lock.RunStore;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which run a command is about: its date, and its scope where it was not for everything. */
public final class RunOption {

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The session.")
  private LocalDate date = LocalDate.MIN;

  @Option(
      names = "--scope",
      defaultValue = RunParameters.EVERYTHING,
      paramLabel = "SCOPE",
      description = "What the run covers, as history shows it (default: ${DEFAULT-VALUE}).")
  private String scope = RunParameters.EVERYTHING;

  /**
   * Refuses a wrong date before anything is opened.
   *
   * @throws CommandRefused (date refused) when it is no completed session
   */
  public void check(Surroundings surroundings) {
    surroundings.targetDate().resolve(Optional.of(date));
  }

  /**
   * The run's key.
   *
   * @throws CommandRefused (usage) for a scope that no run of the job ever had
   */
  public RunKey known(Database database, JobName job) {
    if (!scope.equals(RunParameters.EVERYTHING)
        && !new RunStore(database.dataSource()).recorded(job, scope)
        && !new JobHistoryStore(database.dataSource()).recorded(job, scope)) {
      throw new CommandRefused(
          ExitCode.USAGE,
          "no run of %s ever had the scope '%s'; '%s history' shows those there were"
              .formatted(job.text(), scope.replaceAll("\\p{Cntrl}", "?"), job.text()));
    }
    return new RunKey(job, date, scope);
  }
}
