package io.afterclose.portfoliorefresh.gap;

import io.afterclose.calendar.TradingCalendar;
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

  /** Before the first day of any lot. */
  private static final LocalDate EVER = LocalDate.of(1, 1, 1);

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
    Map<Long, Optional<LocalDate>> since =
        request.sinceInception() ? inceptions(request, portfolios) : openSince(portfolios);
    Sessions axis = axis(request.target(), since.values());
    Map<Long, PortfolioGaps> gaps = new HashMap<>();
    for (Existing portfolio : portfolios) {
      gaps.put(
          portfolio.id(),
          PortfolioGaps.between(
              of(since, portfolio),
              portfolio.without(recalculated.of(portfolio).keySet()),
              axis,
              request.target()));
    }
    // What is held before the axis decides nothing on it.
    Map<Long, List<Life>> held =
        gaps.values().stream().allMatch(PortfolioGaps::none)
            ? Map.of()
            : lives.of(request.range(), request.target(), axis.first().minusDays(1));
    return portfolios.stream()
        .map(
            portfolio ->
                new Draft(
                    portfolio.portfolio(),
                    of(gaps, portfolio),
                    recalculated.of(portfolio),
                    new ExpectedSessions(calendar, axis)
                        .with(held.getOrDefault(portfolio.id(), List.of()))))
        .toList();
  }

  private static <T> T of(Map<Long, T> byPortfolio, Existing portfolio) {
    return Objects.requireNonNull(byPortfolio.get(portfolio.id()), "portfolio");
  }

  /** The first day of each portfolio that may lack a snapshot; empty expects the target only. */
  private Map<Long, Optional<LocalDate>> openSince(List<Existing> portfolios) {
    Map<Long, Optional<LocalDate>> since = new HashMap<>();
    portfolios.forEach(
        portfolio -> since.put(portfolio.id(), portfolio.open().map(calendar::withinRange)));
    return since;
  }

  private Map<Long, Optional<LocalDate>> inceptions(GapRequest request, List<Existing> portfolios) {
    Map<Long, List<Life>> held = lives.of(request.range(), request.target(), EVER);
    Map<Long, LocalDate> firstCash = store.firstCash(request.range());
    Map<Long, Optional<LocalDate>> since = new HashMap<>();
    for (Existing portfolio : portfolios) {
      long id = portfolio.id();
      since.put(
          id,
          inception(
                  portfolio,
                  held.getOrDefault(id, List.of()),
                  Optional.ofNullable(firstCash.get(id)))
              .map(calendar::withinRange));
    }
    return since;
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
  private Sessions axis(LocalDate target, Collection<Optional<LocalDate>> since) {
    LocalDate from =
        since.stream()
            .flatMap(Optional::stream)
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
