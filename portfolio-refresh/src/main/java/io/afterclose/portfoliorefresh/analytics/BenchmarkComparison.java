package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.market.price.ClosePanelStore;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.price.PriceStore;
import io.afterclose.market.returns.ReturnsLoader;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureRow;
import io.afterclose.portfolio.figure.RiskFreeRateStore;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.portfoliorefresh.analytics.BenchmarkFigures.RiskFree;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What a portfolio did beside a benchmark of one's choice, calculated when it is read: the figures
 * that a night stores beside SPY, by the same calculation. Nothing is stored.
 */
public final class BenchmarkComparison {

  private static final Set<FigureCode> RELATIVE =
      Set.of(
          FigureCode.BENCHMARK_TWR,
          FigureCode.ALPHA,
          FigureCode.BETA,
          FigureCode.R_SQUARED,
          FigureCode.TRACKING_ERROR,
          FigureCode.INFORMATION_RATIO,
          FigureCode.UP_CAPTURE,
          FigureCode.DOWN_CAPTURE,
          FigureCode.BATTING_AVERAGE);

  private final DailyPerformanceStore performance;
  private final PriceStore prices;
  private final ReturnsLoader returns;
  private final RiskFreeRates rates;
  private final TradingCalendar calendar;

  /**
   * @param settings for the risk-free rate before the first recorded one
   */
  public BenchmarkComparison(
      DataSource dataSource, TradingCalendar calendar, Clock clock, AnalyticsSettings settings) {
    this.performance = new DailyPerformanceStore(dataSource);
    this.prices = new PriceStore(dataSource, clock);
    this.returns =
        new ReturnsLoader(
            new ClosePanelStore(dataSource), new CorporateActionStore(dataSource, clock));
    this.rates =
        new RiskFreeRates(new RiskFreeRateStore(dataSource, clock), settings.riskFreeRate());
    this.calendar = calendar;
  }

  /**
   * A symbol with prices.
   *
   * @param text as a user writes it
   * @throws InvalidInputException if it is no symbol, or has no stored price on any session
   */
  public Symbol priced(String text) {
    Symbol symbol = symbol(text);
    if (prices.priced(List.of(symbol)).isEmpty()) {
      throw new InvalidInputException(
          "--benchmark "
              + symbol
              + " has no stored price; 'symbol-batch universe add "
              + symbol
              + "' has its prices read by the next run");
    }
    return symbol;
  }

  private static Symbol symbol(String text) {
    try {
      return Symbol.of(text);
    } catch (IllegalArgumentException none) {
      throw new InvalidInputException("--benchmark: " + none.getMessage());
    }
  }

  /**
   * The figures of a portfolio's record up to a session that a benchmark is in; where the benchmark
   * lacks prices each says so.
   *
   * @return in the order of their calculation; empty where there is no record
   */
  public List<FigureRow> of(long portfolioId, LocalDate session, Symbol benchmark) {
    List<PerformanceDay> days =
        performance.records(List.of(portfolioId), session).getOrDefault(portfolioId, List.of());
    return RealisedRecord.of(days, calendar)
        .map(record -> of(record, session, benchmark, rates.on(session)))
        .orElse(List.of());
  }

  private List<FigureRow> of(
      RealisedRecord record, LocalDate session, Symbol benchmark, RiskFree riskFree) {
    LocalDate start = record.returns().start();
    Sessions axis = Sessions.of(calendar.sessions(calendar.lastSessions(2, start).get(0), session));
    ReturnSeries series = returns.load(axis, List.of(benchmark)).series(benchmark).orElseThrow();
    FigureSheet sheet = new FigureSheet();
    BenchmarkFigures.put(record, series, riskFree, calendar, sheet);
    return sheet.set(0, session, "").figures().stream()
        .filter(row -> RELATIVE.contains(row.key().code()))
        .toList();
  }
}
