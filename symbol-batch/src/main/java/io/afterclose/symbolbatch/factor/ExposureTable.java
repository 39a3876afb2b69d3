package io.afterclose.symbolbatch.factor;

import io.afterclose.cli.output.JsonSections;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.cli.output.ResultTable.Row;
import io.afterclose.market.factor.ExposureRow;
import io.afterclose.market.price.ActionOrigin;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.factor.ExplainedExposure.Correction;
import io.afterclose.symbolbatch.factor.ExplainedExposure.Fit;
import io.afterclose.symbolbatch.factor.ExplainedExposure.Prices;
import io.afterclose.symbolbatch.factor.ExplainedExposure.Session;
import io.afterclose.symbolbatch.factor.ExplainedExposure.Window;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explained exposure as one table, a row for each of its parts. */
final class ExposureTable {

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

  private ExposureTable() {}

  static ResultTable of(ExplainedExposure explained) {
    ExposureTable rows = new ExposureTable();
    explained.fits().forEach(rows::fit);
    rows.window(explained.window());
    explained.sessions().forEach(session -> rows.session(explained.symbol(), session));
    explained.prices().forEach(rows::prices);
    explained.corrections().forEach(rows::correction);
    explained.actions().forEach(rows::action);
    return rows.table.inJson(
        JsonSections.arrays()
            .nested("exposure", "factor", "item", "value", "detail")
            .named("window", "item", "value", "date"));
  }

  private void fit(Fit fit) {
    ExposureRow stored = fit.stored();
    String factor = stored.factor().name();
    figures(stored)
        .forEach(
            (name, value) ->
                add("exposure", factor, name)
                    .set("value", value)
                    .set("status", stored.status())
                    .end());
    add("exposure", factor, "today")
        .set("value", fit.betaNow())
        .set("status", fit.unchanged() ? "SAME" : "CHANGED")
        .set(
            "detail",
            fit.unchanged()
                ? "the prices as they are now give the same beta"
                : "prices or actions changed after the fit; 'rerun' of the date fits again")
        .end();
    add("exposure", factor, "unchanged").set("value", fit.unchanged()).end();
    if (stored.detail() != null) {
      add("exposure", factor, "why")
          .set("status", stored.status())
          .set("detail", stored.detail())
          .end();
    }
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

  private void window(Window window) {
    add("window", null, "model").set("value", window.model()).end();
    add("window", null, "regressors").set("value", texts(window.regressors(), " ")).end();
    add("window", null, "minimum_observations").set("value", window.minimumObservations()).end();
    add("window", null, "first_session").set("date", window.first()).end();
    add("window", null, "last_session").set("date", window.last()).end();
  }

  private void session(Symbol symbol, Session session) {
    boolean used = session.missing().isEmpty();
    Row row =
        add("session", session.factor(), symbol.text())
            .set("date", session.date())
            .set("value", session.value())
            .set("status", used ? "USED" : "UNUSED");
    session.close().ifPresent(close -> origin(row, close));
    row.set("detail", used ? flags(session) : "no return of " + texts(session.missing(), ", "))
        .end();
  }

  /** What is odd about the close of a session that is used all the same; null for nothing. */
  private static @Nullable String flags(Session session) {
    return session.close().map(PriceOrigin::flags).filter(text -> !text.isEmpty()).orElse(null);
  }

  private void prices(Prices prices) {
    add("prices", null, prices.symbol().text())
        .set("value", prices.closes())
        .set("source", prices.source())
        .set("execution", prices.execution())
        .set("detail", prices.first() + " to " + prices.last())
        .end();
  }

  private void correction(Correction correction) {
    PriceOrigin was = correction.replaced().origin();
    String now = correction.now().map(close -> close.close().toPlainString()).orElse("nothing");
    origin(add("correction", null, was.symbol().text()), was)
        .set("date", was.session())
        .set("status", "REPLACED")
        .set(
            "detail",
            "replaced_utc "
                + LocalDateTime.ofInstant(correction.replaced().replacedAt(), ZoneOffset.UTC)
                + " by "
                + now)
        .end();
  }

  private void action(ActionOrigin action) {
    add("action", null, action.action().symbol().text())
        .set("date", action.action().exDate())
        .set("value", action.action().value())
        .set("status", action.action().kind().name())
        .set("source", action.source())
        .end();
  }

  private Row add(String section, @Nullable String factor, String item) {
    return table.row().set("section", section).set("factor", factor).set("item", item);
  }

  private static Row origin(Row row, PriceOrigin origin) {
    return row.set("close", origin.close())
        .set("source", origin.source())
        .set("execution", origin.execution());
  }

  private static String texts(List<Symbol> symbols, String between) {
    return symbols.stream().map(Symbol::text).collect(Collectors.joining(between));
  }
}
