package io.afterclose.symbolbatch.session;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.price.Sessions;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import org.springframework.batch.core.job.JobExecution;

/**
 * One run of the symbol job.
 *
 * @param lookback the sessions of the last 400 calendar days, the last one being the target date;
 *     prices are kept complete on it, and every window and metric fits into it
 * @param scope which symbols it is about
 * @param instanceId the job instance, the same for all restarts
 * @param executionId this attempt
 */
public record SessionRun(Sessions lookback, RunScope scope, long instanceId, long executionId) {

  public static final int LOOKBACK_DAYS = 400;

  /** Sessions before the target date whose prices may still be corrected. */
  private static final int PROVISIONAL_SESSIONS = 5;

  /** The run that an execution is for. */
  public static SessionRun of(JobExecution execution, TradingCalendar calendar) {
    LocalDate date = execution.getJobParameters().getLocalDate(RunRequest.TARGET_DATE);
    if (date == null) {
      throw new IllegalStateException("the job needs the parameter " + RunRequest.TARGET_DATE);
    }
    return new SessionRun(
        lookback(date, calendar),
        RunScope.of(execution.getJobParameters().getString(RunRequest.SCOPE, RunScope.EVERYTHING)),
        execution.getJobInstanceId(),
        execution.getId());
  }

  /**
   * The run of a date that has not begun.
   *
   * @param instanceId of the one that it would go on with; 0 for none
   */
  public static SessionRun planned(
      LocalDate date, RunScope scope, long instanceId, TradingCalendar calendar) {
    return new SessionRun(lookback(date, calendar), scope, instanceId, 0);
  }

  private static Sessions lookback(LocalDate date, TradingCalendar calendar) {
    return Sessions.of(
        calendar.sessions(calendar.withinRange(date.minusDays(LOOKBACK_DAYS)), date));
  }

  /** The target date: nothing dated after it may be read. */
  public LocalDate date() {
    return lookback.last();
  }

  /** The oldest session whose price is still provisional. */
  public LocalDate firstProvisional() {
    return lookback.at(Math.max(0, lookback.size() - 1 - PROVISIONAL_SESSIONS));
  }
}
