package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.Entry;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.LotDivisionStore;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.broker.activity.ActivityKind;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.portfoliorefresh.broker.activity.Traded;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.position.LotSale;
import io.afterclose.portfoliorefresh.keeping.position.LotSales;
import io.afterclose.portfoliorefresh.keeping.position.LotsHeld;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Purchases, sales and transfers of shares and options, in the order in which they happened. */
final class TradeBook {
  private final ProcessContext process;
  private final Database opened;
  private final Portfolio portfolio;
  private final LotStore lots;
  private final AssumedLots assumed;
  private final NetAmounts amounts;

  TradeBook(ProcessContext process, Database opened, Portfolio portfolio) {
    this.process = process;
    this.opened = opened;
    this.portfolio = portfolio;
    this.lots = new LotStore(opened.dataSource(), process.clock());
    this.assumed =
        new AssumedLots(
            process,
            lots,
            new LotDivisionStore(opened.dataSource(), process.clock()),
            new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock())
                .heldLots());
    this.amounts =
        new NetAmounts(new CashMovementStore(opened.dataSource(), process.clock()), portfolio);
  }

  /**
   * Makes what a line says; in words.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if it cannot be
   */
  String apply(ActivityLine line) {
    return switch (line.kind()) {
      case BUY, TRANSFER_IN -> open(line, Side.LONG, line.amount());
      case SELL_SHORT -> open(line, Side.SHORT, line.amount());
      case SELL, TRANSFER_OUT ->
          close(line, closable(line, Side.LONG), line.security().quantity(), line.amount());
      case BUY_TO_COVER ->
          close(line, closable(line, Side.SHORT), line.security().quantity(), line.amount());
      case BUY_OR_COVER -> closeThenOpen(line, Side.SHORT, Side.LONG);
      case SELL_OR_SHORT -> closeThenOpen(line, Side.LONG, Side.SHORT);
      default -> throw new IllegalArgumentException("not of a lot: " + line);
    };
  }

  private String closeThenOpen(ActivityLine line, Side closed, Side openedSide) {
    LotsHeld held = closable(line, closed);
    BigDecimal whole = line.security().quantity();
    BigDecimal closing = whole.min(held.total());
    BigDecimal opening = whole.subtract(closing);
    List<String> done = new ArrayList<>();
    BigDecimal net =
        opening.signum() == 0 ? line.amount() : NetAmounts.share(line.amount(), closing, whole);
    if (closing.signum() > 0) {
      done.add(close(line, held, closing, net));
    }
    if (opening.compareTo(LotsHeld.DUST) > 0) {
      done.add(open(line, opening, openedSide, line.amount().subtract(net)));
    }
    return String.join("; ", done);
  }

  private String open(ActivityLine line, Side side, BigDecimal net) {
    return open(line, line.security().quantity(), side, net);
  }

  private String open(ActivityLine line, BigDecimal quantity, Side side, BigDecimal net) {
    Traded traded = of(line, quantity);
    boolean inKind = line.kind().isTransfer();
    Entry entry = new Entry(line.date(), price(line), booking(line));
    check(traded, side, quantity, entry);
    List<BookedPart> parts = new ArrayList<>(replaced(traded, side, entry));
    BigDecimal told =
        parts.stream().map(BookedPart::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal left = quantity.subtract(told);
    if (left.compareTo(LotsHeld.DUST) > 0) {
      parts.add(new BookedPart(lots.add(portfolio, check(traded, side, left, entry)), left));
    }
    if (!inKind) {
      amounts.book(line, ImpliedKind.ENTRY, parts, net);
    }
    return "%s %s of %s in %s%s"
        .formatted(
            side,
            LotSale.plain(quantity),
            traded.symbol(),
            keys(traded.symbol(), line.date(), parts),
            told.signum() == 0 ? "" : ", of which " + LotSale.plain(told) + " were assumed");
  }

  private List<BookedPart> replaced(Traded traded, Side side, Entry entry) {
    try {
      return assumed.replace(
          new PortfolioStore(opened.dataSource(), process.clock()).history(portfolio),
          traded,
          side,
          entry);
    } catch (InvalidPortfolioException invalid) {
      throw OptionValues.refused(String.valueOf(invalid.getMessage()));
    }
  }

  private static Traded of(ActivityLine line, BigDecimal quantity) {
    Traded all = line.security();
    return new Traded(
        all.symbol(),
        all.investmentClass(),
        all.classStated(),
        quantity,
        all.price(),
        all.multiplier());
  }

  private static NewPosition check(Traded traded, Side side, BigDecimal quantity, Entry entry) {
    NewPosition lot =
        new NewPosition(
            traded.symbol(),
            traded.investmentClass(),
            side,
            quantity,
            entry.date(),
            traded.multiplier(),
            entry,
            null);
    return OptionValues.checked(lot::checked);
  }

  private static Booking booking(ActivityLine line) {
    return new Booking(line.kind().isTransfer(), false, line.reference());
  }

  /** What moves without a stated cost is worth that day's close. */
  private BigDecimal price(ActivityLine line) {
    Traded traded = line.security();
    return Optional.ofNullable(traded.price())
        .or(() -> close(traded.symbol(), line.date()))
        .orElseThrow(
            () ->
                OptionValues.refused(
                    traded.symbol()
                        + ": expected a price or a cost of what moves, since no close of "
                        + line.date()
                        + " is stored"));
  }

  private Optional<BigDecimal> close(Symbol symbol, LocalDate day) {
    LocalDate session = process.calendar().lastSessions(1, day).get(0);
    return Optional.ofNullable(
        new PriceStore(opened.dataSource(), process.clock())
            .closesOn(session, List.of(symbol))
            .get(symbol));
  }

  private LotsHeld closable(ActivityLine line, Side side) {
    Symbol symbol = line.security().symbol();
    return sales()
        .closable(line.date(), held -> held.symbol().equals(symbol) && held.lot().side() == side);
  }

  private LotSales sales() {
    return new LotSales(process, opened, portfolio);
  }

  private String close(ActivityLine line, LotsHeld held, BigDecimal quantity, BigDecimal net) {
    List<LotSale> sold = held.sell(quantity);
    List<Long> keys = sales().close(sold, new Exit(line.date(), price(line), booking(line)));
    if (line.kind() != ActivityKind.TRANSFER_OUT) {
      List<BookedPart> parts = new ArrayList<>();
      for (int index = 0; index < sold.size(); index++) {
        parts.add(new BookedPart(keys.get(index), sold.get(index).sold()));
      }
      amounts.book(line, ImpliedKind.EXIT, parts, net);
    }
    return sold.stream().map(LotSale::describe).collect(Collectors.joining("; "));
  }

  private static String keys(Symbol symbol, LocalDate day, List<BookedPart> parts) {
    return parts.stream()
        .map(part -> symbol + "@" + day + "#" + part.lot())
        .collect(Collectors.joining(", "));
  }
}
