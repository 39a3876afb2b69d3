package io.afterclose.portfoliorefresh.report;

import static io.afterclose.portfolio.position.Money.toCents;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.cli.output.ResultTable.Row;
import io.afterclose.market.price.PriceOrigin;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfoliorefresh.valuation.CashRow;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A snapshot and what it was made of, as one table. Money in USD. */
final class ExplainedSnapshot {

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

  private final TradingCalendar calendar;
  private final LocalDate date;

  ExplainedSnapshot(TradingCalendar calendar, LocalDate date) {
    this.calendar = calendar;
    this.date = date;
  }

  /** The columns of its row. */
  ExplainedSnapshot totals(Revision latest) {
    latest.totals().forEach((name, value) -> row("snapshot", name, date).set("value", value).end());
    return this;
  }

  /** The open positions, with who brought their prices. */
  ExplainedSnapshot positions(DailyValuation day, List<PriceOrigin> origins) {
    day.positions().forEach(valued -> position(valued, origin(valued, origins)));
    return this;
  }

  private static Optional<PriceOrigin> origin(PositionValuation valued, List<PriceOrigin> origins) {
    return origins.stream()
        .filter(origin -> origin.symbol().equals(valued.position().symbol()))
        .filter(origin -> origin.session().equals(valued.priceDate()))
        .findFirst();
  }

  private void position(PositionValuation valued, Optional<PriceOrigin> origin) {
    Position position = valued.position();
    row("position", position.id() + " " + position.symbol(), valued.priceDate())
        .set("quantity", valued.quantity())
        .set("price", valued.price())
        .set("value", valued.value().map(value -> toCents(value)).orElse(null))
        .set("cost", toCents(valued.cost()))
        .set("pnl", valued.unrealizedPnl().map(pnl -> toCents(pnl)).orElse(null))
        .set("status", valued.status())
        .set("source", origin.map(PriceOrigin::source).orElse(null))
        .set("execution", origin.map(PriceOrigin::execution).orElse(null))
        .set(
            "detail",
            position.side() + " " + position.investmentClass() + found(valued, origin.isPresent()))
        .end();
  }

  private String found(PositionValuation valued, boolean brought) {
    return switch (valued.status()) {
      case PRICED -> brought ? "" : ", settled by its underlying";
      case STALE -> ", " + sessionsOld(valued) + " sessions old";
      case ESTIMATED -> ", by its owner's valuation or at cost";
      case UNPRICED ->
          ", no close of the day or of the " + Position.STALE_SESSIONS + " sessions before it";
    };
  }

  private int sessionsOld(PositionValuation valued) {
    return calendar.sessions(Objects.requireNonNull(valued.priceDate(), "price date"), date).size()
        - 1;
  }

  /** Cash before, the rows since, and cash after. */
  ExplainedSnapshot cash(DailyValuation day, Optional<DailyValuation> before) {
    before.ifPresent(
        earlier ->
            row("cash", "previous_cash_value", earlier.date())
                .set("value", toCents(earlier.ledger().state().cash()))
                .end());
    day.ledger().rows().stream()
        .filter(row -> before.isEmpty() || row.date().isAfter(before.get().date()))
        .forEach(this::cashRow);
    row("cash", "cash_value", date).set("value", toCents(day.ledger().state().cash())).end();
    return this;
  }

  private void cashRow(CashRow row) {
    row("cash", row.kind().name(), row.date())
        .set("value", toCents(row.amount()))
        .set("status", row.origin())
        .end();
  }

  /**
   * The profit since the snapshot before it, as the view tells it, and of what it consists: what
   * the positions gained in price (trades included), dividends and fees. What is left is rounding.
   */
  ExplainedSnapshot profit(
      DailyPerformance told,
      Revision latest,
      Optional<DailyValuation> day,
      Optional<DailyValuation> before) {
    profit("previous_net_asset_value", told.previousDate(), told.previousNav());
    profit("net_asset_value", date, (BigDecimal) latest.totals().get("net_asset_value"));
    profit("external_flows", date, told.externalFlows());
    if (told.dailyPnl() != null && day.isPresent() && before.isPresent()) {
      parts(told.dailyPnl(), day.get(), before.get());
    }
    row("pnl", "daily_pnl", date)
        .set("value", told.dailyPnl())
        .set("detail", told.whyNone().isEmpty() ? null : told.whyNone())
        .end();
    profit("daily_return", date, told.dailyReturn());
    return this;
  }

  private void parts(BigDecimal pnl, DailyValuation day, DailyValuation before) {
    BigDecimal price =
        toCents(day.value().subtract(before.value()).add(since(Kind.TRADE, day, before)));
    BigDecimal dividends = toCents(since(Kind.DIVIDEND, day, before));
    BigDecimal fees = toCents(since(Kind.FEE, day, before).negate());
    profit("price_change", date, price);
    profit("dividends", date, dividends);
    profit("fees", date, fees);
    BigDecimal rounding = pnl.subtract(price).subtract(dividends).subtract(fees);
    if (rounding.signum() != 0) {
      profit("rounding", date, rounding);
    }
  }

  private static BigDecimal since(Kind kind, DailyValuation day, DailyValuation before) {
    return day.moved(kind).subtract(before.moved(kind));
  }

  private void profit(String item, @Nullable LocalDate of, @Nullable BigDecimal value) {
    row("pnl", item, of).set("value", value).end();
  }

  /** All revisions, the oldest first, with why and by which run each was made. */
  ExplainedSnapshot revisions(List<Revision> revisions) {
    for (Revision revision : revisions) {
      row("revision", "revision " + revision.number(), date)
          .set("value", revision.totals().get("net_asset_value"))
          .set("status", revision.totals().get("status"))
          .set("execution", revision.execution())
          .set("detail", revision.reason() + ", written_utc " + revision.writtenAt())
          .end();
    }
    return this;
  }

  ResultTable table() {
    return table;
  }

  private Row row(String section, String item, @Nullable LocalDate of) {
    return table.row().set("section", section).set("item", item).set("date", of);
  }
}
