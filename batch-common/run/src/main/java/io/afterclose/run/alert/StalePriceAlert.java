package io.afterclose.run.alert;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.run.name.JobName;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Tells when the stored prices are behind the market, by facts of the moment: the session that is
 * complete by the clock, and the newest price there is. A run for an older date says nothing, since
 * it is not expected to bring prices up to date.
 */
public final class StalePriceAlert {

  private static final Logger LOG = LoggerFactory.getLogger(StalePriceAlert.class);

  private final TradingCalendar calendar;
  private final Clock clock;
  private final Alerts alerts;

  public StalePriceAlert(TradingCalendar calendar, Clock clock, Alerts alerts) {
    this.calendar = calendar;
    this.clock = clock;
    this.alerts = alerts;
  }

  /**
   * Raises an alert where prices are late: a warning for one session, critical for more or for no
   * price at all. A database that does not answer is logged, and leaves the run as it ended.
   *
   * @param target the last date that was run
   * @param newestPrice the newest session on or before a day that has the market's price
   */
  public void check(
      JobName job, LocalDate target, Function<LocalDate, Optional<LocalDate>> newestPrice) {
    LocalDate latest = calendar.latestCompletedSession(clock.instant());
    if (target.isBefore(latest)) {
      return;
    }
    try {
      newestPrice
          .apply(latest)
          .ifPresentOrElse(newest -> compare(job, newest, latest), () -> none(job, latest));
    } catch (DataAccessException away) {
      LOG.warn("{}: whether prices are late could not be looked up", job.text(), away);
    }
  }

  private void compare(JobName job, LocalDate newest, LocalDate latest) {
    int late = calendar.sessions(newest.plusDays(1), latest).size();
    if (late > 0) {
      raise(
          job,
          late == 1 ? Severity.WARNING : Severity.CRITICAL,
          "prices are %d session%s late: the newest one of SPY is of %s, the latest completed session is %s"
              .formatted(late, late == 1 ? "" : "s", newest, latest));
    }
  }

  private void none(JobName job, LocalDate latest) {
    raise(
        job,
        Severity.CRITICAL,
        "prices are late: there is none of SPY, and the latest completed session is " + latest);
  }

  private void raise(JobName job, Severity severity, String found) {
    alerts.raise(
        new Alert(
            AlertCode.PRICES_LATE,
            severity,
            job.text(),
            found + "; see 'symbol-batch history', then run symbol-batch"));
  }
}
