package io.afterclose.portfoliorefresh.gap;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Below which transaction number everything was seen by all snapshots of a day and later ones. Of a
 * log with years of changes it leaves the few that came after a snapshot they concern: what was
 * logged in time, as nearly all is, was seen by every snapshot from its date on.
 *
 * @param byDay the number for each calendar day from the oldest snapshot to the newest
 */
record OldestSnapshots(NavigableMap<LocalDate, Long> byDay) {

  /** From the lowest number among the snapshots of each session. */
  static OldestSnapshots of(Map<LocalDate, Long> bySession) {
    NavigableMap<LocalDate, Long> sessions = new TreeMap<>(bySession);
    NavigableMap<LocalDate, Long> days = new TreeMap<>();
    long oldest = Long.MAX_VALUE;
    if (!sessions.isEmpty()) {
      LocalDate day = sessions.lastKey();
      while (!day.isBefore(sessions.firstKey())) {
        oldest = Math.min(oldest, sessions.getOrDefault(day, Long.MAX_VALUE));
        days.put(day, oldest);
        day = day.minusDays(1);
      }
    }
    return new OldestSnapshots(days);
  }

  /** Whether there is no snapshot at all. */
  boolean none() {
    return byDay.isEmpty();
  }

  /** The day of the oldest snapshot. */
  LocalDate firstDay() {
    return byDay.firstKey();
  }

  /** Below which number everything was seen by every snapshot. */
  long lowest() {
    return byDay.firstEntry().getValue();
  }
}
