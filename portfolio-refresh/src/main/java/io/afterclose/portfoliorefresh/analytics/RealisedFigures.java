package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.portfoliorefresh.analytics.FigureSheet.Basis;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Reason;
import io.afterclose.quant.performance.CashFlow;
import io.afterclose.quant.performance.Drawdowns;
import io.afterclose.quant.performance.MoneyWeightedReturn;
import io.afterclose.quant.performance.RealisedReturns;
import io.afterclose.quant.performance.TimeWeightedReturn;
import io.afterclose.quant.performance.ValuedDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened: returns by period and falls, of the record up to a session. */
final class RealisedFigures {

  private static final int EPISODES = 5;

  private final RealisedRecord record;
  private final FigureSheet sheet;

  private RealisedFigures(RealisedRecord record, FigureSheet sheet) {
    this.record = record;
    this.sheet = sheet;
  }

  static void put(RealisedRecord record, FigureSheet sheet) {
    RealisedFigures figures = new RealisedFigures(record, sheet);
    Period.all().forEach(figures::putReturns);
    figures.putMoneyWeighted(Period.TWELVE_MONTHS);
    figures.putMoneyWeighted(Period.INCEPTION);
    figures.putFlowsAtEnd();
    figures.putDrawdowns();
  }

  private RealisedReturns whole() {
    return record.returns();
  }

  private void putReturns(Period period) {
    Figure<RealisedReturns> part = whole().over(period.period());
    Basis basis = basis(part);
    Figure<TimeWeightedReturn> linked = part.flatMap(TimeWeightedReturn::of);
    sheet.put(FigureCode.TWR, period.code(), linked.map(TimeWeightedReturn::total), basis);
    if (period.period().compareTo(Period.TWELVE_MONTHS.period()) >= 0) {
      sheet.put(
          FigureCode.TWR_ANNUALISED,
          period.code(),
          linked.flatMap(TimeWeightedReturn::annualised),
          basis);
    }
  }

  /** Of a period that the record does not reach, all of the record: it may once do. */
  private Basis basis(Figure<RealisedReturns> part) {
    RealisedReturns used = part.known().orElse(whole());
    return new Basis(
        record.hash(used).add(part.known().isPresent() ? 1L : 0L).whole(),
        used.start(),
        used.end(),
        coverage(record.daysOf(used)));
  }

  private static double coverage(List<PerformanceDay> days) {
    return days.stream().mapToDouble(PerformanceDay::coverage).min().orElse(1);
  }

  private void putMoneyWeighted(Period period) {
    Figure<RealisedReturns> part = whole().over(period.period());
    Figure<MoneyWeightedReturn> solved = part.flatMap(this::moneyWeighted);
    Basis basis = basis(part);
    sheet.put(
        FigureCode.XIRR, period.code(), solved.flatMap(MoneyWeightedReturn::annualised), basis);
    sheet.put(
        FigureCode.XIRR_PERIOD,
        period.code(),
        solved.flatMap(MoneyWeightedReturn::overInterval),
        basis);
  }

  private Figure<MoneyWeightedReturn> moneyWeighted(RealisedReturns part) {
    Optional<List<CashFlow>> flows = RealisedRecord.flows(record.daysOf(part));
    return part.values()
        .flatMap(
            values ->
                flows
                    .<Figure<MoneyWeightedReturn>>map(
                        known ->
                            Figure.of(
                                MoneyWeightedReturn.ofPortfolio(
                                    record.valueAt(part.start()),
                                    known,
                                    record.valueAt(part.end())),
                                values.length))
                    .orElseGet(
                        () ->
                            Figure.unknown(
                                Reason.MISSING_INPUT,
                                "the flows of a day are not known",
                                values.length)));
  }

  private void putFlowsAtEnd() {
    List<RealisedReturns.Day> days = new ArrayList<>();
    int large = 0;
    for (PerformanceDay day : record.days()) {
      Optional<ValuedDay> valued = day.valued();
      Figure<Double> value =
          valued
              .map(ValuedDay::flowsAtEnd)
              .orElseGet(() -> Figure.unknown(Reason.MISSING_INPUT, "no base", 1));
      // A day that opens a record has no value before it, so its flow can only come first.
      days.add(
          new RealisedReturns.Day(
              day.date(),
              valued.filter(ValuedDay::opensRecord).map(ValuedDay::timeWeighted).orElse(value)));
      large += valued.filter(one -> one.hasLargeFlow() && !one.opensRecord()).isPresent() ? 1 : 0;
    }
    Basis basis = basis(Figure.of(whole(), whole().size()));
    sheet.put(
        FigureCode.TWR_FLOWS_AT_END,
        Period.INCEPTION.code(),
        whole()
            .values()
            .flatMap(known -> TimeWeightedReturn.of(RealisedReturns.of(whole().start(), days)))
            .map(TimeWeightedReturn::total),
        basis);
    sheet.put(
        FigureCode.LARGE_FLOW_DAYS,
        Period.INCEPTION.code(),
        Figure.of((double) large, record.days().size()),
        basis);
  }

  private void putDrawdowns() {
    Figure<Drawdowns> falls = Drawdowns.of(whole());
    Basis basis = basis(Figure.of(whole(), whole().size()));
    sheet.put(FigureCode.MAX_DRAWDOWN, falls.map(Drawdowns::maximum), basis);
    sheet.put(FigureCode.CURRENT_DRAWDOWN, falls.map(Drawdowns::current), basis);
    sheet.put(FigureCode.PAIN_INDEX, falls.map(Drawdowns::painIndex), basis);
    sheet.put(FigureCode.ULCER_INDEX, falls.map(Drawdowns::ulcerIndex), basis);
    sheet.put(
        FigureCode.SESSIONS_UNDER_WATER, falls.map(known -> (double) known.underWater()), basis);
    falls.known().ifPresent(known -> putEpisodes(known, basis));
  }

  private void putEpisodes(Drawdowns falls, Basis basis) {
    int number = 0;
    for (Drawdowns.Episode fall :
        falls.episodes().subList(0, Math.min(EPISODES, falls.episodes().size()))) {
      number++;
      sheet.put(
          new FigureKey(FigureCode.DRAWDOWN, "", String.valueOf(number)),
          Figure.of(fall.depth(), fall.sessionsDown() + fall.sessionsUp()),
          null,
          fall.recovery() == null ? "not recovered" : "recovered " + fall.recovery(),
          new Basis(basis.inputs(), fall.peak(), fall.trough(), basis.coverage()));
    }
  }
}
