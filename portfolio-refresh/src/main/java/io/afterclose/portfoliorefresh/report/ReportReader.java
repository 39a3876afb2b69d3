package io.afterclose.portfoliorefresh.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Status;
import io.afterclose.portfoliorefresh.report.page.Evidence;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Cover;
import io.afterclose.portfoliorefresh.report.page.ReportFigure;
import io.afterclose.portfoliorefresh.report.page.ReportFigure.Unit;
import io.afterclose.portfoliorefresh.report.page.Value;
import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads all that the report of a portfolio shows, from what is stored. */
final class ReportReader {

  private static final String AT_CLOSE = "Positions and cash at the close.";

  private final TradingCalendar calendar;
  private final SnapshotExplainer explainer;
  private final DailyPerformanceStore performance;
  private final FigureStore figures;

  ReportReader(DataSource dataSource, TradingCalendar calendar, Clock clock) {
    this.calendar = calendar;
    this.explainer = new SnapshotExplainer(dataSource, calendar);
    this.performance = new DailyPerformanceStore(dataSource);
    this.figures = new FigureStore(dataSource, clock);
  }

  /**
   * The report at the close of a session; empty where the portfolio has no snapshot of it.
   *
   * @param date null for the newest snapshot
   */
  Optional<PortfolioReport> read(Portfolio portfolio, @Nullable LocalDate date) {
    List<DailyPerformance> days = performance.find(new Filter(portfolio.name(), null, date));
    if (days.isEmpty()) {
      return Optional.empty();
    }
    LocalDate newest = days.get(days.size() - 1).date();
    return date != null && !date.equals(newest)
        ? Optional.empty()
        : explainer.of(portfolio, newest).map(snapshot -> report(portfolio, days, snapshot));
  }

  private PortfolioReport report(
      Portfolio portfolio, List<DailyPerformance> recorded, ExplainedSnapshot snapshot) {
    RecordedDays days = new RecordedDays(recorded, calendar);
    HeldPositions held = new HeldPositions(snapshot);
    ReportFigures figures =
        new FigureReader(this.figures, calendar, portfolio.id(), snapshot.date()).read();
    return new PortfolioReport(
        cover(portfolio, days, held, snapshot),
        overview(snapshot),
        days.days(),
        figures.periods(),
        figures.performance(),
        days.months(),
        days.falls(),
        DayBridge.of(snapshot.profit()),
        figures.contributions(),
        figures.exposures(),
        figures.stresses(),
        figures.risk(),
        figures.riskShares(),
        figures.correlations(),
        figures.sectors(),
        figures.concentration(),
        held.holdings(),
        held.quality());
  }

  private static Cover cover(
      Portfolio portfolio, RecordedDays days, HeldPositions held, ExplainedSnapshot snapshot) {
    Revision latest = snapshot.revisions().get(snapshot.revisions().size() - 1);
    return new Cover(
        portfolio.name(),
        snapshot.date(),
        latest.number(),
        snapshot.totals().status() == Status.COMPLETE
            ? "complete"
            : "partial: some of it has no value",
        remarks(days, held, snapshot),
        latest.fingerprint());
  }

  private static List<String> remarks(
      RecordedDays days, HeldPositions held, ExplainedSnapshot snapshot) {
    List<String> remarks = new ArrayList<>();
    SnapshotTotals totals = snapshot.totals();
    if (totals.counts().all() == 0) {
      remarks.add(
          totals.cash().value().signum() == 0
              ? "Nothing is held: no position is open, and there is no cash."
              : "All of it is cash: no position is open.");
    }
    if (held.all(InvestmentClass.PRIVATE)) {
      remarks.add(
          "All positions are private: their owner states what they are worth, and no market data"
              + " says how they move.");
    }
    if (held.all(InvestmentClass.OPTIONS)) {
      remarks.add(
          "All positions are options: they have values, but no factor loadings and no returns.");
    }
    if (totals.counts().all() > 0
        && totals.exposure().longValue().signum() == 0
        && totals.exposure().shortValue().signum() < 0) {
      remarks.add("All positions are short: the portfolio gains when their prices fall.");
    }
    if (totals.cash().netAssetValue().signum() <= 0) {
      remarks.add("The net asset value is not above 0: what would be a share of it is unknown.");
    }
    if (totals.counts().unpriced() > 0) {
      remarks.add(
          totals.counts().unpriced()
              + " of "
              + totals.counts().all()
              + " positions have no value and are in no total; the data quality names them.");
    }
    if (days.size() == 1) {
      remarks.add("The record has one session: a return needs the one before.");
    }
    if (!days.holes().isEmpty()) {
      remarks.add(
          days.holes().size()
              + " of "
              + days.size()
              + " sessions have no snapshot, the first is "
              + days.holes().get(0)
              + ": what is linked over one of them is unknown.");
    }
    if ("OUTDATED".equals(snapshot.profit().performance().pnl().reason())) {
      remarks.add(
          "What this snapshot or the one before was made of changed since: the next run makes it"
              + " again.");
    }
    return remarks;
  }

  private static List<ReportFigure> overview(ExplainedSnapshot snapshot) {
    SnapshotTotals totals = snapshot.totals();
    DailyPerformance day = snapshot.profit().performance();
    Evidence close =
        Evidence.of(snapshot.date(), totals.counts().all(), totals.coverage().doubleValue());
    Evidence since =
        new Evidence(day.previousDate(), snapshot.date(), 1, day.coverage().doubleValue());
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
