package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.GapStore.Existing;
import io.afterclose.portfoliorefresh.gap.GapStore.Span;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds each portfolio's own gaps from the snapshots that are there and from the logs of what
 * changed since, never from what a run claimed to have done. A plan is made of one state of the
 * database.
 */
public final class GapPlanner {

  private static final int LOOK_BACK = 10;

  private final TradingCalendar calendar;
  private final GapStore store;
  private final OutdatedSnapshots outdated;
  private final CashCheck cash;
  private final TransactionTemplate oneState;

  /**
   * @param oneState a transaction that sees one state of the database
   */
  public GapPlanner(
      TradingCalendar calendar,
      GapStore store,
      ChangeStore changes,
      CashCheck cash,
      TransactionTemplate oneState) {
    this.calendar = calendar;
    this.store = store;
    this.outdated = new OutdatedSnapshots(calendar, changes);
    this.cash = cash;
    this.oneState = oneState;
  }

  /** The plan for a request. */
  public GapPlan plan(GapRequest request) {
    return Objects.requireNonNull(oneState.execute(status -> planned(request)), "plan");
  }

  private GapPlan planned(GapRequest request) {
    List<Existing> portfolios = store.existing(request.range(), request.target());
    Map<Long, List<Span>> spans = store.spans(request.range());
    Set<Long> withCash = store.withCash(request.range());
    Recalculation recalculated = recalculated(request);
    Sessions axis = axis(request, portfolios, spans);
    List<Missing> missing = new ArrayList<>();
    for (Existing portfolio : portfolios) {
      List<Span> held = spans.getOrDefault(portfolio.id(), List.of());
      Map<LocalDate, SnapshotReason> changed = recalculated.of(portfolio);
      PortfolioGaps gaps =
          PortfolioGaps.between(
              since(request, portfolio, held),
              portfolio.without(changed.keySet()),
              axis,
              request.target());
      PortfolioGaps lacking = gaps.usable(date -> !changed.containsKey(date));
      boolean active =
          holds(held, lacking)
              || (withCash.contains(portfolio.id())
                  && !lacking.none()
                  && cash.any(portfolio.portfolio(), request.target()));
      PortfolioGaps due = active ? gaps : gaps.usable(changed::containsKey);
      if (!due.none()) {
        missing.add(new Missing(portfolio.portfolio(), due, changed));
      }
    }
    return usableOf(missing);
  }

  private Recalculation recalculated(GapRequest request) {
    return new Recalculation(
        request,
        outdated.find(request.range(), request.target()),
        request
            .restatement()
            .map(wish -> store.restated(request.range(), wish.reason(), wish.instance()))
            .orElse(Map.of()));
  }

  /** A position open on a missing date. */
  private static boolean holds(List<Span> held, PortfolioGaps lacking) {
    return lacking.dates().stream()
        .anyMatch(date -> held.stream().anyMatch(span -> span.covers(date)));
  }

  /**
   * @param changed why what exists is to be made again; the rest is missing
   */
  private record Missing(
      Portfolio portfolio, PortfolioGaps gaps, Map<LocalDate, SnapshotReason> changed) {

    PortfolioDates due(PortfolioGaps chosen) {
      return new PortfolioDates(
          portfolio,
          chosen.dates().stream()
              .map(date -> new DueDate(date, changed.getOrDefault(date, SnapshotReason.MISSING)))
              .toList());
    }
  }

  private Sessions axis(
      GapRequest request, List<Existing> portfolios, Map<Long, List<Span>> spans) {
    LocalDate from =
        portfolios.stream()
            .flatMap(
                portfolio ->
                    since(request, portfolio, spans.getOrDefault(portfolio.id(), List.of()))
                        .stream())
            .min(Comparator.naturalOrder())
            .filter(request.target()::isAfter)
            .orElse(request.target());
    return Sessions.of(calendar.sessions(from, request.target()));
  }

  /** The first day expected: a portfolio's first snapshot, or its earliest entry if that counts. */
  private static Optional<LocalDate> since(
      GapRequest request, Existing portfolio, List<Span> held) {
    Stream<LocalDate> entries =
        request.sinceInception() ? held.stream().map(Span::entry) : Stream.empty();
    return Stream.concat(portfolio.dates().stream(), entries).min(Comparator.naturalOrder());
  }

  private GapPlan usableOf(List<Missing> missing) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    missing.forEach(gap -> dates.addAll(gap.gaps().dates()));
    List<DateCoverage> coverage = store.coverage(dates);
    Set<LocalDate> usableDates =
        coverage.stream()
            .filter(DateCoverage::usable)
            .map(DateCoverage::date)
            .collect(Collectors.toUnmodifiableSet());
    List<PortfolioDates> work = new ArrayList<>();
    for (Missing gap : missing) {
      PortfolioGaps usable = gap.gaps().usable(usableDates::contains).atMost(PortfolioGaps.LIMIT);
      if (!usable.none()) {
        work.add(gap.due(usable));
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
