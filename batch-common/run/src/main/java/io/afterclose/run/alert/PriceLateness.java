package io.afterclose.run.alert;

import io.afterclose.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How far the stored prices of the market are behind a session.
 *
 * @param newest the newest session that has the market's price; empty where there is none
 * @param due the session that should have one
 * @param missing the sessions up to the due one that have none, in their order; empty where there
 *     is no price at all
 */
public record PriceLateness(Optional<LocalDate> newest, LocalDate due, List<LocalDate> missing) {

  public PriceLateness {
    missing = List.copyOf(missing);
  }

  /** Compares the newest price with the session that is due. */
  public static PriceLateness of(
      Optional<LocalDate> newest, LocalDate due, TradingCalendar calendar) {
    return new PriceLateness(
        newest,
        due,
        newest
            .filter(day -> day.isBefore(due))
            .map(day -> calendar.sessions(day.plusDays(1), due))
            .orElse(List.of()));
  }

  /** Whether there is something to say. */
  public boolean late() {
    return newest.isEmpty() || !missing.isEmpty();
  }

  /** Critical is more than one session, or no price at all; one alone is a warning. */
  public boolean critical() {
    return missing.size() != 1;
  }

  /** What was found, in one sentence without its end. */
  public String describe() {
    return newest
        .map(
            day ->
                "prices are %d session%s late: the newest one of SPY is of %s, the latest completed session is %s"
                    .formatted(missing.size(), missing.size() == 1 ? "" : "s", day, due))
        .orElse(
            "prices are late: there is none of SPY, and the latest completed session is " + due);
  }

  /** The command that brings what lacks. */
  public String advice() {
    return missing.size() > 1
        ? "'symbol-batch backfill --from %s --to %s' brings them".formatted(missing.get(0), due)
        : "'symbol-batch history' says why; 'symbol-batch run' brings them";
  }
}
