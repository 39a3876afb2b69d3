package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.snapshot.ChangedInput;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A change of what the owner of a portfolio states.
 *
 * @param from first day it concerns
 * @param until first day that it no longer affects, by what is recorded now; null for none
 * @param transaction which made it
 */
record UserChange(
    long portfolioId,
    ChangedInput input,
    LocalDate from,
    @Nullable LocalDate until,
    long transaction) {

  /** Whether a snapshot that was read so lacks it. */
  boolean outdates(LocalDate session, DbSnapshot reading) {
    return !session.isBefore(from)
        && (until == null || session.isBefore(until))
        && !reading.saw(transaction);
  }
}
