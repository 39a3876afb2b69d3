package io.afterclose.run.lock;

import io.afterclose.database.AdvisoryLock;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import java.time.LocalDate;

/**
 * What only one run at a time may work on.
 *
 * @param scope the text of {@link RunParameters#scope()}
 */
public record RunKey(JobName job, LocalDate date, String scope) {

  /** What a run of a job with these parameters works on. */
  public static RunKey of(JobName job, RunParameters run) {
    return new RunKey(job, run.targetDate(), run.scope());
  }

  long advisoryKey() {
    return AdvisoryLock.key(job.text() + "/" + date + "/" + scope);
  }

  /** The options that name it on the command line. */
  public String options() {
    return "--date "
        + date
        + (scope.equals(RunParameters.EVERYTHING) ? "" : " --scope '" + scope + "'");
  }

  /** In words, for messages. */
  public String words() {
    return job.text()
        + " "
        + date
        + (scope.equals(RunParameters.EVERYTHING) ? "" : " (" + scope + ")");
  }
}
