package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureDueStore;
import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.analytics.AnalyticsSettings;
import io.afterclose.portfoliorefresh.gap.DateCoverage;
import io.afterclose.portfoliorefresh.gap.DueDate;
import io.afterclose.portfoliorefresh.gap.GapPlan;
import io.afterclose.portfoliorefresh.gap.GapPlanner;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.report.completeness.SymbolState;
import io.afterclose.report.completeness.SymbolStateStore;
import io.afterclose.report.completeness.SymbolStateStore.SnapshotCount;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds how far portfolios are, from what is stored and never from what a run claimed. */
final class OnboardingStates {

  private static final int MOST_FIGURES = 100_000;

  private final ProcessContext process;
  private final Database opened;
  private final OnboardingStateStore store;
  private final SymbolStateStore stored;
  private final GapPlanner planner;

  OnboardingStates(ProcessContext process, Database opened) {
    this.process = process;
    this.opened = opened;
    this.store = new OnboardingStateStore(opened.dataSource());
    this.stored = new SymbolStateStore(opened.dataSource());
    this.planner =
        new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock()).planner();
  }

  /** The newest session whose night of the symbol job is complete: a run for it is let through. */
  Optional<LocalDate> night() {
    JobHistoryStore history = new JobHistoryStore(opened.dataSource());
    List<LocalDate> newestFirst =
        new ArrayList<>(history.completedDates(JobName.SYMBOL_BATCH, RunScope.EVERYTHING));
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .filter(
            date ->
                history
                    .latest(JobName.SYMBOL_BATCH, date, RunScope.EVERYTHING)
                    .filter(night -> night.execution().completed())
                    .isPresent())
        .findFirst();
  }

  /** The session that numbers are expected of: of that night, else the newest with prices. */
  LocalDate session() {
    return night()
        .or(planner::newestUsable)
        .orElseGet(() -> process.targetDate().latestCompleted());
  }

  /** Its symbols alone, by symbol. */
  List<SymbolState> symbols(Portfolio portfolio) {
    return stored.symbols(KeyRange.only(portfolio.id()), session());
  }

  /**
   * How far a portfolio is.
   *
   * @param sinceInception whether its history is expected
   */
  OnboardingState of(Portfolio portfolio, boolean sinceInception) {
    KeyRange range = KeyRange.only(portfolio.id());
    LocalDate session = session();
    GapPlan plan = plan(session, range, sinceInception);
    return new OnboardingState(
        portfolio,
        session,
        stored.symbols(range, session),
        stored
            .snapshots(List.of(portfolio.id()), session)
            .getOrDefault(portfolio.id(), SnapshotCount.NONE),
        due(plan).getOrDefault(portfolio.id(), List.of()),
        figuresDue(range, session).getOrDefault(portfolio.id(), List.of()),
        plan.skipped().stream().map(DateCoverage::date).toList());
  }

  /**
   * How far each portfolio is, by name; sessions with too few prices are nobody's lack here, and of
   * symbols those alone are there that lack something, of snapshots those of portfolios that do.
   */
  List<OnboardingState> all() {
    LocalDate session = session();
    Map<Long, List<DueDate>> due = due(plan(session, KeyRange.ALL, true));
    Map<Long, List<LocalDate>> figures = figuresDue(KeyRange.ALL, session);
    Map<Long, List<SymbolState>> symbols =
        stored.lacking(KeyRange.ALL, session).stream()
            .collect(Collectors.groupingBy(symbol -> symbol.portfolio().id()));
    Set<Long> lacking = new HashSet<>(due.keySet());
    lacking.addAll(figures.keySet());
    lacking.addAll(symbols.keySet());
    Map<Long, SnapshotCount> made =
        lacking.isEmpty() ? Map.of() : stored.snapshots(lacking, session);
    return store.portfolios(KeyRange.ALL).stream()
        .map(
            portfolio ->
                new OnboardingState(
                    portfolio,
                    session,
                    symbols.getOrDefault(portfolio.id(), List.of()),
                    made.getOrDefault(portfolio.id(), SnapshotCount.NONE),
                    due.getOrDefault(portfolio.id(), List.of()),
                    figures.getOrDefault(portfolio.id(), List.of()),
                    List.of()))
        .toList();
  }

  /** None where runs calculate none. */
  private Map<Long, List<LocalDate>> figuresDue(KeyRange range, LocalDate session) {
    return AnalyticsSettings.of(process.environment()).calculated()
        ? new FigureDueStore(opened.dataSource())
            .due(range, session, MOST_FIGURES).stream()
                .collect(
                    Collectors.groupingBy(
                        due -> due.portfolio().id(),
                        Collectors.mapping(FigureDueStore.Due::date, Collectors.toList())))
        : Map.of();
  }

  private GapPlan plan(LocalDate session, KeyRange range, boolean sinceInception) {
    return planner.plan(new GapRequest(session, range, sinceInception, Optional.empty()));
  }

  private static Map<Long, List<DueDate>> due(GapPlan plan) {
    return plan.work().stream()
        .collect(Collectors.toMap(work -> work.portfolio().id(), PortfolioDates::due));
  }
}
