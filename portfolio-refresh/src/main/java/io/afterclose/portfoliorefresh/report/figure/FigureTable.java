package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.risk.Backtest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The figures of a session as rows. */
final class FigureTable {

  private final ResultTable table =
      ResultTable.of(
          "code",
          "period",
          "item",
          "value",
          "unit",
          "reason",
          "standard_error",
          "observations",
          "from",
          "to",
          "coverage",
          "basis",
          "origin",
          "detail");

  private FigureTable() {}

  /**
   * Those of a session, the derived ones last.
   *
   * @param wanted codes; empty for all
   */
  static ResultTable of(FigureSession session, TradingCalendar calendar, Set<String> wanted) {
    FigureTable figures = new FigureTable();
    session.figures().stream()
        .filter(figure -> wanted.isEmpty() || wanted.contains(figure.key().code().name()))
        .sorted(FigureOrder.BY_KEY)
        .forEach(figures::stored);
    for (DerivedCode code : DerivedCode.values()) {
      if (wanted.isEmpty() || wanted.contains(code.name())) {
        VarBacktest.of(session, calendar).forEach(test -> figures.derived(code, test));
      }
    }
    return figures.table;
  }

  private void stored(StoredFigure figure) {
    table
        .row()
        .set("code", figure.key().code())
        .set("period", blank(figure.key().period()))
        .set("item", blank(figure.key().item()))
        .set("value", FigureValue.of(figure.key().code().unit(), figure.value()))
        .set("unit", figure.key().code().unit())
        .set("reason", figure.reason())
        .set("standard_error", figure.standardError())
        .set("observations", figure.observations())
        .set("from", figure.from())
        .set("to", figure.to())
        .set("coverage", figure.coverage())
        .set("basis", figure.key().code().basis())
        .set("origin", Origin.STORED)
        .set("detail", figure.detail())
        .end();
  }

  private void derived(DerivedCode code, VarBacktest test) {
    Figure<Double> value = test.result().map(known -> value(code, known));
    table
        .row()
        .set("code", code)
        .set("period", test.period())
        .set("value", FigureValue.of(code.unit(), value.known().orElse(null)))
        .set("unit", code.unit())
        .set("reason", value instanceof Figure.Unknown<Double> none ? none.reason() : null)
        .set("observations", value.observations())
        .set("from", test.from())
        .set("to", test.to())
        .set("basis", code.basis())
        .set("origin", Origin.DERIVED)
        .set("detail", value instanceof Figure.Unknown<Double> none ? none.detail() : note(test))
        .end();
  }

  private static double value(DerivedCode code, Backtest test) {
    return switch (code) {
      case VAR_EXCEPTIONS -> test.exceptions();
      case VAR_KUPIEC_P -> test.pValue();
    };
  }

  private static String note(VarBacktest test) {
    String expected = String.format(Locale.ROOT, "%.1f expected", test.expected());
    return test.lacking() == 0
        ? expected
        : expected + "; " + test.lacking() + " of 250 sessions say nothing";
  }

  static @Nullable String blank(String text) {
    return text.isEmpty() ? null : text;
  }
}
