package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.database.Database;
import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import java.time.LocalDate;
import java.util.Optional;

/** Gives a new portfolio a value at once. */
@FunctionalInterface
public interface FirstSnapshot {

  /** The session of the snapshot that was made; empty when no session can be used yet. */
  Optional<LocalDate> make(Database database, Portfolio portfolio);
}
