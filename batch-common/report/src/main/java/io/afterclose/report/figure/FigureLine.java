package io.afterclose.report.figure;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureBasis;
import io.afterclose.portfolio.figure.FigureUnit;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.risk.Backtest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A figure as it is printed.
 *
 * @param period null where its code has one only
 * @param item null where its code is of one thing only
 * @param value dollars to the cent, counts whole, all others in full; null where it is not known
 * @param reason why there is no value; null where there is one
 * @param observations how many it rests on
 * @param from the first day that it looks at; null where it looks at one
 * @param coverage share of the gross value that it knows of; null where that has no meaning
 * @param detail what was found and needed where there is no value, else what is to be known
 */
public record FigureLine(
    String code,
    @Nullable String period,
    @Nullable String item,
    @Nullable Number value,
    FigureUnit unit,
    @Nullable String reason,
    @Nullable Double standardError,
    int observations,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Double coverage,
    FigureBasis basis,
    Origin origin,
    @Nullable String detail) {

  /**
   * Those of a session, the derived ones last.
   *
   * @param wanted codes; empty for all
   */
  public static List<FigureLine> of(
      FigureSession session, TradingCalendar calendar, Set<String> wanted) {
    List<FigureLine> lines =
        new ArrayList<>(
            session.figures().stream()
                .filter(figure -> wanted.isEmpty() || wanted.contains(figure.key().code().name()))
                .sorted(FigureOrder.BY_KEY)
                .map(FigureLine::stored)
                .toList());
    for (DerivedCode code : DerivedCode.values()) {
      if (wanted.isEmpty() || wanted.contains(code.name())) {
        VarBacktest.of(session, calendar).map(test -> derived(code, test)).forEach(lines::add);
      }
    }
    return lines;
  }

  private static FigureLine stored(StoredFigure figure) {
    return new FigureLine(
        figure.key().code().name(),
        FigureValue.blank(figure.key().period()),
        FigureValue.blank(figure.key().item()),
        FigureValue.of(figure.key().code().unit(), figure.value()),
        figure.key().code().unit(),
        figure.reason(),
        figure.standardError(),
        figure.observations(),
        figure.from(),
        figure.to(),
        figure.coverage(),
        figure.key().code().basis(),
        Origin.STORED,
        figure.detail());
  }

  private static FigureLine derived(DerivedCode code, VarBacktest test) {
    Figure<Double> value = test.result().map(known -> value(code, known));
    return new FigureLine(
        code.name(),
        test.period(),
        null,
        FigureValue.of(code.unit(), value.known().orElse(null)),
        code.unit(),
        value instanceof Figure.Unknown<Double> none ? none.reason().name() : null,
        null,
        value.observations(),
        test.from(),
        test.to(),
        null,
        code.basis(),
        Origin.DERIVED,
        value instanceof Figure.Unknown<Double> none ? none.detail() : note(test));
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
}
