package io.afterclose.report.page;

import io.afterclose.quant.factor.Factor;
import io.afterclose.report.FactorText;
import io.afterclose.report.page.PortfolioReport.Bridge;
import io.afterclose.report.page.PortfolioReport.Contribution;
import io.afterclose.report.page.PortfolioReport.Correlation;
import io.afterclose.report.page.PortfolioReport.CorrelationRow;
import io.afterclose.report.page.PortfolioReport.Cover;
import io.afterclose.report.page.PortfolioReport.Day;
import io.afterclose.report.page.PortfolioReport.Exposure;
import io.afterclose.report.page.PortfolioReport.Fall;
import io.afterclose.report.page.PortfolioReport.Holding;
import io.afterclose.report.page.PortfolioReport.Month;
import io.afterclose.report.page.PortfolioReport.Period;
import io.afterclose.report.page.PortfolioReport.Quality;
import io.afterclose.report.page.PortfolioReport.Sector;
import io.afterclose.report.page.PortfolioReport.Share;
import io.afterclose.report.page.PortfolioReport.Stress;
import io.afterclose.report.page.ReportFigure.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A report with something in each part, made by hand. */
final class SampleReport {

  static final LocalDate DAY = LocalDate.parse("2022-12-30");

  private static final LocalDate START = LocalDate.parse("2021-01-04");
  private static final List<String> SYMBOLS =
      List.of("AAPL", "JPM", "MSFT", "NEE", "PG", "TLT", "XOM");
  private static final List<String> FACTORS =
      Arrays.stream(Factor.values()).map(factor -> FactorText.of(factor.name())).toList();

  private SampleReport() {}

  static PortfolioReport full() {
    return of("Balanced", days());
  }

  static PortfolioReport of(String portfolio, List<Day> days) {
    return new PortfolioReport(
        new Cover(portfolio, DAY, 2, "complete", List.of(), "9f86d081884c7d65"),
        List.of(
            money("Net asset value", 1_046_512.37),
            money("Profit of the day", -3_214.9),
            figure("Return of the day", Unit.CHANGE, Value.of(-0.0031)),
            figure("Maximum drawdown", Unit.SHARE, Value.of(-0.1432)),
            figure("Volatility, 63 sessions", Unit.SHARE, Value.of(0.1387)),
            figure(
                "HAR forecast",
                Unit.SHARE,
                Value.unknown("126 rows are needed, there are 98 of the youngest holding"))),
        Part.of(
            "Net asset value: cash and the signed market values of all positions at the close.",
            new Evidence(START, DAY, days.size(), 0.9983),
            days),
        Part.of("Time-weighted return.", new Evidence(START, DAY, 502, 1.0), periods()),
        List.of(
            figure("Money-weighted return", Unit.CHANGE, Value.of(0.0312)),
            ratio("12 months", Value.of(0.4711)),
            ratio("36 months", Value.unknown("the record starts 2021-01-04")),
            ratio("since the start", Value.of(0.5012))),
        Part.of("Daily returns linked by month.", new Evidence(START, DAY, 502, 1.0), months()),
        Part.of(
            "The five deepest falls.",
            new Evidence(START, DAY, 502, 1.0),
            List.of(
                new Fall(
                    LocalDate.parse("2022-01-04"),
                    LocalDate.parse("2022-10-12"),
                    null,
                    Value.of(-0.1432)),
                new Fall(
                    LocalDate.parse("2021-09-02"),
                    LocalDate.parse("2021-10-04"),
                    LocalDate.parse("2021-10-29"),
                    Value.of(-0.0411)))),
        new Bridge(
            "From the value of the session before to that of this one.",
            new Evidence(DAY.minusDays(1), DAY, null, 1.0),
            new BigDecimal("1039727.27"),
            List.of(
                new Bridge.Line("External flows", new BigDecimal("10000.00")),
                new Bridge.Line("Price change", new BigDecimal("-3380.65")),
                new Bridge.Line("Dividends", new BigDecimal("187.50")),
                new Bridge.Line("Interest", new BigDecimal("0.00")),
                new Bridge.Line("Taxes", new BigDecimal("-12.25")),
                new Bridge.Line("Fees", new BigDecimal("-9.50"))),
            new BigDecimal("1046512.37"),
            ""),
        Part.of("Parts of the return.", Evidence.of(DAY, 7, 1.0), contributions()),
        Part.of("Loading × weight.", Evidence.of(DAY, 7, 0.982), exposures()),
        Part.of("Profit if the shocks happen.", Evidence.of(DAY, 7, 0.982), stresses()),
        List.of(
            money("Value at risk 95 %, historical", 14_211.0),
            figure("Value at risk 99 %, historical", Unit.SHARE, Value.of(0.0243))),
        Part.of("Share of the volatility.", Evidence.of(DAY, 252, 0.982), shares(0.3)),
        Part.of("Pearson correlation.", Evidence.of(DAY, 126, 0.982), correlations()),
        Part.of("Groups by GICS sector.", Evidence.of(DAY, 7, 1.0), sectors()),
        List.of(figure("Herfindahl index", Unit.COUNT, Value.of(1_713))),
        Part.of("Open positions.", Evidence.of(DAY, 8, 0.9983), holdings()),
        new Quality(
            Part.of(
                "How positions are valued.",
                Evidence.of(DAY, 8, 0.9983),
                List.of(
                    state("the day's close", 6, "880000.00", 0.88),
                    state("an older close", 1, "60000.00", 0.06),
                    state("a stated value", 1, "60000.00", 0.06),
                    state("nothing", 0, "0.00", 0))),
            List.of("NEE: the price is of 2022-12-28, 2 sessions old.")));
  }

  static List<Day> days() {
    List<Day> days = new ArrayList<>();
    double value = 1_000_000;
    double peak = value;
    for (int at = 0; at < 503; at++) {
      LocalDate date = START.plusDays(Math.round(at * 1.442));
      value *= 1 + 0.007 * Math.sin(at / 9.0) + 0.009 * Math.cos(at * 1.7) - at / 700_000.0;
      peak = Math.max(peak, value);
      boolean hole = at >= 300 && at < 304;
      days.add(
          hole
              ? new Day(date, Value.unknown("no snapshot"), Value.unknown("no snapshot"))
              : new Day(date, Value.of(value), Value.of(value / peak - 1)));
    }
    return days;
  }

  private static ReportFigure money(String name, double usd) {
    return figure(name, Unit.MONEY, Value.of(usd));
  }

  private static ReportFigure figure(String name, Unit unit, Value value) {
    return new ReportFigure(
        name,
        "",
        name + ": what it is, in a sentence that says unit, sign and window.",
        "REALISED: what happened, from the snapshots.",
        unit,
        value,
        "",
        new Evidence(START, DAY, 502, 0.998));
  }

  private static ReportFigure ratio(String period, Value value) {
    return new ReportFigure(
        "Sharpe ratio",
        period,
        "Mean / standard deviation of the daily excess returns × √252.",
        "REALISED: what happened, from the snapshots.",
        Unit.NUMBER,
        value,
        value.known() ? "standard error 0.7071" : "",
        new Evidence(START, DAY, 252, 0.998));
  }

  private static List<Period> periods() {
    Evidence evidence = new Evidence(DAY.minusDays(1), DAY, 1, 1.0);
    return List.of(
        new Period("Day", Value.of(-0.0031), Value.of(-0.0025), Value.of(-0.0006), evidence),
        new Period("Year to date", Value.of(-0.112), Value.of(-0.1818), Value.of(0.0698), evidence),
        new Period(
            "60 months",
            Value.unknown(
                "a value on or before 2017-12-30 is needed, the record starts 2021-01-04"),
            Value.of(0.5691),
            Value.unknown("the return of the portfolio is unknown"),
            evidence));
  }

  private static List<Month> months() {
    List<Month> months = new ArrayList<>();
    for (YearMonth month = YearMonth.of(2021, 1);
        !month.isAfter(YearMonth.of(2022, 12));
        month = month.plusMonths(1)) {
      double value = 0.06 * Math.sin(month.getMonthValue() * 1.3 + month.getYear());
      months.add(
          new Month(
              month,
              false,
              month.equals(YearMonth.of(2022, 3))
                  ? Value.unknown("2022-03-15 has no return: no snapshot")
                  : Value.of(value),
              month.getMonthValue() > 1 || month.getYear() > 2021));
    }
    months.add(new Month(YearMonth.of(2021, 12), true, Value.of(0.1543), false));
    months.add(
        new Month(
            YearMonth.of(2022, 12),
            true,
            Value.unknown("2022-03-15 has no return: no snapshot"),
            true));
    return months;
  }

  private static List<Contribution> contributions() {
    List<Contribution> rows = new ArrayList<>();
    for (Share share : shares(0.004)) {
      Value day = share.value();
      Double number = day.number();
      rows.add(
          new Contribution(
              share.symbol(),
              day,
              Value.of(0.01),
              number == null ? day : Value.of(number * 1_000_000)));
    }
    return rows;
  }

  private static List<Share> shares(double size) {
    List<Share> shares = new ArrayList<>();
    for (int at = 0; at < SYMBOLS.size(); at++) {
      shares.add(new Share(SYMBOLS.get(at), "", Value.of(size * Math.cos(at))));
    }
    shares.add(new Share("Fund One", "private", Value.unknown("it has no returns")));
    return shares;
  }

  private static List<Exposure> exposures() {
    List<Exposure> exposures = new ArrayList<>();
    for (int at = 0; at < FACTORS.size(); at++) {
      double value = Math.cos(at * 0.9);
      boolean none = at == 10;
      Value missing = Value.unknown("none of the positions has this loading");
      exposures.add(
          new Exposure(
              FACTORS.get(at),
              none ? missing : Value.of(value),
              none ? missing : Value.of(value - 0.15),
              none ? missing : Value.of(value + 0.15),
              none ? missing : Value.of(value * 1.02),
              none ? missing : Value.of(value * 1_046_512),
              none ? Value.of(0) : Value.of(0.982)));
    }
    return exposures;
  }

  private static List<Stress> stresses() {
    return List.of(
        new Stress(
            "Market −35 %",
            Value.of(-301_211),
            Value.of(-322_870),
            Value.of(0.982),
            List.of("larger than any 21 days of the window")),
        new Stress(
            "Rates +100 bp", Value.of(-36_875), Value.of(-36_875), Value.of(0.982), List.of()),
        new Stress("Market +10 %", Value.of(86_060), Value.of(92_248), Value.of(0.982), List.of()),
        new Stress(
            "2008 replayed",
            Value.unknown("prices of 2008 are not stored"),
            Value.unknown("a replay has no single shock"),
            Value.of(0),
            List.of()));
  }

  private static List<CorrelationRow> correlations() {
    List<CorrelationRow> rows = new ArrayList<>();
    for (int row = 0; row < SYMBOLS.size(); row++) {
      List<Correlation> cells = new ArrayList<>();
      for (int column = 0; column < SYMBOLS.size(); column++) {
        boolean few = row != column && (row == 3 || column == 3) && row + column < 6;
        cells.add(
            few
                ? new Correlation(Value.unknown("60 common returns are needed"), 41)
                : new Correlation(
                    Value.of(row == column ? 1 : Math.cos((row + column) * 0.7)), 126));
      }
      rows.add(new CorrelationRow(SYMBOLS.get(row), cells));
    }
    return rows;
  }

  private static List<Sector> sectors() {
    return List.of(
        sector("Technology", 0.35, -0.05),
        sector("Financials", 0.2, 0),
        sector("Energy", 0.05, -0.12),
        sector("Private", 0.06, 0),
        sector("Cash", 0.51, 0));
  }

  private static Sector sector(String name, double longs, double shorts) {
    return new Sector(
        name,
        Value.of(longs),
        Value.of(shorts),
        Value.of(longs + shorts),
        Value.of(longs - shorts));
  }

  private static List<Holding> holdings() {
    List<Holding> holdings = new ArrayList<>();
    for (String symbol : SYMBOLS) {
      boolean old = symbol.equals("NEE");
      holdings.add(
          new Holding(
              symbol,
              "stock, long",
              new BigDecimal("1250.5"),
              new BigDecimal("129.93"),
              old ? DAY.minusDays(2) : DAY,
              old ? 2 : 0,
              old ? "an older close" : "the day's close",
              Value.of(162_477.47),
              Value.of(0.1553),
              Value.of(-2_311.04)));
    }
    holdings.add(
        new Holding(
            "Fund One",
            "private",
            BigDecimal.ONE,
            null,
            null,
            null,
            "nothing",
            Value.unknown("no value was ever stated"),
            Value.unknown("no value was ever stated"),
            Value.unknown("no value was ever stated")));
    return holdings;
  }

  private static Quality.State state(String name, int positions, String gross, double share) {
    return new Quality.State(name, positions, new BigDecimal(gross), Value.of(share));
  }
}
