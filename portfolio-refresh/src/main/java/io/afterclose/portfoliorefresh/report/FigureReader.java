package io.afterclose.portfoliorefresh.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureGrid;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.GridCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.figure.StoredGrid;
import io.afterclose.portfoliorefresh.analytics.ScenarioNames;
import io.afterclose.portfoliorefresh.report.page.Evidence;
import io.afterclose.portfoliorefresh.report.page.Part;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Contribution;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Correlation;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.CorrelationRow;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Exposure;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Period;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Sector;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Share;
import io.afterclose.portfoliorefresh.report.page.PortfolioReport.Stress;
import io.afterclose.portfoliorefresh.report.page.ReportFigure;
import io.afterclose.portfoliorefresh.report.page.Value;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.figure.Figure.Unknown;
import io.afterclose.quant.performance.Contributions;
import io.afterclose.quant.risk.Backtest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stored figures of a portfolio's session, as the parts of its report. */
final class FigureReader {

  /** More symbols than these make cells that nobody can read. */
  private static final int SYMBOLS = 25;

  /** Half of a 95 % interval, in standard errors. */
  private static final double ERRORS = 1.96;

  private static final int NIGHTS = 250;
  private static final String DAY = "1D";
  private static final String CASH = "Cash";
  private static final String NOT_KNOWN = "a number that it needs is not known";

  private static final Set<FigureCode> OWN_PART =
      Set.of(
          FigureCode.TWR,
          FigureCode.BENCHMARK_TWR,
          FigureCode.DRAWDOWN,
          FigureCode.BRIDGE,
          FigureCode.NET_ASSET_VALUE,
          FigureCode.VAR_EXCEPTION);

  private final FigureStore store;
  private final TradingCalendar calendar;
  private final long portfolio;
  private final LocalDate date;
  private final List<StoredFigure> figures;
  private final Map<GridCode, StoredGrid> grids;

  FigureReader(FigureStore store, TradingCalendar calendar, long portfolio, LocalDate date) {
    this.store = store;
    this.calendar = calendar;
    this.portfolio = portfolio;
    this.date = date;
    this.figures = store.ofDate(portfolio, date);
    this.grids = store.grids(portfolio, date);
  }

  ReportFigures read() {
    if (figures.isEmpty()) {
      return ReportFigures.none(date);
    }
    return new ReportFigures(
        periods(),
        ofBasis(this::isPerformance),
        contributions(),
        exposures(),
        stresses(),
        risk(),
        riskShares(),
        correlations(),
        sectors(),
        ofBasis(this::isConcentration));
  }

  private boolean isPerformance(StoredFigure figure) {
    return switch (figure.key().code().basis()) {
      case REALISED -> !OWN_PART.contains(figure.key().code());
      case CURRENT_HOLDINGS, POSITIONS -> false;
    };
  }

  private boolean isRisk(StoredFigure figure) {
    FigureCode code = figure.key().code();
    return switch (code.basis()) {
      case CURRENT_HOLDINGS -> !OWN_PART.contains(code);
      case POSITIONS -> code == FigureCode.PORTFOLIO_BETA || code == FigureCode.REVERSE_STRESS;
      case REALISED -> false;
    };
  }

  private boolean isConcentration(StoredFigure figure) {
    FigureCode code = figure.key().code();
    return switch (code.basis()) {
      case POSITIONS ->
          !OWN_PART.contains(code)
              && !isRisk(figure)
              && code != FigureCode.SECTOR_LONG
              && code != FigureCode.SECTOR_SHORT
              && code != FigureCode.SECTOR_NET
              && code != FigureCode.SECTOR_GROSS;
      case CURRENT_HOLDINGS, REALISED -> false;
    };
  }

  private List<ReportFigure> ofBasis(Predicate<StoredFigure> wanted) {
    return figures.stream()
        .filter(wanted)
        .sorted(
            Comparator.comparing((StoredFigure figure) -> figure.key().code())
                .thenComparingInt(figure -> figure.key().period().length()))
        .map(this::shown)
        .toList();
  }

  private ReportFigure shown(StoredFigure figure) {
    FigureCode code = figure.key().code();
    List<String> remarks = new ArrayList<>();
    if (figure.standardError() != null) {
      remarks.add("standard error " + FigureText.unit(code).plain(figure.standardError()));
    }
    if (figure.value() != null && figure.detail() != null && !figure.detail().isEmpty()) {
      remarks.add(figure.detail());
    }
    return new ReportFigure(
        FigureText.name(figure.key()),
        FigureText.period(figure.key()),
        code.definition(),
        FigureText.sentence(code.basis().name()) + ": " + code.basis().describe() + ".",
        FigureText.unit(code),
        value(figure),
        figure.value() == null ? "" : String.join("; ", remarks),
        evidence(figure));
  }

  private Evidence evidence(StoredFigure figure) {
    return new Evidence(
        figure.from(),
        figure.to() == null ? date : figure.to(),
        figure.observations(),
        figure.coverage());
  }

  private static Value value(StoredFigure figure) {
    return figure.value() == null ? Value.unknown(why(figure)) : Value.of(figure.value());
  }

  private static String why(StoredFigure figure) {
    String detail = figure.detail();
    return detail != null && !detail.isBlank()
        ? detail
        : FigureText.sentence(String.valueOf(figure.reason()));
  }

  private @Nullable StoredFigure figure(FigureCode code, String period, String item) {
    FigureKey key = new FigureKey(code, period, item);
    return figures.stream().filter(figure -> figure.key().equals(key)).findFirst().orElse(null);
  }

  private Value value(FigureCode code, String period, String item) {
    StoredFigure figure = figure(code, period, item);
    return figure == null ? Value.unknown("it is not stored") : value(figure);
  }

  /** What a figure rests on; of one that is not stored the date alone. */
  private Evidence evidence(FigureCode code, String period, String item) {
    StoredFigure figure = figure(code, period, item);
    return figure == null ? new Evidence(null, date, null, null) : evidence(figure);
  }

  private String why(FigureCode code, String period, String item) {
    Value value = value(code, period, item);
    return value.known() ? NOT_KNOWN : value.unknown();
  }

  private Part<Period> periods() {
    List<Period> periods = new ArrayList<>();
    for (StoredFigure figure : figures) {
      if (figure.key().code() == FigureCode.TWR) {
        String period = figure.key().period();
        Value own = value(figure);
        Value benchmark = value(FigureCode.BENCHMARK_TWR, period, "");
        periods.add(
            new Period(
                FigureText.periodName(period),
                own,
                benchmark,
                difference(own, benchmark),
                evidence(figure)));
      }
    }
    List<String> order =
        List.of(DAY, "MTD", "QTD", "YTD", "1M", "3M", "12M", "36M", "60M", "ITD").stream()
            .map(FigureText::periodName)
            .toList();
    periods.sort(Comparator.comparingInt(period -> order.indexOf(period.name())));
    Evidence evidence = evidence(FigureCode.TWR, "ITD", "");
    return periods.isEmpty()
        ? Part.unknown(ReportFigures.PERIODS, evidence, "no return is stored")
        : Part.of(ReportFigures.PERIODS, evidence, periods);
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

  private Part<Contribution> contributions() {
    StoredGrid day = grids.get(GridCode.DAY_CONTRIBUTION);
    Evidence evidence = evidence(FigureCode.BRIDGE, DAY, "PROFIT");
    Figure<Contributions<String>> year = yearToDate();
    if (day == null && year instanceof Unknown<Contributions<String>>) {
      return Part.unknown(
          ReportFigures.CONTRIBUTIONS, evidence, why(FigureCode.BRIDGE, DAY, "PROFIT"));
    }
    Set<String> items = new TreeSet<>(FigureReader::cashLast);
    if (day != null) {
      items.addAll(day.grid().rows());
    }
    year.known().ifPresent(known -> items.addAll(known.byItem().keySet()));
    List<Contribution> rows = new ArrayList<>();
    for (String item : items) {
      rows.add(
          new Contribution(
              ofNoSymbol(item) ? FigureText.sentence(item) : item,
              ofDay(day, item, "CONTRIBUTION", 0),
              linked(year, item),
              ofDay(day, item, "PROFIT", 0)));
    }
    return Part.of(ReportFigures.CONTRIBUTIONS, evidence, rows);
  }

  /** By symbol, what is of none at the end. */
  private static int cashLast(String left, String right) {
    return Comparator.comparing(FigureReader::ofNoSymbol)
        .thenComparing(Comparator.naturalOrder())
        .compare(left, right);
  }

  private static boolean ofNoSymbol(String item) {
    return item.equals("CASH") || item.equals("ROUNDING");
  }

  private static Value ofDay(
      @Nullable StoredGrid day, String item, String column, double ifNotThere) {
    if (day == null) {
      return Value.unknown("the profit of the day is unknown");
    }
    if (!day.grid().rows().contains(item)) {
      return Value.of(ifNotThere);
    }
    return known(day.grid().at(item, column), "the day has no return");
  }

  private static Value linked(Figure<Contributions<String>> year, String item) {
    return year instanceof Unknown<Contributions<String>> none
        ? Value.unknown(none.detail())
        : Value.of(year.get().byItem().getOrDefault(item, 0.0));
  }

  /** Linked over the sessions of the year that the record holds. */
  private Figure<Contributions<String>> yearToDate() {
    LocalDate from = date.withDayOfYear(1);
    List<Contributions.Day<String>> days = new ArrayList<>();
    LocalDate expected = null;
    for (StoredGrid stored : store.grids(portfolio, GridCode.DAY_CONTRIBUTION, from, date)) {
      FigureGrid grid = stored.grid();
      double base = base(grid);
      if (Double.isNaN(base)) {
        if (days.isEmpty()) {
          continue;
        }
        return unknown(stored.date() + " has no return", days.size());
      }
      if (expected != null && !stored.date().equals(expected)) {
        return unknown(expected + " has no contributions", days.size());
      }
      days.add(new Contributions.Day<>(stored.date(), base, profits(grid)));
      expected = calendar.nextSession(stored.date());
    }
    return expected == null || !expected.isAfter(date)
        ? unknown((expected == null ? date : expected) + " has no contributions", days.size())
        : Contributions.linked(days);
  }

  private static Figure<Contributions<String>> unknown(String detail, int days) {
    return Figure.unknown(Figure.Reason.MISSING_RETURN, detail, days);
  }

  /** What profits of a day are shares of; NaN where they are not known. */
  private static double base(FigureGrid grid) {
    double base = 1;
    double largest = 0;
    for (String row : grid.rows()) {
      OptionalDouble profit = grid.at(row, "PROFIT");
      OptionalDouble share = grid.at(row, "CONTRIBUTION");
      if (profit.isEmpty() || share.isEmpty()) {
        return Double.NaN;
      }
      if (Math.abs(profit.getAsDouble()) > largest) {
        largest = Math.abs(profit.getAsDouble());
        base = profit.getAsDouble() / share.getAsDouble();
      }
    }
    return base;
  }

  private static Map<String, Double> profits(FigureGrid grid) {
    Map<String, Double> profits = new LinkedHashMap<>();
    grid.rows().forEach(row -> profits.put(row, grid.at(row, "PROFIT").orElse(0)));
    return profits;
  }

  private static Value known(OptionalDouble cell, String whyNot) {
    return cell.isPresent() ? Value.of(cell.getAsDouble()) : Value.unknown(whyNot);
  }

  private Part<Exposure> exposures() {
    StoredGrid stored = grids.get(GridCode.FACTOR_EXPOSURES);
    Evidence evidence = evidence(FigureCode.PORTFOLIO_BETA, "", "");
    String definition = GridCode.FACTOR_EXPOSURES.definition() + ReportFigures.INTERVAL;
    if (stored == null) {
      return Part.unknown(definition, evidence, "no exposure is stored");
    }
    FigureGrid grid = stored.grid();
    String why = "no position with a value has this loading, or the value is not above 0";
    List<Exposure> rows = new ArrayList<>();
    for (String factor : grid.rows()) {
      Value ofNav = known(grid.at(factor, "OF_NAV"), why);
      OptionalDouble error = grid.at(factor, "ERROR");
      rows.add(
          new Exposure(
              FactorText.of(factor),
              ofNav,
              bound(ofNav, error, -ERRORS),
              bound(ofNav, error, ERRORS),
              known(grid.at(factor, "NORMALISED"), why),
              known(grid.at(factor, "DOLLARS"), why),
              known(grid.at(factor, "COVERED"), why)));
    }
    return Part.of(definition, evidence, rows);
  }

  private static Value bound(Value value, OptionalDouble error, double errors) {
    Double number = value.number();
    if (number == null) {
      return value;
    }
    return error.isPresent()
        ? Value.of(number + errors * error.getAsDouble())
        : Value.unknown("the loading has no standard error");
  }

  private Part<Stress> stresses() {
    StoredGrid stored = grids.get(GridCode.STRESS);
    Evidence evidence = evidence(FigureCode.PORTFOLIO_BETA, "", "");
    if (stored == null) {
      return Part.unknown(ReportFigures.STRESSES, evidence, "no scenario is stored");
    }
    FigureGrid grid = stored.grid();
    List<Stress> rows = new ArrayList<>();
    for (String scenario : grid.rows()) {
      List<String> flags = new ArrayList<>();
      if (grid.at(scenario, "LOSS_EXCEEDS_NAV").orElse(0) > 0) {
        flags.add("the loss exceeds the net asset value");
      }
      if (grid.at(scenario, "SHOCK_OUTSIDE_HISTORY").orElse(0) > 0) {
        flags.add("a shock beyond any 21 sessions of the window");
      }
      rows.add(
          new Stress(
              ScenarioNames.of(scenario),
              known(grid.at(scenario, "PROPAGATED"), "too few returns with the shocked factors"),
              known(grid.at(scenario, "DIRECT"), "an exposure to a shocked factor is not known"),
              known(grid.at(scenario, "COVERED"), NOT_KNOWN),
              flags));
    }
    return rows.isEmpty()
        ? Part.unknown(ReportFigures.STRESSES, evidence, "no scenario is stored")
        : Part.of(ReportFigures.STRESSES, evidence, rows);
  }

  private List<ReportFigure> risk() {
    List<ReportFigure> risk = new ArrayList<>(ofBasis(this::isRisk));
    for (String level : List.of("95", "99")) {
      risk.addAll(exceptions(level));
    }
    return risk;
  }

  /** How often the value at risk was exceeded, and how likely that is if it is right. */
  private List<ReportFigure> exceptions(String level) {
    List<StoredFigure> all =
        store.between(portfolio, FigureCode.VAR_EXCEPTION, level, date.minusYears(2), date).stream()
            .filter(night -> night.value() != null)
            .toList();
    List<StoredFigure> nights = all.subList(Math.max(0, all.size() - NIGHTS), all.size());
    int exceeded = (int) nights.stream().filter(FigureReader::exceeded).count();
    Figure<Backtest> test =
        nights.isEmpty()
            ? Figure.unknown(Figure.Reason.INSUFFICIENT_DATA, "no night has both", 0)
            : Backtest.of(exceeded, nights.size(), Integer.parseInt(level) / 100.0);
    Evidence evidence =
        new Evidence(nights.isEmpty() ? null : nights.get(0).date(), date, nights.size(), null);
    String basis = "Current holdings: " + FigureCode.VAR_EXCEPTION.basis().describe() + ".";
    return List.of(
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

  private Part<Share> riskShares() {
    StoredGrid stored = grids.get(GridCode.RISK_SHARES);
    Evidence evidence = evidence(FigureCode.RISK_VOLATILITY, "SAMPLE", "");
    if (stored == null) {
      return Part.unknown(
          ReportFigures.RISK_SHARES, evidence, why(FigureCode.RISK_VOLATILITY, "SAMPLE", ""));
    }
    FigureGrid grid = stored.grid();
    double whole = grid.rows().stream().mapToDouble(row -> grid.at(row, "SAMPLE").orElse(0)).sum();
    List<Share> rows =
        grid.rows().stream()
            .map(row -> new Share(row, "", share(grid.at(row, "SAMPLE"), whole)))
            .toList();
    return rows.isEmpty()
        ? Part.unknown(ReportFigures.RISK_SHARES, evidence, "nothing with returns is held")
        : Part.of(ReportFigures.RISK_SHARES, evidence, rows);
  }

  private static Value share(OptionalDouble part, double whole) {
    return whole > 0 && part.isPresent()
        ? Value.of(part.getAsDouble() / whole)
        : Value.unknown("the volatility is 0 or not known");
  }

  private Part<CorrelationRow> correlations() {
    StoredGrid stored = grids.get(GridCode.POSITION_CORRELATION);
    Evidence evidence = evidence(FigureCode.AVERAGE_CORRELATION, "", "");
    if (stored == null || stored.grid().rows().isEmpty()) {
      return Part.unknown(
          ReportFigures.CORRELATIONS, evidence, why(FigureCode.AVERAGE_CORRELATION, "", ""));
    }
    FigureGrid grid = stored.grid();
    List<Integer> shown = largest(grid);
    List<CorrelationRow> rows = new ArrayList<>();
    for (int row : shown) {
      List<Correlation> cells = new ArrayList<>();
      for (int column : shown) {
        int n = grid.observations(row, column).orElse(0);
        cells.add(
            new Correlation(
                known(grid.at(row, column), "60 returns of both are needed, there are " + n), n));
      }
      rows.add(new CorrelationRow(grid.rows().get(row), cells));
    }
    String more =
        shown.size() == grid.rows().size()
            ? ""
            : " Shown are the "
                + shown.size()
                + " of "
                + grid.rows().size()
                + " symbols with the largest exposures; 'correlation' lists all.";
    return Part.of(ReportFigures.CORRELATIONS + more, evidence, rows);
  }

  /** The rows of the symbols with the largest exposures, in the order of the grid. */
  private List<Integer> largest(FigureGrid grid) {
    StoredGrid exposures = grids.get(GridCode.POSITION_EXPOSURES);
    List<Integer> all = new ArrayList<>();
    for (int row = 0; row < grid.rows().size(); row++) {
      all.add(row);
    }
    if (all.size() <= SYMBOLS || exposures == null) {
      return all.subList(0, Math.min(SYMBOLS, all.size()));
    }
    return all.stream()
        .sorted(
            Comparator.comparingDouble(
                row -> -Math.abs(exposures.grid().at(grid.rows().get(row), "EXPOSURE").orElse(0))))
        .limit(SYMBOLS)
        .sorted()
        .toList();
  }

  private Part<Sector> sectors() {
    Map<String, Sector> rows = new TreeMap<>();
    Value nav = value(FigureCode.NET_ASSET_VALUE, "", "");
    for (StoredFigure figure : figures) {
      if (figure.key().code() == FigureCode.SECTOR_NET) {
        String name = figure.key().item();
        rows.put(
            // Cash is the last one.
            name.equals(CASH) ? "\uFFFF" : name,
            new Sector(
                name,
                ofNav(FigureCode.SECTOR_LONG, name, nav),
                ofNav(FigureCode.SECTOR_SHORT, name, nav),
                ofNav(FigureCode.SECTOR_NET, name, nav),
                ofNav(FigureCode.SECTOR_GROSS, name, nav)));
      }
    }
    Evidence evidence = evidence(FigureCode.NET_ASSET_VALUE, "", "");
    return rows.isEmpty()
        ? Part.unknown(ReportFigures.SECTORS, evidence, "no sector is stored")
        : Part.of(ReportFigures.SECTORS, evidence, List.copyOf(rows.values()));
  }

  private Value ofNav(FigureCode code, String sector, Value nav) {
    Value amount = value(code, "", sector);
    Double usd = amount.number();
    Double whole = nav.number();
    if (usd == null) {
      return amount;
    }
    return whole == null || whole <= 0
        ? Value.unknown("the net asset value is not above 0")
        : Value.of(usd / whole);
  }
}
