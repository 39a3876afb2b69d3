package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;

/**
 * A price and the session it is of.
 *
 * @param date the session
 * @param price USD per unit as traded, 0 or more
 */
record Quote(LocalDate date, BigDecimal price) {
  /** The close of a session, else the latest one that is not too old to stand in for it. */
  static Optional<Quote> latest(MarketData market, Symbol symbol, LocalDate session) {
    int day = indexOf(market.sessions(), session);
    for (int i = day; i >= day - Position.STALE_SESSIONS; i--) {
      LocalDate candidate = sessionAt(market.sessions(), i, session);
      Optional<BigDecimal> close = market.closeOn(symbol, candidate);
      if (close.isPresent()) {
        return Optional.of(new Quote(candidate, close.get()));
      }
    }
    return Optional.empty();
  }

  /** The newest session on or before a day. */
  static LocalDate sessionUpTo(Sessions sessions, LocalDate day) {
    int found = Collections.binarySearch(sessions.dates(), day);
    return sessionAt(sessions, found >= 0 ? found : -found - 2, day);
  }

  private static int indexOf(Sessions sessions, LocalDate session) {
    int index = sessions.indexOf(session);
    if (index < 0) {
      throw new IllegalArgumentException(
          "A session of the axis (" + sessions + ") was expected, found " + session);
    }
    return index;
  }

  private static LocalDate sessionAt(Sessions sessions, int index, LocalDate asked) {
    if (index < 0) {
      throw new IllegalStateException(
          "An axis that reaches "
              + Position.STALE_SESSIONS
              + " sessions back from "
              + asked
              + " was expected, found "
              + sessions
              + "; load more sessions");
    }
    return sessions.at(index);
  }
}
