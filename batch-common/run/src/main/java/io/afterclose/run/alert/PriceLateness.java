package io.afterclose.run.alert;

import io.afterclose.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far the stored prices of the market are behind a session.
 *
 * @param newest the newest session that has the market's price; empty where there is none
 * @param due the session that should have one
 * @param sessions how many sessions up to the due one have none; 0 where there is no price at all
 */
public record PriceLateness(Optional<LocalDate> newest, LocalDate due, int sessions) {

  /** Compares the newest price with the session that is due. */
  public static PriceLateness of(
      Optional<LocalDate> newest, LocalDate due, TradingCalendar calendar) {
    return new PriceLateness(
        newest,
        due,
        newest
            .map(day -> day.isBefore(due) ? calendar.sessions(day.plusDays(1), due).size() : 0)
            .orElse(0));
  }

  /** Whether there is something to say. */
  public boolean late() {
    return newest.isEmpty() || sessions > 0;
  }

  /** Critical is more than one session, or no price at all; one alone is a warning. */
  public boolean critical() {
    return sessions != 1;
  }

  /** What was found, in one sentence without its end. */
  public String describe() {
    return newest
        .map(
            day ->
                "prices are %d session%s late: the newest one of SPY is of %s, the latest completed session is %s"
                    .formatted(sessions, sessions == 1 ? "" : "s", day, due))
        .orElse(
            "prices are late: there is none of SPY, and the latest completed session is " + due);
  }

  /** The command that brings what lacks. */
  public String advice() {
    return newest
        .filter(day -> sessions > 1)
        .map(
            day ->
                "'symbol-batch backfill --from %s --to %s' brings them"
                    .formatted(day.plusDays(1), due))
        .orElse("'symbol-batch history' says why; 'symbol-batch run' brings them");
  }
}
