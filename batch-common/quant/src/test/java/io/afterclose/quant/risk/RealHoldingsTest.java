package io.afterclose.quant.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclose.quant.SharedData;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.performance.Drawdowns;
import io.afterclose.quant.performance.Drawdowns.Episode;
import io.afterclose.quant.performance.RealisedReturns;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.regression.OlsRegression;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of funds' real closes that anybody can look up, or that must agree with one another. */
class RealHoldingsTest {
  private static final String PRICES = "market/etf_prices_2013-07-18_2022-12-30.csv.gz";

  /**
   * From 2022-01-03 to 2022-10-12 the S&amp;P 500 with dividends lost 24.5 %, still open at the
   * end.
   */
  @Test
  void the_fall_of_2022_is_that_of_the_market() {
    ReturnSeries spy = returns().series(FactorEtfs.SPY).orElseThrow();
    int from = spy.sessions().floorIndex(LocalDate.of(2021, 12, 31));
    RealisedReturns record =
        RealisedReturns.of(
            spy.sessions().at(from),
            IntStream.range(from + 1, spy.size())
                .mapToObj(
                    t -> new RealisedReturns.Day(spy.sessions().at(t), Figure.of(spy.at(t), 1)))
                .toList());
    Drawdowns falls = Drawdowns.of(record).get();
    Episode deepest = falls.episodes().get(0);
    assertThat(deepest.peak()).isEqualTo("2022-01-03");
    assertThat(deepest.trough()).isEqualTo("2022-10-12");
    assertThat(deepest.recovery()).isNull();
    assertThat(deepest.depth()).isCloseTo(0.245, within(0.0005));
  }

  @Test
  void the_beta_of_a_portfolio_is_that_of_its_holdings_and_its_risks_agree() {
    ReturnMatrix returns = returns();
    Weights weights =
        Weights.of(
                Map.of(
                    FactorEtfs.SPY, 400.0,
                    FactorEtfs.TLT, 300.0,
                    FactorEtfs.IWM, -200.0,
                    FactorEtfs.QUAL, 350.0),
                1000)
            .get();
    HoldingsReturns holdings = HoldingsReturns.of(weights, returns, 252).get();
    assertThat(holdings.dropped()).isZero();
    double[] portfolio = holdings.portfolio();
    double[] spy = holdings.columns()[holdings.symbols().indexOf(FactorEtfs.SPY)];
    double weighted = 0;
    for (int i = 0; i < holdings.symbols().size(); i++) {
      weighted +=
          holdings.weights()[i]
              * OlsRegression.fit(spy, holdings.columns()[i]).orElseThrow().beta();
    }
    assertThat(OlsRegression.fit(spy, portfolio).orElseThrow().beta())
        .isCloseTo(weighted, within(1e-12));
    CovarianceMatrix sample = CovarianceMatrix.sample(holdings.columns()).get();
    double volatility = RiskShares.of(holdings.weights(), sample, 252).get().volatility();
    assertThat(volatility).isCloseTo(Volatility.annual(portfolio).get(), within(1e-13));
    double shrunk =
        RiskShares.of(holdings.weights(), LedoitWolf.of(holdings.columns()).get().covariance(), 252)
            .get()
            .volatility();
    assertThat(shrunk).isCloseTo(volatility, within(0.01));
    double historical = ValueAtRisk.historical(portfolio, 0.95).get().loss();
    double normal = ValueAtRisk.normal(portfolio, 0.95).get().loss();
    assertThat(historical / normal).isBetween(0.8, 1.2);
    assertThat(HarForecast.of(portfolio).get().volatility() / volatility).isBetween(0.5, 1.5);
  }

  private static ReturnMatrix returns() {
    Map<Symbol, NavigableMap<LocalDate, Double>> closes = new HashMap<>();
    SharedData.forEachRow(
        PRICES,
        row -> {
          if (row[1].compareTo("2021-06") > 0 && FactorEtfs.ALL.contains(Symbol.of(row[0]))) {
            closes
                .computeIfAbsent(Symbol.of(row[0]), symbol -> new TreeMap<>())
                .put(LocalDate.parse(row[1]), Double.parseDouble(row[6]));
          }
        });
    List<LocalDate> dates =
        closes.values().stream().map(one -> List.copyOf(one.keySet())).findFirst().orElseThrow();
    Sessions sessions = Sessions.of(dates);
    return ReturnMatrix.of(
        sessions,
        closes.entrySet().stream()
            .map(entry -> series(sessions, entry.getKey(), List.copyOf(entry.getValue().values())))
            .toList());
  }

  private static ReturnSeries series(Sessions sessions, Symbol symbol, List<Double> adjusted) {
    double[] values = new double[sessions.size()];
    values[0] = Double.NaN;
    for (int t = 1; t < values.length; t++) {
      values[t] = adjusted.get(t) / adjusted.get(t - 1) - 1;
    }
    return ReturnSeries.of(symbol, sessions, values);
  }
}
