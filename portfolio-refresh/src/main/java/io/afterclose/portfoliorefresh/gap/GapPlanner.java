package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.GapStore.Existing;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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

  private final TradingCalendar calendar;
  private final GapStore store;
  private final OutdatedSnapshots outdated;
  private final ExpectedCash cash;
  private final PriceCoverage coverage;
  private final TransactionTemplate oneState;

  /**
   * @param oneState a transaction that sees one state of the database
   */
  public GapPlanner(
      TradingCalendar calendar,
      GapStore store,
      CoverageStore prices,
      ChangeStore changes,
      CashOnSessions cash,
      TransactionTemplate oneState) {
    this.calendar = calendar;
    this.store = store;
    this.outdated = new OutdatedSnapshots(calendar, changes);
    this.cash = new ExpectedCash(calendar, store, cash);
    this.coverage = new PriceCoverage(calendar, prices);
    this.oneState = oneState;
  }

  /** The plan for a request. */
  public GapPlan plan(GapRequest request) {
    return Objects.requireNonNull(oneState.execute(status -> planned(request)), "plan");
  }

  private GapPlan planned(GapRequest request) {
    List<Draft> drafts = drafts(request);
    cash.addTo(drafts, request.target());
    SortedSet<LocalDate> dates = new TreeSet<>();
    drafts.forEach(draft -> dates.addAll(draft.due().dates()));
    List<DateCoverage> covered = coverage.of(dates, request.target());
    Set<LocalDate> usable =
        covered.stream()
            .filter(DateCoverage::usable)
            .map(DateCoverage::date)
            .collect(Collectors.toUnmodifiableSet());
    return new GapPlan(
        drafts.stream()
            .map(draft -> draft.due(usable::contains))
            .filter(work -> !work.due().isEmpty())
            .toList(),
        covered.stream().filter(Predicate.not(DateCoverage::usable)).toList());
  }

  private List<Draft> drafts(GapRequest request) {
    List<Existing> portfolios = store.existing(request.range(), request.target());
    Map<Long, List<Life>> lives = store.lives(request.range());
    Map<Long, LocalDate> firstCash =
        request.sinceInception() ? store.firstCash(request.range()) : Map.of();
    Recalculation recalculated = recalculated(request);
    List<Expectation> expectations = new ArrayList<>();
    for (Existing portfolio : portfolios) {
      List<Life> held = lives.getOrDefault(portfolio.id(), List.of());
      Optional<LocalDate> since =
          request.sinceInception()
              ? inception(portfolio, held, Optional.ofNullable(firstCash.get(portfolio.id())))
              : first(portfolio);
      expectations.add(new Expectation(portfolio, held, since.map(calendar::withinRange)));
    }
    Sessions axis = axis(request.target(), expectations);
    return expectations.stream()
        .map(expected -> draft(expected, recalculated.of(expected.portfolio()), axis, request))
        .toList();
  }

  /**
   * @param since first day expected; empty expects the target only
   */
  private record Expectation(Existing portfolio, List<Life> held, Optional<LocalDate> since) {}

  private Draft draft(
      Expectation expected,
      Map<LocalDate, SnapshotReason> changed,
      Sessions axis,
      GapRequest request) {
    PortfolioGaps gaps =
        PortfolioGaps.between(
            expected.since(),
            expected.portfolio().without(changed.keySet()),
            axis,
            request.target());
    return new Draft(
        expected.portfolio().portfolio(),
        gaps,
        changed,
        new ExpectedSessions(calendar, axis).with(gaps.none() ? List.of() : expected.held()));
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

  /** From the session before the first one expected, since that one's close counts too. */
  private Sessions axis(LocalDate target, Collection<Expectation> expectations) {
    LocalDate from =
        expectations.stream()
            .flatMap(expected -> expected.since().stream())
            .min(Comparator.naturalOrder())
            .filter(target::isAfter)
            .orElse(target);
    return Sessions.of(calendar.sessions(EarlierSessions.back(calendar, 1, from), target));
  }

  private static Optional<LocalDate> first(Existing portfolio) {
    return portfolio.dates().stream().min(Comparator.naturalOrder());
  }

  /** The earliest entry, or where nothing was ever held the first cash row. */
  private static Optional<LocalDate> inception(
      Existing portfolio, List<Life> held, Optional<LocalDate> firstCash) {
    Optional<LocalDate> entry = held.stream().map(Life::entry).min(Comparator.naturalOrder());
    return Stream.of(first(portfolio), entry.isPresent() ? entry : firstCash)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** The newest usable session of the last ten with a market price; empty when none is. */
  public Optional<LocalDate> newestUsable() {
    return coverage.newestUsable();
  }
}
