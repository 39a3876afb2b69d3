package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.market.universe.UniverseReason;
import io.afterclose.market.universe.UniverseSymbol;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.session.SessionRun;
import io.afterclose.symbolbatch.session.SessionUniverse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which profiles a run requests. A provider tells what holds today, so an answer counts from the
 * latest completed session on, whatever session the run is for.
 */
final class MissingProfiles {

  /** Days after which a provider that did not know a symbol's profile is called again. */
  private static final int DAYS_UNTIL_REPEATED = 30;

  private final SymbolProfileStore store;
  private final SessionUniverse universe;
  private final int max;
  private final TradingCalendar calendar;
  private final Clock clock;

  /**
   * @param max symbols requested in one run
   */
  MissingProfiles(
      SymbolProfileStore store,
      SessionUniverse universe,
      int max,
      TradingCalendar calendar,
      Clock clock) {
    this.store = store;
    this.universe = universe;
    this.max = max;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The shares and funds that are to be requested; the factor ETFs have no sector. */
  List<Symbol> of(SessionRun run) {
    return store.lacking(
        universe.included(run).stream()
            .filter(symbol -> symbol.kind() == AssetKind.LISTED)
            .filter(symbol -> symbol.reason() != UniverseReason.FACTOR_ETF)
            .map(UniverseSymbol::symbol)
            .toList(),
        latest().minusDays(DAYS_UNTIL_REPEATED),
        max);
  }

  private LocalDate latest() {
    return calendar.latestCompletedSession(clock.instant());
  }

  /**
   * Stores what a provider answered.
   *
   * @param requested those that it answered, known or not
   */
  void store(Map<Symbol, SymbolProfile> known, Collection<Symbol> requested, String provider) {
    store.complete(known, provider, latest());
    store.requested(requested, latest());
  }
}
