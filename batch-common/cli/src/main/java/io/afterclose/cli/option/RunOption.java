package io.afterclose.cli.option;

import io.afterclose.database.connection.Database;
import io.afterclose.database.text.Printable;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.DateRefusedException;
import io.afterclose.run.outcome.InvalidInputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which run a command is about: its date, and its scope where it was not for everything. */
public final class RunOption {

  @Mixin private SessionOption session = new SessionOption();

  @Option(
      names = "--scope",
      defaultValue = RunScope.EVERYTHING,
      paramLabel = "SCOPE",
      description = "What the run covers, as history shows it (default: ${DEFAULT-VALUE}).")
  private String scope = RunScope.EVERYTHING;

  /**
   * Refuses a wrong date before anything is opened.
   *
   * @throws DateRefusedException when it is no completed session
   */
  public void check(ProcessContext process) {
    session.checked(process);
  }

  /**
   * The run's key.
   *
   * @throws InvalidInputException for a scope that no run of the job ever had
   */
  public RunKey known(Database database, JobName job) {
    if (!scope.equals(RunScope.EVERYTHING)
        && !new RunStore(database.dataSource()).recorded(job, scope)
        && !new JobHistoryStore(database.dataSource()).recorded(job, scope)) {
      throw new InvalidInputException(
          "no run of %s ever had the scope '%s'; '%s history' shows those there were"
              .formatted(job.text(), Printable.masked(scope), job.text()));
    }
    return new RunKey(job, session.date(), scope);
  }
}
