package io.afterclose.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Contribution;
import io.afterclose.report.page.PortfolioReport.CorrelationRow;
import io.afterclose.report.page.PortfolioReport.Exposure;
import io.afterclose.report.page.PortfolioReport.Period;
import io.afterclose.report.page.PortfolioReport.Sector;
import io.afterclose.report.page.PortfolioReport.Share;
import io.afterclose.report.page.PortfolioReport.Stress;
import io.afterclose.report.page.ReportFigure;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a report that are made of stored figures. */
record ReportFigures(
    Part<Period> periods,
    List<ReportFigure> performance,
    Part<Contribution> contributions,
    Part<Exposure> exposures,
    Part<Stress> stresses,
    List<ReportFigure> risk,
    Part<Share> riskShares,
    Part<CorrelationRow> correlations,
    Part<Sector> sectors,
    List<ReportFigure> concentration) {

  static final String PERIODS =
      "Time-weighted returns (V₁ + O)/(V₀ + I) − 1 of each session, linked over the period: I and O"
          + " are what was paid in and out that day. The benchmark is the total return of SPY over"
          + " the same sessions. Periods of over a year are not annualised here.";
  static final String CONTRIBUTIONS =
      "Day: the profit of a symbol / (value before + what was paid in); those of all symbols, of"
          + " cash and of rounding make up the return of the day. Year to date: the days of the year"
          + " linked by Carino's factors, so that they make up the linked return.";
  private static final String EXPOSURES =
      "Σ signed exposure × loading of the positions over the net asset value, and over what has a"
          + " loading.";
  static final String INTERVAL =
      " The interval is ± 1.96 standard errors; the style loadings are of a ridge regression, which"
          + " has none.";
  static final String STRESSES =
      "What the holdings would gain or lose if the shocks of a scenario happened. Propagated: the"
          + " expected profit given exactly the shocked factors. Direct: stored exposure × shock."
          + " No loss is capped.";
  static final String RISK_SHARES =
      "The part of the volatility of today's weights that a symbol brings, w (Cw) / (w'Cw), by the"
          + " sample covariance of the last 252 sessions; a hedge is below 0. They sum to 1.";
  static final String CORRELATIONS =
      "Pearson correlation of the daily returns that both symbols have among the last 126"
          + " sessions; at least 60 are needed. n is how many there are.";
  static final String SECTORS =
      "Values by sector, long and short, as shares of the net asset value, with cash, funds,"
          + " private positions, options and what has no sector; all nets sum to 1.";

  /** Those of a session. */
  static ReportFigures of(StoredSession session, TradingCalendar calendar) {
    if (session.figures().isEmpty()) {
      return none(session.date());
    }
    FigureLists lists = new FigureLists(session);
    return new ReportFigures(
        PeriodReturns.of(session),
        lists.performance(),
        ContributionRows.of(session, calendar),
        ExposureRows.exposures(session),
        ExposureRows.stresses(session),
        Stream.concat(lists.risk().stream(), ExceededNights.of(session).stream()).toList(),
        RiskRows.shares(session),
        RiskRows.correlations(session),
        SectorRows.of(session),
        lists.concentration());
  }

  private static ReportFigures none(LocalDate date) {
    String why = "no figure is stored for " + date + " yet; 'run' of portfolio-refresh computes it";
    Evidence evidence = new Evidence(null, date, null, null);
    return new ReportFigures(
        Part.unknown(PERIODS, evidence, why),
        List.of(),
        Part.unknown(CONTRIBUTIONS, evidence, why),
        Part.unknown(EXPOSURES, evidence, why),
        Part.unknown(STRESSES, evidence, why),
        List.of(),
        Part.unknown(RISK_SHARES, evidence, why),
        Part.unknown(CORRELATIONS, evidence, why),
        Part.unknown(SECTORS, evidence, why),
        List.of());
  }
}
