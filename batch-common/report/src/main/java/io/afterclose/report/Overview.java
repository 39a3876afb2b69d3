package io.afterclose.report;

import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.ReportFigure;
import io.afterclose.report.page.ReportFigure.Unit;
import io.afterclose.report.page.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures that a report begins with: values at the close, and what the day made of them. */
final class Overview {

  private static final String AT_CLOSE = "Positions and cash at the close.";

  private Overview() {}

  static List<ReportFigure> of(DailyPerformance day, SnapshotTotals totals) {
    Evidence close =
        Evidence.of(day.date(), totals.counts().all(), totals.coverage().doubleValue());
    Evidence since = new Evidence(day.previousDate(), day.date(), 1, day.coverage().doubleValue());
    return List.of(
        money(
            "Net asset value",
            "Cash and the signed market values of all positions that have one, USD.",
            totals.cash().netAssetValue(),
            close),
        money(
            "Cash",
            "Cash by the ledger, below 0 where it is owed, USD.",
            totals.cash().value(),
            close),
        money(
            "Long value",
            "Σ of the market values above 0, USD.",
            totals.exposure().longValue(),
            close),
        money(
            "Short value",
            "Σ of the market values below 0, USD.",
            totals.exposure().shortValue(),
            close),
        money("Gross exposure", "Long value − short value, USD.", totals.exposure().gross(), close),
        money("Net exposure", "Long value + short value, USD.", totals.exposure().net(), close),
        new ReportFigure(
            "Unrealised profit",
            "",
            "Market values − costs as recorded, both signed, of all positions that have a value,"
                + " USD.",
            AT_CLOSE,
            Unit.PROFIT,
            Value.of(totals.worth().pnl().doubleValue()),
            "",
            close),
        new ReportFigure(
            "Profit of the day",
            "",
            "Change of the net asset value since the snapshot before, less what was paid in and"
                + " out, USD.",
            "Realised: what happened, by the snapshots.",
            Unit.PROFIT,
            value(day.dailyPnl(), ReasonText.of(day.pnl().reason())),
            day.mark() == null
                ? ""
                : "it holds the whole change of a position that had no price before",
            since),
        new ReportFigure(
            "Return of the day",
            "",
            "Time-weighted: (value + what was paid out) / (value before + what was paid in) − 1.",
            "Realised: what happened, by the snapshots.",
            Unit.CHANGE,
            value(day.dailyReturn().value(), ReasonText.of(day.dailyReturn().reason())),
            "",
            since));
  }

  private static ReportFigure money(
      String name, String definition, BigDecimal usd, Evidence evidence) {
    return new ReportFigure(
        name, "", definition, AT_CLOSE, Unit.MONEY, Value.of(usd.doubleValue()), "", evidence);
  }

  private static Value value(@Nullable BigDecimal number, String whyNone) {
    return number == null ? Value.unknown(whyNone) : Value.of(number.doubleValue());
  }
}
