package io.afterclose.symbolbatch.factor;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.cli.output.ResultTable.Row;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
 * A symbol's exposures of a date and what they were made of, as one table. The window is the one of
 * the fit: its sessions, and the session before the first, whose close the first return needs.
 */
final class ExplainedExposure {

  private final ResultTable table =
      ResultTable.of(
          "section",
          "factor",
          "item",
          "date",
          "value",
          "close",
          "status",
          "source",
          "execution",
          "detail");

  private final Symbol symbol;
  private final FactorChoice choice;
  private final ReturnMatrix returns;
  private final List<PriceOrigin> origins;

  /**
   * @param returns those of the symbol and the regressors as they are now, on the window's axis
   * @param origins where the closes on that axis come from
   */
  ExplainedExposure(
      Symbol symbol, FactorChoice choice, ReturnMatrix returns, List<PriceOrigin> origins) {
    this.symbol = symbol;
    this.choice = choice;
    this.returns = returns;
    this.origins = origins;
  }

  /** The stored figures, and whether the prices as they are now give the same. */
  ExplainedExposure exposures(List<ExposureRow> rows) {
    Map<Factor, FactorFit> now =
        choice.model().prepare(returns).fit(series(symbol)).stream()
            .collect(Collectors.toMap(FactorFit::factor, fit -> fit));
    for (ExposureRow row : rows) {
      figures(row)
          .forEach(
              (name, value) ->
                  add("exposure", row.factor().name(), name)
                      .set("value", value)
                      .set("status", row.status())
                      .end());
      add("exposure", row.factor().name(), "today")
          .set("value", beta(now.get(row.factor())))
          .set("status", agrees(row, now.get(row.factor())) ? "SAME" : "CHANGED")
          .set(
              "detail",
              agrees(row, now.get(row.factor()))
                  ? "the prices as they are now give the same beta"
                  : "prices or actions changed after the fit; 'rerun' of the date fits again")
          .end();
      if (row.detail() != null) {
        add("exposure", row.factor().name(), "why")
            .set("status", row.status())
            .set("detail", row.detail())
            .end();
      }
    }
    return this;
  }

  private static Map<String, @Nullable Object> figures(ExposureRow row) {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("beta", row.value(Estimate::beta));
    figures.put("raw_beta", row.value(Estimate::rawBeta));
    figures.put("alpha", row.value(Estimate::alpha));
    figures.put("r_squared", row.value(Estimate::rSquared));
    figures.put("std_error", row.value(Estimate::standardError));
    figures.put("p_value", row.value(Estimate::pValue));
    figures.put("observations", row.observations());
    figures.put("window", row.window());
    figures.put("quality", row.quality());
    return figures;
  }

  private static @Nullable Double beta(@Nullable FactorFit fit) {
    return fit instanceof Fitted fitted ? (Double) fitted.estimate().beta() : null;
  }

  private static boolean agrees(ExposureRow row, @Nullable FactorFit now) {
    return fit(now).observations() == row.observations()
        && Objects.equals(beta(now), row.value(Estimate::beta));
  }

  private static FactorFit fit(@Nullable FactorFit now) {
    return Objects.requireNonNull(now, "a fit of each factor of the model");
  }

  /** The window and what the model needs of it. */
  ExplainedExposure window() {
    window("model", choice.model().name());
    window("regressors", String.join(" ", choice.regressors().stream().map(Symbol::text).toList()));
    window("minimum_observations", choice.model().minimumObservations());
    add("window", null, "first_session").set("date", returns.sessions().at(1)).end();
    add("window", null, "last_session").set("date", returns.sessions().last()).end();
    return this;
  }

  private void window(String item, Object value) {
    add("window", null, item).set("value", value).end();
  }

  /** Each session of the window, oldest first, once for the factors that use the same ones. */
  ExplainedExposure sessions() {
    Map<List<Symbol>, List<Factor>> alike =
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
    alike.forEach(
        (regressors, factors) -> {
          String factor = factors.size() == 1 ? factors.get(0).name() : choice.model().name();
          for (int at = 1; at < returns.sessions().size(); at++) {
            session(factor, regressors, at, closes.get(returns.sessions().at(at)));
          }
        });
    return this;
  }

  private void session(
      String factor, List<Symbol> regressors, int at, @Nullable PriceOrigin close) {
    List<Symbol> without =
        Stream.concat(Stream.of(symbol), regressors.stream())
            .distinct()
            .filter(one -> !series(one).has(at))
            .toList();
    Row row =
        add("session", factor, symbol.text())
            .set("date", returns.sessions().at(at))
            .set("value", series(symbol).has(at) ? (Double) series(symbol).at(at) : null)
            .set("status", without.isEmpty() ? "USED" : "UNUSED");
    if (close != null) {
      from(row, close);
    }
    row.set(
            "detail",
            without.isEmpty()
                ? null
                : "no return of " + String.join(", ", without.stream().map(Symbol::text).toList()))
        .end();
  }

  /** The origin of the prices: how many closes each provider and run stored of each symbol. */
  ExplainedExposure prices() {
    record Brought(Symbol symbol, String source, @Nullable Long execution) {}
    Map<Brought, List<PriceOrigin>> brought =
        origins.stream()
            .collect(
                Collectors.groupingBy(
                    one -> new Brought(one.symbol(), one.source(), one.execution()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    brought.forEach(
        (by, closes) ->
            add("prices", null, by.symbol().text())
                .set("value", closes.size())
                .set("source", by.source())
                .set("execution", by.execution())
                .set(
                    "detail",
                    "%s to %s"
                        .formatted(
                            closes.get(0).session(), closes.get(closes.size() - 1).session()))
                .end());
    return this;
  }

  /** The closes that were corrected, as they were before. */
  ExplainedExposure corrections(List<ReplacedPrice> replaced) {
    for (ReplacedPrice one : replaced) {
      PriceOrigin was = one.origin();
      from(add("correction", null, was.symbol().text()), was)
          .set("date", was.session())
          .set("status", "REPLACED")
          .set(
              "detail",
              "replaced_utc "
                  + LocalDateTime.ofInstant(one.replacedAt(), ZoneOffset.UTC)
                  + " by "
                  + by(was))
          .end();
    }
    return this;
  }

  private String by(PriceOrigin was) {
    Optional<PriceOrigin> now =
        origins.stream()
            .filter(one -> one.symbol().equals(was.symbol()))
            .filter(one -> one.session().equals(was.session()))
            .findFirst();
    return now.map(one -> one.close().toPlainString()).orElse("nothing");
  }

  /** The splits and dividends that its returns hold. */
  ExplainedExposure actions(List<ActionOrigin> actions) {
    for (ActionOrigin one : actions) {
      add("action", null, one.action().symbol().text())
          .set("date", one.action().exDate())
          .set("value", one.action().value())
          .set("status", one.action().kind().name())
          .set("source", one.source())
          .end();
    }
    return this;
  }

  ResultTable table() {
    return table;
  }

  private ReturnSeries series(Symbol one) {
    return returns
        .series(one)
        .orElseThrow(() -> new IllegalStateException("the returns of " + one + " were not loaded"));
  }

  private Row add(String section, @Nullable String factor, String item) {
    return table.row().set("section", section).set("factor", factor).set("item", item);
  }

  private static Row from(Row row, PriceOrigin origin) {
    return row.set("close", origin.close())
        .set("source", origin.source())
        .set("execution", origin.execution());
  }
}
