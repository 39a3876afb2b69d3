package io.afterclose.portfoliorefresh.report;

import static io.afterclose.portfolio.position.Money.toCents;

import io.afterclose.cli.output.JsonSections;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.cli.output.ResultTable.Row;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.SnapshotColumn;
import io.afterclose.portfoliorefresh.valuation.CarriedValue;
import io.afterclose.portfoliorefresh.valuation.CashRow;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.portfoliorefresh.valuation.UnpricedReason;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.report.ProfitParts;
import io.afterclose.report.ReasonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Prints an explained snapshot as one table, section by section. */
final class ExplanationTable {

  /** As a quantity is recorded. */
  private static final int QUANTITY_DECIMALS = 10;

  private final ResultTable table =
      ResultTable.of(
          "section",
          "item",
          "date",
          "quantity",
          "price",
          "value",
          "cost",
          "pnl",
          "status",
          "source",
          "execution",
          "detail");

  private final LocalDate date;

  private ExplanationTable(LocalDate date) {
    this.date = date;
  }

  static ResultTable of(ExplainedSnapshot explained) {
    ExplanationTable printed = new ExplanationTable(explained.date());
    for (SnapshotColumn column : SnapshotColumn.values()) {
      printed.value("snapshot", column.column(), explained.date(), column.of(explained.totals()));
    }
    explained.positions().forEach(printed::position);
    if (explained.cash() != null) {
      printed.cash(explained.cash());
    }
    printed.profit(explained.profit(), explained.totals().cash().netAssetValue());
    explained.revisions().forEach(printed::revision);
    return printed.table.inJson(JsonSections.arrays().named("snapshot", "item", "value"));
  }

  private void position(ExplainedPosition explained) {
    PositionValuation valuation = explained.valuation();
    Position position = valuation.position();
    PriceOrigin origin = explained.origin();
    row("position", position.id() + " " + valuation.symbol(), valuation.priceDate())
        .set("quantity", quantity(valuation.quantity()))
        .set("price", valuation.price())
        .set("value", valuation.value().map(value -> toCents(value)).orElse(null))
        .set("cost", toCents(valuation.cost()))
        .set("pnl", valuation.unrealizedPnl().map(pnl -> toCents(pnl)).orElse(null))
        .set("status", valuation.status())
        .set("source", origin == null ? null : origin.source())
        .set("execution", origin == null ? null : origin.execution())
        .set(
            "detail",
            position.side()
                + " "
                + position.investmentClass()
                + carried(valuation)
                + basis(explained)
                + flags(origin))
        .end();
  }

  private static BigDecimal quantity(BigDecimal held) {
    return held.scale() > QUANTITY_DECIMALS
        ? held.setScale(QUANTITY_DECIMALS, RoundingMode.HALF_UP)
        : held;
  }

  /** What the owner stated, where actions have made something else of it. */
  private static String carried(PositionValuation valuation) {
    Symbol stated = valuation.position().symbol();
    if (valuation.spunOff()) {
      return ", spun off of " + stated;
    }
    return valuation.symbol().equals(stated) ? "" : ", stated as " + stated;
  }

  private static String basis(ExplainedPosition explained) {
    PositionValuation valuation = explained.valuation();
    UnpricedReason reason = valuation.reason();
    return switch (valuation.status()) {
      case PRICED -> quoted(valuation);
      case STALE -> quoted(valuation) + ", " + explained.priceAge() + " sessions old";
      case ESTIMATED -> ", by its owner's valuation or at cost";
      case UNPRICED ->
          (reason == null ? "" : ", " + reason + ": " + reason.describe())
              + carried(valuation.carried());
    };
  }

  /** Whoever looks at a value is to see that its price is in doubt. */
  private static String flags(@Nullable PriceOrigin origin) {
    return origin == null || origin.flags().isEmpty()
        ? ""
        : ", its price is flagged "
            + origin.flags()
            + ": 'symbol-batch quarantine list' and 'prices' say more";
  }

  private static String carried(@Nullable CarriedValue carried) {
    if (carried == null) {
      return "";
    }
    CloseKey<Symbol> close = carried.close();
    return ", carried at "
        + toCents(carried.amount()).toPlainString()
        + (close == null
            ? ", as it was entered"
            : " by the close of " + close.symbol() + " on " + close.session());
  }

  private static String quoted(PositionValuation valuation) {
    Symbol quoted = valuation.priceSymbol();
    return quoted == null || quoted.equals(valuation.symbol()) ? "" : ", at the close of " + quoted;
  }

  private void cash(CashChange change) {
    if (change.previous() != null) {
      value(
          "cash",
          "previous_cash_value",
          change.previous().date(),
          toCents(change.previous().amount()));
    }
    for (CashRow row : change.rows()) {
      row("cash", row.kind().name(), row.date())
          .set("value", toCents(row.amount()))
          .set("status", row.origin())
          .end();
    }
    value("cash", "cash_value", date, toCents(change.balance()));
  }

  private void profit(DailyProfit profit, BigDecimal netAssetValue) {
    DailyPerformance performance = profit.performance();
    pnl("previous_net_asset_value", performance.previousDate(), performance.previousNav());
    pnl("net_asset_value", date, netAssetValue);
    if (performance.carried().isThere()) {
      pnl("previous_carried_value", performance.previousDate(), performance.carried().previous());
      pnl("carried_value", date, performance.carried().value());
    }
    pnl("external_flows", date, performance.externalFlows());
    if (profit.parts() != null) {
      parts(profit.parts());
    }
    row("pnl", "daily_pnl", date)
        .set("value", performance.dailyPnl())
        .set("status", performance.mark())
        .set("detail", detail(performance))
        .end();
    pnl("daily_return", date, performance.dailyReturn().value());
  }

  private static @Nullable String detail(DailyPerformance performance) {
    if (performance.mark() != null) {
      return "it holds the whole change, since its last value or cost, of a position that had no"
          + " price before";
    }
    String reason = performance.pnl().reason();
    return reason == null ? null : ReasonText.of(reason);
  }

  private void parts(ProfitParts parts) {
    pnl("price_change", date, parts.priceChange());
    pnl("dividends", date, parts.dividends());
    pnl("fees", date, parts.fees());
    ifAny("interest", parts.interest());
    ifAny("taxes", parts.taxes());
    ifAny("rounding", parts.rounding());
  }

  private void ifAny(String item, BigDecimal amount) {
    if (amount.signum() != 0) {
      pnl(item, date, amount);
    }
  }

  private void pnl(String item, @Nullable LocalDate of, @Nullable BigDecimal amount) {
    value("pnl", item, of, amount);
  }

  private void revision(Revision revision) {
    row("revision", "revision " + revision.number(), date)
        .set("value", revision.totals().cash().netAssetValue())
        .set("status", revision.totals().status())
        .set("execution", revision.execution())
        .set("detail", revision.reason() + ", written_utc " + revision.writtenAt())
        .end();
  }

  private void value(String section, String item, @Nullable LocalDate of, @Nullable Object value) {
    row(section, item, of).set("value", value).end();
  }

  private Row row(String section, String item, @Nullable LocalDate of) {
    return table.row().set("section", section).set("item", item).set("date", of);
  }
}
