package io.afterclose.report.figure;

import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.StoredFigure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stored return of a period beside that of the benchmark, as it is printed; fractions.
 *
 * @param period such as {@code YTD}
 * @param periodReturn time-weighted; null where it is not known
 * @param benchmark over the same sessions; null where it is not known
 * @param difference of the two
 * @param annualised only of 365 days and more
 * @param moneyWeighted over the period, not annualised
 * @param sessions how many returns are linked
 * @param reason why there is no return; null where there is one
 * @param benchmarkReason why there is none of the benchmark; null where there is one
 */
public record PeriodLine(
    String period,
    @Nullable Double periodReturn,
    @Nullable Double benchmark,
    @Nullable Double difference,
    @Nullable Double annualised,
    @Nullable Double moneyWeighted,
    int sessions,
    @Nullable String reason,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String benchmarkReason) {

  /** Those that end on a session, the short ones first. */
  public static List<PeriodLine> of(FigureSession session) {
    List<StoredFigure> figures = session.figures();
    Map<FigureKey, StoredFigure> byKey =
        figures.stream().collect(Collectors.toMap(StoredFigure::key, Function.identity()));
    return figures.stream()
        .filter(figure -> figure.key().code() == FigureCode.TWR)
        .sorted(FigureOrder.BY_KEY)
        .map(figure -> of(figure, byKey))
        .toList();
  }

  private static PeriodLine of(StoredFigure twr, Map<FigureKey, StoredFigure> figures) {
    String period = twr.key().period();
    StoredFigure benchmark = figures.get(FigureKey.of(FigureCode.BENCHMARK_TWR, period));
    Double own = twr.value();
    Double other = value(benchmark);
    return new PeriodLine(
        period,
        own,
        other,
        own == null || other == null ? null : own - other,
        value(figures.get(FigureKey.of(FigureCode.TWR_ANNUALISED, period))),
        value(figures.get(FigureKey.of(FigureCode.XIRR_PERIOD, period))),
        twr.observations(),
        twr.reason(),
        twr.from(),
        twr.to(),
        benchmark == null ? null : benchmark.reason());
  }

  private static @Nullable Double value(@Nullable StoredFigure figure) {
    return figure == null ? null : figure.value();
  }
}
