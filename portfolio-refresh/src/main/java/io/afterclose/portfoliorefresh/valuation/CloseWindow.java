package io.afterclose.portfoliorefresh.valuation;

import java.time.LocalDate;

/**
 * A span of days, both included, in which each own close of a symbol prices a position.
 *
 * @param <S> how a symbol is named
 */
public record CloseWindow<S>(S symbol, LocalDate from, LocalDate upTo) {

  /** Its part before a day. */
  CloseWindow<S> before(LocalDate day) {
    return upTo.isBefore(day) ? this : new CloseWindow<>(symbol, from, day.minusDays(1));
  }
}
