package io.afterclose.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.RevisionStore;
import io.afterclose.portfolio.snapshot.RevisionStore.Filter;
import io.afterclose.portfolio.snapshot.SnapshotTotals.Status;
import io.afterclose.report.page.PortfolioReport;
import io.afterclose.report.page.PortfolioReport.Cover;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads all that the report of a portfolio shows, from what is stored. */
public final class ReportReader {

  private final TradingCalendar calendar;
  private final DailyPerformanceStore performance;
  private final RevisionStore revisions;
  private final FigureStore figures;
  private final SnapshotDetails details;

  /** Reads from a database, and from there what its snapshots are made of. */
  public ReportReader(
      DataSource dataSource, TradingCalendar calendar, Clock clock, SnapshotDetails details) {
    this.calendar = calendar;
    this.performance = new DailyPerformanceStore(dataSource);
    this.revisions = new RevisionStore(dataSource);
    this.figures = new FigureStore(dataSource, clock);
    this.details = details;
  }

  /**
   * The report at the close of a session; empty where the portfolio has no snapshot of it.
   *
   * @param date null for the newest snapshot
   */
  public Optional<PortfolioReport> read(Portfolio portfolio, @Nullable LocalDate date) {
    List<DailyPerformance> days = performance.find(new Filter(portfolio.name(), null, date));
    if (days.isEmpty()) {
      return Optional.empty();
    }
    DailyPerformance newest = days.get(days.size() - 1);
    if (date != null && !date.equals(newest.date())) {
      return Optional.empty();
    }
    List<Revision> ofDate = revisions.ofDate(portfolio.id(), newest.date());
    return ofDate.isEmpty()
        ? Optional.empty()
        : Optional.of(report(portfolio, days, newest, ofDate));
  }

  private PortfolioReport report(
      Portfolio portfolio,
      List<DailyPerformance> recorded,
      DailyPerformance day,
      List<Revision> revisions) {
    Revision latest = revisions.get(revisions.size() - 1);
    RecordedDays days = new RecordedDays(recorded, calendar);
    SnapshotDetail detail = details.of(portfolio, day, revisions);
    ReportFigures stored =
        ReportFigures.of(new StoredSession(figures, portfolio.id(), day.date()), calendar);
    return new PortfolioReport(
        new Cover(
            portfolio.name(),
            day.date(),
            latest.number(),
            latest.totals().status() == Status.COMPLETE
                ? "complete"
                : "partial: some of it has no value",
            CoverRemarks.of(days, detail, latest.totals(), day),
            latest.fingerprint()),
        Overview.of(day, latest.totals()),
        days.days(),
        stored.periods(),
        stored.performance(),
        days.months(),
        days.falls(),
        detail.bridge(),
        stored.contributions(),
        stored.exposures(),
        stored.stresses(),
        stored.risk(),
        stored.riskShares(),
        stored.correlations(),
        stored.sectors(),
        stored.concentration(),
        detail.holdings(),
        detail.quality());
  }
}
