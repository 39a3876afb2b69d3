package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureSet;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.portfoliorefresh.analytics.BenchmarkFigures.RiskFree;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.stress.Scenario;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of portfolios at the close of one session: a table of contents. */
final class SessionFigures {

  private final DayMarket market;
  private final ReturnSeries benchmark;
  private final RiskFree riskFree;
  private final List<Scenario> scenarios;
  private final String scenariosVersion;
  private final TradingCalendar calendar;

  SessionFigures(
      DayMarket market,
      ReturnSeries benchmark,
      RiskFree riskFree,
      List<Scenario> scenarios,
      String scenariosVersion,
      TradingCalendar calendar) {
    this.market = market;
    this.benchmark = benchmark;
    this.riskFree = riskFree;
    this.scenarios = List.copyOf(scenarios);
    this.scenariosVersion = scenariosVersion;
    this.calendar = calendar;
  }

  /** A portfolio at the session of the snapshot before. */
  record Before(DayProfit.Close close, HeldAtClose held) {}

  /**
   * A portfolio with what its figures of the session read.
   *
   * @param change why they are calculated
   * @param days of its record up to and with the session, ascending
   * @param before at the session of the snapshot before; null for none
   * @param stated the symbols of its positions as recorded, by key
   */
  record Task(
      long portfolioId,
      String change,
      List<PerformanceDay> days,
      HeldAtClose held,
      DayProfit.Close close,
      @Nullable Before before,
      Map<Long, String> stated) {

    Task {
      days = List.copyOf(days);
      stated = Map.copyOf(stated);
    }

    PerformanceDay day() {
      return days.get(days.size() - 1);
    }
  }

  FigureSet of(Task task) {
    FigureSheet sheet = new FigureSheet();
    RealisedRecord.of(task.days(), calendar)
        .ifPresent(
            record -> {
              RealisedFigures.put(record, sheet);
              BenchmarkFigures.put(record, benchmark, riskFree, calendar, sheet);
            });
    DayProfit.put(
        task.day(),
        Optional.ofNullable(task.before()).map(Before::close),
        task.close(),
        task.stated(),
        sheet);
    AllocationFigures.put(task.held(), market, sheet);
    ExposureFigures exposures = ExposureFigures.put(task.held(), market, sheet);
    HoldingsFigures.put(task.held(), market, sheet);
    putExceptions(task, sheet);
    StressFigures.put(task.held(), market, exposures, scenarios, scenariosVersion, sheet);
    return sheet.set(task.portfolioId(), market.date(), task.change());
  }

  private void putExceptions(Task task, FigureSheet sheet) {
    LocalDate previous = task.day().previousDate();
    Before before = task.before();
    if (previous != null && before != null && market.isPrevious(previous)) {
      HoldingsFigures.putExceptions(before.held(), market.at(previous), market, sheet);
    } else {
      Basis basis = Basis.of(new InputHash().add(String.valueOf(previous)).whole());
      for (String level : List.of("95", "99")) {
        sheet.put(
            FigureCode.VAR_EXCEPTION,
            level,
            Figure.unknown(
                Reason.MISSING_INPUT, "the session before has no snapshot", task.days().size()),
            basis);
      }
    }
  }
}
