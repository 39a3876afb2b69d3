package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.RecordedRows;
import io.afterclose.portfoliorefresh.gap.CashOnSessions;
import io.afterclose.portfoliorefresh.valuation.CashLedger;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.portfoliorefresh.valuation.MarketDataLoader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the ledgers of some portfolios at a time, each once for all its sessions. */
final class CashSessions implements CashOnSessions {

  private static final int PORTFOLIOS_AT_ONCE = 100;

  private final PortfolioStore portfolios;
  private final MarketDataLoader market;

  CashSessions(PortfolioStore portfolios, MarketDataLoader market) {
    this.portfolios = portfolios;
    this.market = market;
  }

  @Override
  public Map<Portfolio, Set<LocalDate>> notZero(Map<Portfolio, SortedSet<LocalDate>> sessions) {
    Map<Portfolio, Set<LocalDate>> notZero = new HashMap<>();
    List<Portfolio> all = List.copyOf(sessions.keySet());
    for (int from = 0; from < all.size(); from += PORTFOLIOS_AT_ONCE) {
      add(all.subList(from, Math.min(all.size(), from + PORTFOLIOS_AT_ONCE)), sessions, notZero);
    }
    return notZero;
  }

  private void add(
      List<Portfolio> some,
      Map<Portfolio, SortedSet<LocalDate>> sessions,
      Map<Portfolio, Set<LocalDate>> notZero) {
    List<PortfolioHistory> histories = new ArrayList<>();
    Map<Long, RecordedRows> recorded = portfolios.recorded(some);
    for (Portfolio portfolio : some) {
      try {
        histories.add(Objects.requireNonNull(recorded.get(portfolio.id())).of(portfolio));
      } catch (InvalidPortfolioException invalid) {
        // The run fails on it and records why.
        notZero.put(portfolio, of(portfolio, sessions));
      }
    }
    if (!histories.isEmpty()) {
      MarketData loaded = market.load(histories, dates(histories, sessions));
      histories.forEach(
          history ->
              notZero.put(
                  history.portfolio(),
                  notZero(history, loaded, of(history.portfolio(), sessions))));
    }
  }

  private static Set<LocalDate> notZero(
      PortfolioHistory history, MarketData market, Collection<LocalDate> sessions) {
    return sessions.stream()
        .filter(date -> CashLedger.upTo(date, history, market).state().isThere())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<LocalDate> dates(
      List<PortfolioHistory> histories, Map<Portfolio, SortedSet<LocalDate>> sessions) {
    Set<LocalDate> dates = new TreeSet<>();
    histories.forEach(history -> dates.addAll(of(history.portfolio(), sessions)));
    return dates;
  }

  private static SortedSet<LocalDate> of(
      Portfolio portfolio, Map<Portfolio, SortedSet<LocalDate>> sessions) {
    return Objects.requireNonNull(sessions.get(portfolio), "sessions of a portfolio");
  }
}
