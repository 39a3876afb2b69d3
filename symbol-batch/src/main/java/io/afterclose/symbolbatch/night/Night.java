package io.afterclose.symbolbatch.night;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.price.Sessions;
import io.afterclose.run.RunParameters;
import java.time.LocalDate;
import org.springframework.batch.core.job.JobExecution;

/**
 * One night of the symbol job.
 *
 * @param lookback the sessions of the last 400 calendar days, the last one being the target date;
 *     prices are kept complete on it, and every window and metric fits into it
 * @param scope which symbols it is about
 * @param instanceId the job instance, the same for all restarts
 * @param executionId this attempt
 */
public record Night(Sessions lookback, NightScope scope, long instanceId, long executionId) {

  public static final int LOOKBACK_DAYS = 400;

  /** Sessions before the target date whose prices may still be corrected. */
  private static final int PROVISIONAL_SESSIONS = 5;

  /** The night that an execution is for. */
  public static Night of(JobExecution execution, TradingCalendar calendar) {
    LocalDate date = execution.getJobParameters().getLocalDate(RunParameters.TARGET_DATE);
    if (date == null) {
      throw new IllegalStateException("the job needs the parameter " + RunParameters.TARGET_DATE);
    }
    return new Night(
        Sessions.of(calendar.sessions(date.minusDays(LOOKBACK_DAYS), date)),
        NightScope.of(
            execution.getJobParameters().getString(RunParameters.SCOPE, RunParameters.EVERYTHING)),
        execution.getJobInstanceId(),
        execution.getId());
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
