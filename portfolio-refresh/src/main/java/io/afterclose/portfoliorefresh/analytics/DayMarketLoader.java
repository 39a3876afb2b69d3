package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.factor.ExposureStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.profile.SymbolProfileStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.portfolio.scenario.StressScenarios;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.stress.Scenario;
import io.afterclose.quant.stress.StressFactor;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the market of a session, with what is dated on it or before and nothing else: a night and a
 * later backfill read the same.
 */
final class DayMarketLoader {

  private static final int VOLUMES = 21;

  private final TradingCalendar calendar;
  private final ReturnsLoader returns;
  private final ReturnsLoader benchmarks;
  private final ExposureStore exposures;
  private final SymbolProfileStore profiles;
  private final PriceStore prices;
  private final SharedSlopes slopes = new SharedSlopes();
  private final Map<StressScenarios.Replay, Optional<Scenario>> replayed =
      new ConcurrentHashMap<>();

  /**
   * @param returns of the symbols held
   * @param benchmarks another one, for the long axis of records, so that neither panel is given up
   *     for the other
   */
  DayMarketLoader(
      TradingCalendar calendar,
      ReturnsLoader returns,
      ReturnsLoader benchmarks,
      ExposureStore exposures,
      SymbolProfileStore profiles,
      PriceStore prices) {
    this.calendar = calendar;
    this.returns = returns;
    this.benchmarks = benchmarks;
    this.exposures = exposures;
    this.profiles = profiles;
    this.prices = prices;
  }

  DayMarket load(LocalDate date, Collection<Symbol> held) {
    Set<Symbol> symbols = new TreeSet<>(held);
    symbols.addAll(FactorEtfs.ALL);
    List<LocalDate> sessions = calendar.lastSessions(DayMarket.SESSIONS, date);
    ReturnMatrix matrix = returns.load(Sessions.of(sessions), symbols);
    return new DayMarket(
        date,
        matrix,
        exposures.of(date, held),
        profiles.on(date, held),
        prices.volumes(sessions.get(sessions.size() - VOLUMES), date, held),
        slopes);
  }

  /** The total returns of the benchmark from a session to another. */
  ReturnSeries benchmark(Symbol benchmark, LocalDate from, LocalDate to) {
    Sessions axis = Sessions.of(calendar.sessions(from, to));
    return benchmarks.load(axis, List.of(benchmark)).series(benchmark).orElseThrow();
  }

  /**
   * What the factor funds did in the replays that ended up to a day, as far as it is stored. It is
   * read once: it lies years back.
   */
  List<Scenario> replays(List<StressScenarios.Replay> replays, LocalDate day) {
    List<Scenario> known = new ArrayList<>();
    for (StressScenarios.Replay replay : replays) {
      if (!replay.to().isAfter(day)) {
        replayed.computeIfAbsent(replay, this::replay).ifPresent(known::add);
      }
    }
    return known;
  }

  private Optional<Scenario> replay(StressScenarios.Replay replay) {
    if (replay.from().isBefore(calendar.firstDay())) {
      return Optional.empty();
    }
    ReturnMatrix funds =
        benchmarks.load(
            Sessions.of(calendar.sessions(replay.from(), replay.to())),
            replay.factors().stream().map(StressFactor::fund).toList());
    return Scenario.replay(replay.code(), replay.factors(), funds, replay.from(), replay.to())
        .known();
  }
}
