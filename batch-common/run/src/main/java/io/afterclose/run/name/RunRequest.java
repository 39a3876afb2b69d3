package io.afterclose.run.name;

import java.time.LocalDate;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.StepExecution;

/**
 * What identifies a run (target date, scope, revision), its source and its reason.
 *
 * @param targetDate the session the run is for
 * @param scope {@link RunScope#EVERYTHING}, or the text of a narrower scope
 * @param revision 1 for the first complete run of a date, then counted up
 * @param source trigger; not identifying
 * @param reason why a complete date is repeated, at most 500 characters, empty where none is
 *     needed; not identifying
 */
public record RunRequest(
    LocalDate targetDate, String scope, int revision, Source source, String reason) {

  public static final String TARGET_DATE = "targetDate";
  public static final String SCOPE = "scope";
  public static final String REVISION = "revision";
  public static final String SOURCE = "source";
  public static final String REASON = "reason";

  private static final int LONGEST_REASON = 500;

  public RunRequest {
    if (revision < 1) {
      throw new IllegalArgumentException("a revision counts from 1, not " + revision);
    }
    if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a reason of at most %d characters on one line was expected, found %d characters"
              .formatted(LONGEST_REASON, reason.length()));
    }
  }

  /** A run without a reason. */
  public RunRequest(LocalDate targetDate, String scope, int revision, Source source) {
    this(targetDate, scope, revision, source, "");
  }

  /** The same run as its next revision. */
  public RunRequest nextRevision() {
    return new RunRequest(targetDate, scope, revision + 1, source, reason);
  }

  /** The same run for a reason. */
  public RunRequest because(String why) {
    return new RunRequest(targetDate, scope, revision, source, why);
  }

  /** The run in words, for a log line: its date, and its scope and revision where they matter. */
  public String describe() {
    return targetDate
        + (scope.equals(RunScope.EVERYTHING) ? "" : " (" + scope + ")")
        + (revision == 1 ? "" : " revision " + revision);
  }

  /**
   * The target date of a run.
   *
   * @throws IllegalStateException for an execution that was not started with one
   */
  public static LocalDate targetDate(StepExecution step) {
    LocalDate date = step.getJobParameters().getLocalDate(TARGET_DATE);
    if (date == null) {
      throw new IllegalStateException("the job needs the parameter " + TARGET_DATE);
    }
    return date;
  }

  /** As Spring Batch keeps them; the three identifying ones make the job instance. */
  public JobParameters toJobParameters() {
    JobParametersBuilder parameters =
        new JobParametersBuilder()
            .addLocalDate(TARGET_DATE, targetDate, true)
            .addString(SCOPE, scope, true)
            .addLong(REVISION, (long) revision, true)
            .addString(SOURCE, source.text(), false);
    if (!reason.isEmpty()) {
      parameters.addString(REASON, reason, false);
    }
    return parameters.toJobParameters();
  }
}
