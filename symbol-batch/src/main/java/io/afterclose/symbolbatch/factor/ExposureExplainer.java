package io.afterclose.symbolbatch.factor;

import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.price.ActionOrigin;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.market.price.ReplacedPrice;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.FactorFit.Fitted;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains the exposures of a symbol.
 *
 * @param returns those of the symbol and the regressors as they are now, on the window's axis
 * @param origins where the closes on that axis come from
 */
record ExposureExplainer(
    Symbol symbol, FactorChoice choice, ReturnMatrix returns, List<PriceOrigin> origins) {

  ExplainedExposure explain(
      List<ExposureRow> stored, List<ReplacedPrice> replaced, List<ActionOrigin> actions) {
    return new ExplainedExposure(
        symbol,
        fits(stored),
        window(),
        sessions(),
        prices(),
        replaced.stream().map(this::correction).toList(),
        actions);
  }

  private List<ExplainedExposure.Fit> fits(List<ExposureRow> stored) {
    Map<Factor, FactorFit> now =
        choice.model().prepare(returns).fit(series(symbol)).stream()
            .collect(Collectors.toMap(FactorFit::factor, fit -> fit));
    return stored.stream()
        .map(row -> fit(row, Objects.requireNonNull(now.get(row.factor()), "a fit of each factor")))
        .toList();
  }

  private static ExplainedExposure.Fit fit(ExposureRow stored, FactorFit now) {
    Double beta = now instanceof Fitted fitted ? (Double) fitted.estimate().beta() : null;
    boolean unchanged =
        now.observations() == stored.observations()
            && Objects.equals(beta, stored.value(Estimate::beta));
    return new ExplainedExposure.Fit(stored, beta, unchanged);
  }

  private ExplainedExposure.Window window() {
    return new ExplainedExposure.Window(
        choice.model().name(),
        choice.regressors(),
        choice.model().minimumObservations(),
        returns.sessions().at(1),
        returns.sessions().last());
  }

  private List<ExplainedExposure.Session> sessions() {
    Map<List<Symbol>, List<Factor>> byRegressors =
        choice.factors().stream()
            .collect(
                Collectors.groupingBy(
                    factor -> choice.model().regressors(factor),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<LocalDate, PriceOrigin> closes = new HashMap<>();
    origins.stream()
        .filter(origin -> origin.symbol().equals(symbol))
        .forEach(origin -> closes.put(origin.session(), origin));
    List<ExplainedExposure.Session> sessions = new ArrayList<>();
    byRegressors.forEach(
        (regressors, factors) -> {
          String factor = factors.size() == 1 ? factors.get(0).name() : choice.model().name();
          for (int at = 1; at < returns.sessions().size(); at++) {
            sessions.add(session(factor, regressors, at, closes.get(returns.sessions().at(at))));
          }
        });
    return sessions;
  }

  private ExplainedExposure.Session session(
      String factor, List<Symbol> regressors, int at, @Nullable PriceOrigin close) {
    return new ExplainedExposure.Session(
        factor,
        returns.sessions().at(at),
        series(symbol).has(at) ? (Double) series(symbol).at(at) : null,
        Stream.concat(Stream.of(symbol), regressors.stream())
            .distinct()
            .filter(candidate -> !series(candidate).has(at))
            .toList(),
        Optional.ofNullable(close));
  }

  private List<ExplainedExposure.Prices> prices() {
    record Origin(Symbol symbol, String source, @Nullable Long execution) {}
    Map<Origin, List<PriceOrigin>> byOrigin =
        origins.stream()
            .collect(
                Collectors.groupingBy(
                    close -> new Origin(close.symbol(), close.source(), close.execution()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byOrigin.entrySet().stream()
        .map(
            entry ->
                new ExplainedExposure.Prices(
                    entry.getKey().symbol(),
                    entry.getKey().source(),
                    entry.getKey().execution(),
                    entry.getValue().size(),
                    entry.getValue().get(0).session(),
                    entry.getValue().get(entry.getValue().size() - 1).session()))
        .toList();
  }

  private ExplainedExposure.Correction correction(ReplacedPrice replaced) {
    return new ExplainedExposure.Correction(
        replaced,
        origins.stream()
            .filter(close -> close.symbol().equals(replaced.origin().symbol()))
            .filter(close -> close.session().equals(replaced.origin().session()))
            .findFirst());
  }

  private ReturnSeries series(Symbol wanted) {
    return returns
        .series(wanted)
        .orElseThrow(
            () -> new IllegalStateException("the returns of " + wanted + " were not loaded"));
  }
}
