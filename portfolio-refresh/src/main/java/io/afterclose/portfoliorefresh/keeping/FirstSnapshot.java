package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;
import java.util.Optional;

/** Gives a new portfolio a value at once. */
@FunctionalInterface
public interface FirstSnapshot {

  /** The session of the snapshot that was made; empty when no session can be used yet. */
  Optional<LocalDate> make(Database database, Portfolio portfolio);
}
