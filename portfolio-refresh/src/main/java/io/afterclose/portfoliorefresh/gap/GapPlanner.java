package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.GapStore.Existing;
import io.afterclose.portfoliorefresh.gap.OutdatedSnapshots.Late;
import io.afterclose.quant.price.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
  private final MarkStore marks;
  private final Lives lives;
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
      MarkStore marks,
      CashOnSessions cash,
      TransactionTemplate oneState) {
    this.calendar = calendar;
    this.store = store;
    this.outdated = new OutdatedSnapshots(calendar, changes, marks);
    this.marks = marks;
    this.lives = new Lives(store, changes);
    this.cash = new ExpectedCash(calendar, store, cash);
    this.coverage = new PriceCoverage(calendar, prices);
    this.oneState = oneState;
  }

  /** The plan for a request. */
  public GapPlan plan(GapRequest request) {
    return Objects.requireNonNull(oneState.execute(status -> planned(request)), "plan");
  }

  /** The same for a run: what it found current is not looked at again by the next plans. */
  public GapPlan planAndMark(GapRequest request) {
    Checked checked =
        Objects.requireNonNull(
            oneState.execute(status -> new Checked(planned(request), marks.state())), "plan");
    marks.cover(checked.plan().current(), checked.state(), request.target());
    return checked.plan();
  }

  private record Checked(GapPlan plan, String state) {}

  private GapPlan planned(GapRequest request) {
    Late late = outdated.find(request.range(), request.target());
    List<Existing> portfolios =
        store.existing(
            request.range(),
            request.target(),
            !request.sinceInception() && request.restatement().isEmpty(),
            late.since());
    List<Draft> drafts = drafts(request, portfolios, recalculated(request, late));
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
        covered.stream().filter(Predicate.not(DateCoverage::usable)).toList(),
        current(portfolios, drafts, late, request.target()));
  }

  private static List<GapPlan.Current> current(
      List<Existing> portfolios, List<Draft> drafts, Late late, LocalDate target) {
    Map<Long, LocalDate> firsts = new HashMap<>();
    portfolios.forEach(
        portfolio -> portfolio.first().ifPresent(first -> firsts.put(portfolio.id(), first)));
    List<GapPlan.Current> current = new ArrayList<>();
    for (Draft draft : drafts) {
      long id = draft.portfolio().id();
      LocalDate first = firsts.get(id);
      if (first != null && !late.outdated().containsKey(id)) {
        current.add(new GapPlan.Current(id, first, draft.completeTo(target)));
      }
    }
    return current;
  }

  private List<Draft> drafts(
      GapRequest request, List<Existing> portfolios, Recalculation recalculated) {
    Map<Long, List<Life>> held = lives.of(request.range(), request.target());
    Map<Long, LocalDate> firstCash =
        request.sinceInception() ? store.firstCash(request.range()) : Map.of();
    List<Expectation> expectations = new ArrayList<>();
    for (Existing portfolio : portfolios) {
      List<Life> lots = held.getOrDefault(portfolio.id(), List.of());
      Optional<LocalDate> since =
          request.sinceInception()
              ? inception(portfolio, lots, Optional.ofNullable(firstCash.get(portfolio.id())))
              : portfolio.open();
      expectations.add(new Expectation(portfolio, lots, since.map(calendar::withinRange)));
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

  private Recalculation recalculated(GapRequest request, Late late) {
    return new Recalculation(
        request,
        late.outdated(),
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

  /** The earliest entry, or where nothing was ever held the first cash row. */
  private static Optional<LocalDate> inception(
      Existing portfolio, List<Life> held, Optional<LocalDate> firstCash) {
    Optional<LocalDate> entry = held.stream().map(Life::entry).min(Comparator.naturalOrder());
    return Stream.of(portfolio.first(), entry.isPresent() ? entry : firstCash)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** The newest usable session of the last ten with a market price; empty when none is. */
  public Optional<LocalDate> newestUsable() {
    return coverage.newestUsable();
  }
}
