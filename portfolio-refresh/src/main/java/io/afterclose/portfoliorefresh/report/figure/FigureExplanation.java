package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.JsonSections;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.figure.FigureBasis;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureKey;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.snapshot.DailyPerformanceStore;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.report.figure.FigureSession;
import io.afterclose.report.figure.FigureValue;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a stored figure is, all its revisions, and the days or positions that it was made of: what
 * happened is made of days, all else of what was held.
 */
public final class FigureExplanation {

  private final ResultTable table =
      ResultTable.of(
          "section",
          "item",
          "date",
          "value",
          "before",
          "flows",
          "after",
          "pnl",
          "weight",
          "quantity",
          "price",
          "status",
          "source",
          "execution",
          "detail");

  private FigureExplanation() {}

  /**
   * Explains a figure.
   *
   * @param positions the open positions of a session with their prices
   */
  public static ResultTable of(
      Database opened,
      ProcessContext process,
      FigureRequest request,
      Function<LocalDate, List<PricedPosition>> positions) {
    FigureCode code = CodeOption.stored(request.code());
    FigureSession session =
        SessionOptions.session(opened, process, request.portfolio(), request.date());
    List<StoredFigure> revisions =
        request.revisions(session.store().revisions(session.portfolio().id(), session.date()));
    StoredFigure latest = revisions.get(revisions.size() - 1);
    FigureExplanation printed = new FigureExplanation();
    printed.figure(latest);
    revisions.forEach(printed::revision);
    if (code.basis() == FigureBasis.REALISED) {
      new DailyPerformanceStore(opened.dataSource())
              .records(List.of(session.portfolio().id()), session.date())
              .getOrDefault(session.portfolio().id(), List.of())
              .stream()
              .filter(day -> within(latest, day.date()))
              .forEach(printed::day);
    } else {
      LocalDate held = heldOn(latest);
      double netAssetValue = netAssetValue(session, held);
      positions.apply(held).forEach(position -> printed.position(position, netAssetValue));
    }
    return printed.table.inJson(JsonSections.arrays().named("figure", "item", "value"));
  }

  /** An exception is by what was held at the close before. */
  private static LocalDate heldOn(StoredFigure figure) {
    LocalDate before = figure.from();
    return figure.key().code() == FigureCode.VAR_EXCEPTION && before != null
        ? before
        : figure.date();
  }

  private static double netAssetValue(FigureSession session, LocalDate date) {
    return session.store().ofDate(session.portfolio().id(), date).stream()
        .filter(figure -> figure.key().equals(FigureKey.of(FigureCode.NET_ASSET_VALUE)))
        .map(StoredFigure::value)
        .filter(value -> value != null)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static boolean within(StoredFigure figure, LocalDate day) {
    LocalDate from = figure.from();
    LocalDate to = figure.to();
    return (from == null || day.isAfter(from)) && (to == null || !day.isAfter(to));
  }

  private void figure(StoredFigure figure) {
    FigureCode code = figure.key().code();
    fact(figure, "code", code);
    fact(figure, "definition", code.definition());
    fact(figure, "basis", code.basis() + ": " + code.basis().describe());
    fact(figure, "unit", code.unit());
    fact(figure, "period", FigureValue.blank(figure.key().period()));
    fact(figure, "item", FigureValue.blank(figure.key().item()));
    fact(figure, "value", FigureValue.of(code.unit(), figure.value()));
    fact(figure, "standard_error", figure.standardError());
    fact(figure, "reason", figure.reason());
    fact(figure, "parameters", figure.detail());
    fact(figure, "observations", figure.observations());
    fact(figure, "from", figure.from());
    fact(figure, "to", figure.to());
    fact(figure, "coverage", figure.coverage());
    fact(figure, "fingerprint", figure.fingerprint());
  }

  /** What does not apply is left out. */
  private void fact(StoredFigure figure, String name, @Nullable Object value) {
    if (value != null) {
      row("figure", name, figure.date()).set("value", value).end();
    }
  }

  private void revision(StoredFigure figure) {
    row("revision", "revision " + figure.revision(), figure.date())
        .set("value", FigureValue.of(figure.key().code().unit(), figure.value()))
        .set("status", figure.reason())
        .set("execution", figure.execution())
        .set("detail", figure.change() + ", written_utc " + figure.writtenAt())
        .end();
  }

  private void day(PerformanceDay day) {
    row("day", "return", day.date())
        .set("value", day.dailyReturn().value())
        .set("before", day.before())
        .set("flows", day.externalFlows())
        .set("after", day.after())
        .set("pnl", day.pnl().value())
        .set("status", day.dailyReturn().reason())
        .end();
  }

  private void position(PricedPosition position, double netAssetValue) {
    BigDecimal value = position.value();
    row("position", position.symbol(), position.priceDate())
        .set("value", value == null ? null : FigureValue.cents(value.doubleValue()))
        .set(
            "weight",
            value == null || !(netAssetValue > 0) ? null : value.doubleValue() / netAssetValue)
        .set("quantity", position.quantity())
        .set("price", position.price())
        .set("status", position.status())
        .set("source", position.source())
        .set("execution", position.execution())
        .end();
  }

  private ResultTable.Row row(String section, String item, @Nullable LocalDate date) {
    return table.row().set("section", section).set("item", item).set("date", date);
  }
}
