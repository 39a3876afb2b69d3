package io.afterclose.portfoliorefresh.gate;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.PositionStore;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which symbols of a run may be priced in a moment, and which never will. */
final class PendingSymbols {

  static final String GIVEN_UP = "no price on 10 sessions since it was requested";

  private static final int SESSIONS = 10;

  private final TradingCalendar calendar;
  private final OnboardingQueueStore queue;
  private final PositionStore positions;
  private final KeyRange scope;

  PendingSymbols(
      TradingCalendar calendar,
      OnboardingQueueStore queue,
      PositionStore positions,
      KeyRange scope) {
    this.calendar = calendar;
    this.queue = queue;
    this.positions = positions;
    this.scope = scope;
  }

  /**
   * Symbols that portfolios of the run hold on a date and that a worker is at work on. An option
   * that has expired by then is not waited for.
   */
  Set<Symbol> atWork(LocalDate date) {
    List<Symbol> symbols =
        queue.atWork().stream().filter(symbol -> !expired(symbol, date)).toList();
    return symbols.isEmpty() ? Set.of() : new TreeSet<>(positions.heldOf(symbols, scope, date));
  }

  private static boolean expired(Symbol symbol, LocalDate date) {
    return OptionContract.parse(symbol.text()).filter(option -> option.expiredOn(date)).isPresent();
  }

  /** Those of some symbols that portfolios of the run hold on a date. */
  Set<Symbol> held(List<Symbol> symbols, LocalDate date) {
    return new TreeSet<>(positions.heldOf(symbols, scope, date));
  }

  /** Gives up on symbols that have been pending for ten sessions. */
  List<Symbol> giveUp(LocalDate date) {
    LocalDate session = calendar.lastSessions(SESSIONS + 1, date).get(0);
    Instant before = calendar.closeOf(session).toInstant();
    return queue.failPending(before, GIVEN_UP);
  }
}
