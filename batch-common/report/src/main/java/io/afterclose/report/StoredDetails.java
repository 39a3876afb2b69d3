package io.afterclose.report;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.FigureStore;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.position.ListedLot;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Money;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfolio.snapshot.DailyPerformance;
import io.afterclose.portfolio.snapshot.Revision;
import io.afterclose.portfolio.snapshot.SnapshotTotals;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.PortfolioReport.Bridge;
import io.afterclose.report.page.PortfolioReport.Holding;
import io.afterclose.report.page.PortfolioReport.Quality;
import io.afterclose.report.page.Value;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a snapshot is made of, as far as rows hold it; nothing is calculated again. */
public final class StoredDetails implements SnapshotDetails {

  private static final String EARLIER =
      "of an earlier session only the values of listed symbols are stored; 'portfolio-refresh"
          + " explain' reads the rest back";

  private final LotStore lots;
  private final FigureStore figures;
  private final TradingCalendar calendar;

  /** Reads from a database. */
  public StoredDetails(DataSource dataSource, TradingCalendar calendar, Clock clock) {
    this.lots = new LotStore(dataSource, clock);
    this.figures = new FigureStore(dataSource, clock);
    this.calendar = calendar;
  }

  @Override
  public SnapshotDetail of(Portfolio portfolio, DailyPerformance day, List<Revision> revisions) {
    SnapshotTotals totals = revisions.get(revisions.size() - 1).totals();
    Evidence evidence =
        Evidence.of(day.date(), totals.counts().all(), totals.coverage().doubleValue());
    StoredPositions stored = StoredPositions.of(lots, figures, portfolio, day.date());
    List<HeldPosition> held =
        (stored.isNewest()
                ? stored.lots().stream().map(lot -> held(lot, day.date(), totals))
                : stored.symbols().stream().map(StoredDetails::held))
            .sorted(
                Comparator.comparing(HeldPosition::gross)
                    .reversed()
                    .thenComparing(position -> position.holding().symbol()))
            .toList();
    boolean nothing = totals.counts().all() == 0;
    return new SnapshotDetail(
        HeldPosition.holdings(held, evidence, nothing ? "no position is open" : EARLIER),
        stored.lots().stream()
            .map(lot -> InvestmentClass.valueOf(lot.investmentClass()))
            .collect(Collectors.toUnmodifiableSet()),
        new Quality(
            HeldPosition.states(
                stored.isNewest() ? held : List.of(), evidence, whyNoStates(totals.counts())),
            stored.lots().stream().flatMap(lot -> remarks(lot, day.date()).stream()).toList()),
        bridge(portfolio, day));
  }

  private HeldPosition held(ListedLot lot, LocalDate date, SnapshotTotals totals) {
    Value value = value(lot.marketValue());
    ValuedBy by = StoredPositions.valuedBy(lot);
    BigDecimal cost = lot.quantity().multiply(lot.entryPrice()).multiply(lot.multiplier());
    return new HeldPosition(
        new Holding(
            lot.symbol(),
            HeldPosition.kind(
                InvestmentClass.valueOf(lot.investmentClass()), Side.valueOf(lot.side())),
            quantity(lot),
            lot.lastPrice(),
            lot.lastPriceDate(),
            age(lot, date),
            by.describe(),
            value,
            HeldPosition.weight(value, totals.cash().netAssetValue()),
            value(lot.unrealizedPnl())),
        by,
        lot.marketValue() == null ? cost.abs() : lot.marketValue().abs());
  }

  /** Null where a split since the statement changed it, so that it does not make the value. */
  private static @Nullable BigDecimal quantity(ListedLot lot) {
    BigDecimal value = lot.marketValue();
    BigDecimal price = lot.lastPrice();
    if (value == null || price == null) {
      return lot.quantity();
    }
    BigDecimal made = Money.toCents(lot.quantity().multiply(price).multiply(lot.multiplier()));
    return made.compareTo(value.abs()) == 0 ? lot.quantity() : null;
  }

  private @Nullable Integer age(ListedLot lot, LocalDate date) {
    LocalDate priced = lot.lastPriceDate();
    return priced == null ? null : Math.max(0, calendar.sessions(priced, date).size() - 1);
  }

  private static HeldPosition held(StoredPositions.SymbolValue symbol) {
    double usd = symbol.value().orElse(0);
    return new HeldPosition(
        new Holding(
            symbol.symbol(),
            usd < 0 ? "listed, short" : "listed, long",
            null,
            null,
            null,
            null,
            "not stored",
            StoredSession.cell(symbol.value(), StoredSession.NOT_KNOWN),
            StoredSession.cell(symbol.weight(), "the net asset value is not above 0"),
            Value.unknown(EARLIER)),
        ValuedBy.CLOSE,
        BigDecimal.valueOf(Math.abs(usd)));
  }

  private static Value value(@Nullable BigDecimal usd) {
    return usd == null ? Value.unknown("it has no price") : Value.of(usd.doubleValue());
  }

  private static String whyNoStates(SnapshotTotals.PositionCounts counts) {
    return counts.all() == 0
        ? "no position is open"
        : "of an earlier session only counts are stored: %d by %s, %d by %s, %d by %s, %d by %s"
            .formatted(
                counts.priced(),
                ValuedBy.CLOSE.describe(),
                counts.stale(),
                ValuedBy.OLDER_CLOSE.describe(),
                counts.estimated(),
                ValuedBy.OWNER.describe(),
                counts.unpriced(),
                ValuedBy.NOTHING.describe());
  }

  private List<String> remarks(ListedLot lot, LocalDate date) {
    return switch (StoredPositions.valuedBy(lot)) {
      case OLDER_CLOSE -> {
        Integer age = age(lot, date);
        yield List.of(
            "%s: the price is of %s, %d session%s old."
                .formatted(
                    lot.symbol(),
                    lot.lastPriceDate(),
                    age,
                    Integer.valueOf(1).equals(age) ? "" : "s"));
      }
      case NOTHING -> List.of(lot.symbol() + ": it has no price.");
      case CLOSE, OWNER -> List.of();
    };
  }

  private Bridge bridge(Portfolio portfolio, DailyPerformance day) {
    Map<String, BigDecimal> items = new HashMap<>();
    for (StoredFigure figure :
        figures.between(portfolio.id(), FigureCode.BRIDGE, "1D", day.date(), day.date())) {
      if (figure.value() != null) {
        items.put(figure.key().item(), Money.toCents(BigDecimal.valueOf(figure.value())));
      }
    }
    return DayBridge.of(day, parts(items), "Profit; its parts are not stored");
  }

  private static @Nullable ProfitParts parts(Map<String, BigDecimal> items) {
    return items.keySet().containsAll(Set.of("PROFIT", "PRICE_CHANGE"))
        ? new ProfitParts(
            items.getOrDefault("PRICE_CHANGE", BigDecimal.ZERO),
            items.getOrDefault("DIVIDENDS", BigDecimal.ZERO),
            items.getOrDefault("INTEREST", BigDecimal.ZERO),
            items.getOrDefault("FEES", BigDecimal.ZERO),
            items.getOrDefault("TAXES", BigDecimal.ZERO),
            items.getOrDefault("ROUNDING", BigDecimal.ZERO))
        : null;
  }
}
