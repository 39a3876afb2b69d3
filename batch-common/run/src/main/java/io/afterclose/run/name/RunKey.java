package io.afterclose.run.name;

import io.afterclose.database.connection.AdvisoryLock;
import io.afterclose.database.text.ShellWord;
import java.time.LocalDate;

/**
 * What only one run at a time may work on.
 *
 * @param scope the text of {@link RunRequest#scope()}
 */
public record RunKey(JobName job, LocalDate date, String scope) {

  /** What a run of a job with these parameters works on. */
  public static RunKey of(JobName job, RunRequest run) {
    return new RunKey(job, run.targetDate(), run.scope());
  }

  public long advisoryKey() {
    return AdvisoryLock.key(job.text() + "/" + date + "/" + scope);
  }

  /** The options that name it on the command line, for a shell. */
  public String options() {
    return "--date "
        + date
        + (scope.equals(RunScope.EVERYTHING) ? "" : " --scope " + ShellWord.quoted(scope));
  }

  /** In words, for messages. */
  public String describe() {
    return job.text() + " " + date + (scope.equals(RunScope.EVERYTHING) ? "" : " (" + scope + ")");
  }
}
