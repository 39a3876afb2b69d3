package io.afterclose.report;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.risk.Backtest;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.ReportFigure;
import io.afterclose.report.page.Value;
import java.util.List;
import java.util.stream.Stream;

/** How often the value at risk was exceeded, and how likely that is if it is right. */
final class ExceededNights {

  private static final int NIGHTS = 250;

  private ExceededNights() {}

  /** Two figures for each level. */
  static List<ReportFigure> of(StoredSession session) {
    return Stream.of("95", "99").flatMap(level -> of(session, level)).toList();
  }

  private static Stream<ReportFigure> of(StoredSession session, String level) {
    List<StoredFigure> all =
        session.figuresSince(FigureCode.VAR_EXCEPTION, level, session.date().minusYears(2)).stream()
            .filter(night -> night.value() != null)
            .toList();
    List<StoredFigure> nights = all.subList(Math.max(0, all.size() - NIGHTS), all.size());
    int exceeded = (int) nights.stream().filter(ExceededNights::exceeded).count();
    Figure<Backtest> test =
        nights.isEmpty()
            ? Figure.unknown(Figure.Reason.INSUFFICIENT_DATA, "no night has both", 0)
            : Backtest.of(exceeded, nights.size(), Integer.parseInt(level) / 100.0);
    Evidence evidence =
        new Evidence(
            nights.isEmpty() ? null : nights.get(0).date(), session.date(), nights.size(), null);
    String basis = "Current holdings: " + FigureCode.VAR_EXCEPTION.basis().describe() + ".";
    return Stream.of(
        new ReportFigure(
            "Nights that exceeded the value at risk",
            level + " %",
            "Among the last 250 nights: those whose return was below what the historical value at"
                + " risk of the session before allowed.",
            basis,
            ReportFigure.Unit.COUNT,
            nights.isEmpty() ? Value.unknown("no night has both") : Value.of(exceeded),
            "",
            evidence),
        new ReportFigure(
            "Kupiec's p",
            level + " %",
            "Probability of a count at least as unlikely if the value at risk is right; a small"
                + " one speaks against it.",
            basis,
            ReportFigure.Unit.NUMBER,
            RecordedDays.value(test.map(Backtest::pValue)),
            "",
            evidence));
  }

  private static boolean exceeded(StoredFigure night) {
    Double value = night.value();
    return value != null && value > 0;
  }
}
