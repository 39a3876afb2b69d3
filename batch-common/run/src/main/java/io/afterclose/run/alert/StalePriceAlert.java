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
      PriceLateness lateness = PriceLateness.of(newestPrice.apply(latest), latest, calendar);
      if (lateness.late()) {
        raise(job, lateness);
      }
    } catch (DataAccessException away) {
      LOG.warn("{}: whether prices are late could not be looked up", job.text(), away);
    }
  }

  private void raise(JobName job, PriceLateness lateness) {
    alerts.raise(
        new Alert(
            AlertCode.PRICES_LATE,
            lateness.critical() ? Severity.CRITICAL : Severity.WARNING,
            job.text(),
            lateness.describe() + "; " + lateness.advice()));
  }
}
