package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Period;
import io.afterclose.report.page.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The returns of the periods that end on a session, beside those of the benchmark. */
final class PeriodReturns {

  private static final List<String> ORDER =
      List.of("1D", "MTD", "QTD", "YTD", "1M", "3M", "12M", "36M", "60M", "ITD");

  private PeriodReturns() {}

  static Part<Period> of(StoredSession session) {
    List<Period> periods = new ArrayList<>();
    for (StoredFigure figure : session.figures()) {
      if (figure.key().code() == FigureCode.TWR) {
        periods.add(period(session, figure));
      }
    }
    List<String> order = ORDER.stream().map(FigureText::periodName).toList();
    periods.sort(Comparator.comparingInt(period -> order.indexOf(period.name())));
    Evidence evidence = session.evidence(FigureCode.TWR, "ITD", "");
    return periods.isEmpty()
        ? Part.unknown(ReportFigures.PERIODS, evidence, "no return is stored")
        : Part.of(ReportFigures.PERIODS, evidence, periods);
  }

  private static Period period(StoredSession session, StoredFigure figure) {
    String period = figure.key().period();
    Value own = StoredSession.value(figure);
    Value benchmark = session.value(FigureCode.BENCHMARK_TWR, period, "");
    return new Period(
        FigureText.periodName(period),
        own,
        benchmark,
        difference(own, benchmark),
        session.evidence(figure));
  }

  private static Value difference(Value own, Value benchmark) {
    Double left = own.number();
    Double right = benchmark.number();
    if (left == null) {
      return Value.unknown("the return of the portfolio is unknown");
    }
    return right == null
        ? Value.unknown("the return of the benchmark is unknown")
        : Value.of(left - right);
  }
}
