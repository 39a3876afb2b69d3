package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureDueStore;
import io.afterclose.portfolio.figure.FigureSet;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.scenario.StressScenarios;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.portfoliorefresh.analytics.BenchmarkFigures.RiskFree;
import io.afterclose.portfoliorefresh.gap.DueDate;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.refresh.PortfolioWork;
import io.afterclose.portfoliorefresh.refresh.WorkResult;
import io.afterclose.portfoliorefresh.snapshot.SnapshotInputs;
import io.afterclose.portfoliorefresh.valuation.HeldPortfolio;
import io.afterclose.portfoliorefresh.valuation.MarketData;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.stress.Scenario;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.history.ItemFailure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calculates the figures of some portfolios: what they read in a few queries for all of them, then
 * session by session, then one bulk write of what has other inputs than its latest revision.
 */
final class AnalyticsWork implements PortfolioWork {

  private static final Logger LOG = LoggerFactory.getLogger(AnalyticsWork.class);

  private final SnapshotInputs inputs;
  private final DailyPerformanceStore performance;
  private final DayMarketLoader markets;
  private final FigureStore figures;
  private final FigureDueStore due;
  private final AnalyticsPlan plan;
  private final TradingCalendar calendar;
  private final StressScenarios scenarios;
  private final Function<LocalDate, RiskFree> riskFree;

  /**
   * @param riskFree the rate as it was known on a day
   */
  AnalyticsWork(
      SnapshotInputs inputs,
      DailyPerformanceStore performance,
      DayMarketLoader markets,
      FigureStore figures,
      FigureDueStore due,
      AnalyticsPlan plan,
      TradingCalendar calendar,
      StressScenarios scenarios,
      Function<LocalDate, RiskFree> riskFree) {
    this.inputs = inputs;
    this.performance = performance;
    this.markets = markets;
    this.figures = figures;
    this.due = due;
    this.plan = plan;
    this.calendar = calendar;
    this.scenarios = scenarios;
    this.riskFree = riskFree;
  }

  /** A portfolio with what its figures read. */
  private record Subject(
      Portfolio portfolio, HeldPortfolio held, NavigableMap<LocalDate, PerformanceDay> days) {

    DayProfit.Close close(LocalDate date) {
      return new DayProfit.Close(held.valueOpen(date), held.ledger(date));
    }

    Map<Long, String> stated() {
      return held.history().positions().stream()
          .collect(Collectors.toMap(Position::id, position -> position.symbol().text()));
    }
  }

  @Override
  public WorkResult make(List<PortfolioDates> work, @Nullable Long jobExecutionId) {
    Map<Portfolio, ItemFailure> failed = new LinkedHashMap<>();
    Map<Long, Subject> subjects = subjects(work, failed);
    List<FigureSet> sets = new ArrayList<>();
    NavigableMap<LocalDate, Map<Long, String>> dates = byDate(work, subjects.keySet());
    if (!dates.isEmpty()) {
      ReturnSeries benchmark = benchmark(subjects.values(), dates.lastKey());
      for (var date : dates.descendingMap().entrySet()) {
        sets.addAll(calculated(date.getKey(), date.getValue(), subjects, benchmark, failed));
      }
    }
    sets.removeIf(set -> failed.keySet().stream().anyMatch(one -> one.id() == set.portfolioId()));
    int written = figures.add(sets, jobExecutionId);
    due.done(
        sets.stream().map(FigureSet::portfolioId).toList(),
        sets.stream().map(FigureSet::date).toList(),
        plan.state());
    return new WorkResult(written, failed);
  }

  private Map<Long, Subject> subjects(
      List<PortfolioDates> work, Map<Portfolio, ItemFailure> failed) {
    LocalDate newest =
        work.stream()
            .flatMap(dates -> dates.dates().stream())
            .max(LocalDate::compareTo)
            .orElseThrow();
    Map<Long, List<PerformanceDay>> records =
        performance.records(
            work.stream().map(dates -> dates.portfolio().id()).distinct().toList(), newest);
    SnapshotInputs.Loaded loaded =
        inputs.load(work.stream().map(dates -> withPrevious(dates, records)).toList());
    failed.putAll(loaded.failed());
    Map<Long, Subject> subjects = new HashMap<>();
    loaded
        .histories()
        .forEach(
            (dates, history) -> {
              Subject subject = subject(history, loaded.market().get(), records);
              subjects.put(dates.portfolio().id(), subject);
            });
    return subjects;
  }

  private static Subject subject(
      PortfolioHistory history, MarketData market, Map<Long, List<PerformanceDay>> records) {
    NavigableMap<LocalDate, PerformanceDay> days = new TreeMap<>();
    records
        .getOrDefault(history.portfolio().id(), List.of())
        .forEach(day -> days.put(day.date(), day));
    return new Subject(history.portfolio(), HeldPortfolio.of(history, market), days);
  }

  /** The profit of a day needs the values of the session before as well. */
  private static PortfolioDates withPrevious(
      PortfolioDates dates, Map<Long, List<PerformanceDay>> records) {
    Set<LocalDate> due = new TreeSet<>(dates.dates());
    Stream<LocalDate> previous =
        records.getOrDefault(dates.portfolio().id(), List.of()).stream()
            .filter(day -> due.contains(day.date()))
            .flatMap(day -> Stream.ofNullable(day.previousDate()))
            .filter(day -> !due.contains(day));
    DueDate any = dates.due().get(0);
    return new PortfolioDates(
        dates.portfolio(),
        Stream.concat(
                dates.due().stream(),
                previous.distinct().map(day -> new DueDate(day, any.reason())))
            .toList());
  }

  private static NavigableMap<LocalDate, Map<Long, String>> byDate(
      List<PortfolioDates> work, Set<Long> portfolios) {
    NavigableMap<LocalDate, Map<Long, String>> byDate = new TreeMap<>();
    for (PortfolioDates dates : work) {
      if (portfolios.contains(dates.portfolio().id())) {
        dates
            .due()
            .forEach(
                one ->
                    byDate
                        .computeIfAbsent(one.date(), none -> new TreeMap<>())
                        .put(dates.portfolio().id(), one.reason().text()));
      }
    }
    return byDate;
  }

  private List<FigureSet> calculated(
      LocalDate date,
      Map<Long, String> portfolios,
      Map<Long, Subject> subjects,
      ReturnSeries benchmark,
      Map<Portfolio, ItemFailure> failed) {
    List<SessionFigures.Task> tasks = new ArrayList<>();
    for (var entry : portfolios.entrySet()) {
      Subject subject = Objects.requireNonNull(subjects.get(entry.getKey()), "subject");
      if (subject.days().containsKey(date)) {
        tried(subject, failed, () -> task(subject, date, entry.getValue())).ifPresent(tasks::add);
      }
    }
    if (tasks.isEmpty()) {
      return List.of();
    }
    SessionFigures session = session(date, tasks, benchmark);
    List<FigureSet> sets = new ArrayList<>();
    for (SessionFigures.Task task : tasks) {
      Subject subject = Objects.requireNonNull(subjects.get(task.portfolioId()), "subject");
      tried(subject, failed, () -> session.of(task)).ifPresent(sets::add);
    }
    return sets;
  }

  private SessionFigures.Task task(Subject subject, LocalDate date, String change) {
    PerformanceDay day = Objects.requireNonNull(subject.days().get(date), "day");
    LocalDate previous = day.previousDate();
    PerformanceDay dayBefore = previous == null ? null : subject.days().get(previous);
    DayProfit.Close close = subject.close(date);
    return new SessionFigures.Task(
        subject.portfolio().id(),
        change,
        List.copyOf(subject.days().headMap(date, true).values()),
        HeldAtClose.of(day.netAssetValue(), close.lines()),
        close,
        previous == null || dayBefore == null ? null : before(subject, previous, dayBefore),
        subject.stated());
  }

  private static SessionFigures.Before before(
      Subject subject, LocalDate previous, PerformanceDay day) {
    DayProfit.Close close = subject.close(previous);
    return new SessionFigures.Before(close, HeldAtClose.of(day.netAssetValue(), close.lines()));
  }

  /** From the session before the oldest day on, so that each record has its base on the axis. */
  private ReturnSeries benchmark(Collection<Subject> subjects, LocalDate to) {
    LocalDate first =
        subjects.stream()
            .flatMap(subject -> subject.days().keySet().stream().limit(1))
            .min(LocalDate::compareTo)
            .orElse(to);
    return markets.benchmark(FactorEtfs.SPY, calendar.lastSessions(2, first).get(0), to);
  }

  private SessionFigures session(
      LocalDate date, List<SessionFigures.Task> tasks, ReturnSeries benchmark) {
    Set<Symbol> symbols = new TreeSet<>();
    for (SessionFigures.Task task : tasks) {
      symbols.addAll(task.held().listed().keySet());
      SessionFigures.Before before = task.before();
      if (before != null) {
        symbols.addAll(before.held().listed().keySet());
      }
    }
    List<Scenario> all = new ArrayList<>();
    scenarios.scenarios().forEach(named -> all.add(named.scenario()));
    all.addAll(markets.replays(scenarios.replays(), date));
    return new SessionFigures(
        markets.load(date, symbols),
        benchmark,
        riskFree.apply(date),
        Collections.unmodifiableList(all),
        scenarios.version(),
        calendar);
  }

  @FunctionalInterface
  private interface Calculation<T> {
    T make();
  }

  /** Bad data and defects fail the portfolio alone. */
  private static <T> Optional<T> tried(
      Subject subject, Map<Portfolio, ItemFailure> failed, Calculation<T> calculation) {
    Portfolio portfolio = subject.portfolio();
    if (failed.containsKey(portfolio)) {
      return Optional.empty();
    }
    try {
      return Optional.of(calculation.make());
    } catch (InvalidPortfolioException invalid) {
      failed.put(
          portfolio,
          new ItemFailure(portfolio.name(), "NOT_VALUED", String.valueOf(invalid.getMessage())));
    } catch (RuntimeException defect) {
      LOG.error("The figures of {} could not be calculated", portfolio, defect);
      failed.put(portfolio, new ItemFailure(portfolio.name(), "INTERNAL_ERROR", defect.toString()));
    }
    return Optional.empty();
  }
}
