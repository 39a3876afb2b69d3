package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfoliorefresh.gap.GapStore.Existing;
import io.afterclose.portfoliorefresh.gap.GapStore.Span;
import io.afterclose.portfoliorefresh.portfolio.KeyRange;
import io.afterclose.portfoliorefresh.portfolio.PortfolioDates;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds each portfolio's own gaps from the snapshots that are there, never from what a run claimed
 * to have done.
 */
public final class GapPlanner {

  private static final int LOOK_BACK = 10;

  private final TradingCalendar calendar;
  private final GapStore store;
  private final CashOnHand cash;

  public GapPlanner(TradingCalendar calendar, GapStore store, CashOnHand cash) {
    this.calendar = calendar;
    this.store = store;
    this.cash = cash;
  }

  /** The plan for a target date, for the portfolios of a range. */
  public GapPlan plan(LocalDate target, KeyRange range) {
    List<Existing> portfolios = store.existing(range, target);
    Map<Long, List<Span>> spans = store.spans(range);
    Set<Long> withCash = store.withCash(range);
    Sessions axis = axis(portfolios, target);
    List<Missing> missing = new ArrayList<>();
    for (Existing portfolio : portfolios) {
      PortfolioGaps gaps = PortfolioGaps.between(first(portfolio), portfolio.dates(), axis, target);
      long key = portfolio.portfolio().id();
      if (!gaps.none()
          && active(portfolio, gaps, spans.getOrDefault(key, List.of()), withCash, target)) {
        missing.add(new Missing(portfolio, gaps));
      }
    }
    return usableOf(missing);
  }

  private record Missing(Existing portfolio, PortfolioGaps gaps) {}

  private Sessions axis(List<Existing> portfolios, LocalDate target) {
    LocalDate from =
        portfolios.stream()
            .flatMap(portfolio -> first(portfolio).stream())
            .min(Comparator.naturalOrder())
            .filter(target::isAfter)
            .orElse(target);
    return Sessions.of(calendar.sessions(from, target));
  }

  private static Optional<LocalDate> first(Existing portfolio) {
    return portfolio.dates().stream().min(Comparator.naturalOrder());
  }

  /** A position open on a missing date, or cash. */
  private boolean active(
      Existing portfolio,
      PortfolioGaps gaps,
      List<Span> spans,
      Set<Long> withCash,
      LocalDate target) {
    boolean holds =
        gaps.dates().stream().anyMatch(date -> spans.stream().anyMatch(span -> span.covers(date)));
    return holds
        || (withCash.contains(portfolio.portfolio().id())
            && cash.any(portfolio.portfolio(), target));
  }

  private GapPlan usableOf(List<Missing> missing) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    missing.forEach(one -> dates.addAll(one.gaps().dates()));
    List<DateCoverage> coverage = store.coverage(dates);
    Set<LocalDate> usableDates =
        coverage.stream()
            .filter(DateCoverage::usable)
            .map(DateCoverage::date)
            .collect(Collectors.toUnmodifiableSet());
    List<PortfolioDates> work = new ArrayList<>();
    for (Missing one : missing) {
      PortfolioGaps usable = one.gaps().usable(usableDates::contains).atMost(PortfolioGaps.LIMIT);
      if (!usable.none()) {
        work.add(new PortfolioDates(one.portfolio().portfolio(), usable.dates()));
      }
    }
    return new GapPlan(
        work, coverage.stream().filter(Predicate.not(DateCoverage::usable)).toList());
  }

  /** The newest usable session of the last ten with a market price; empty when none is. */
  public Optional<LocalDate> newestUsable() {
    Optional<LocalDate> newest = store.newestMarketPrice();
    return newest.stream()
        .flatMap(date -> store.coverage(calendar.lastSessions(LOOK_BACK, date)).stream())
        .filter(DateCoverage::usable)
        .map(DateCoverage::date)
        .max(Comparator.naturalOrder());
  }
}
