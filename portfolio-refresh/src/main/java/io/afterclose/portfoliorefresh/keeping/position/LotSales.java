package io.afterclose.portfoliorefresh.keeping.position;

import static java.math.RoundingMode.HALF_UP;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Entry;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.LotDivisionStore;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.snapshot.HeldLot;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sales of one portfolio's lots; to be used in the transaction that has it locked. */
public final class LotSales {

  /** First in, first out. */
  private static final Comparator<HeldLot> FIFO =
      Comparator.<HeldLot, LocalDate>comparing(held -> held.lot().entryDate())
          .thenComparing(held -> held.lot().id());

  private final LotStore lots;
  private final LotDivisionStore divisions;
  private final SnapshotComponents components;
  private final PortfolioHistory history;
  private final Portfolio portfolio;

  public LotSales(ProcessContext process, Database opened, Portfolio portfolio) {
    this.portfolio = portfolio;
    this.lots = new LotStore(opened.dataSource(), process.clock());
    this.divisions = new LotDivisionStore(opened.dataSource(), process.clock());
    this.components =
        new SnapshotComponents(opened.dataSource(), process.calendar(), process.clock());
    try {
      this.history = new PortfolioStore(opened.dataSource(), process.clock()).history(portfolio);
    } catch (InvalidPortfolioException invalid) {
      throw OptionValues.refused(String.valueOf(invalid.getMessage()));
    }
  }

  /** The lot of a key. */
  public Position lot(long id) {
    return history.positions().stream().filter(lot -> lot.id() == id).findFirst().orElseThrow();
  }

  /**
   * What a sale that is told can take: open lots, and those that an import of holdings has closed
   * on the day or later for want of the sale itself; these first, the oldest first.
   */
  public LotsHeld closable(LocalDate day, Predicate<HeldLot> which) {
    Set<Long> assumed =
        history.positions().stream()
            .filter(lot -> lot.exit() != null && isAssumedSince(day, lot.exit()))
            .map(Position::id)
            .collect(Collectors.toUnmodifiableSet());
    List<Position> reopened =
        history.positions().stream()
            .map(lot -> assumed.contains(lot.id()) ? lot.reopened() : lot)
            .toList();
    return new LotsHeld(
        day,
        open(day, new PortfolioHistory(portfolio, reopened, List.of(), List.of()))
            .filter(which)
            .sorted(
                Comparator.<HeldLot, Boolean>comparing(held -> !assumed.contains(held.lot().id()))
                    .thenComparing(FIFO))
            .toList());
  }

  private static boolean isAssumedSince(LocalDate day, Exit exit) {
    return exit.booking().assumed() && !exit.date().isBefore(day);
  }

  /** Those of the lots without an exit that are held on a day, the oldest first. */
  public LotsHeld held(LocalDate day, Predicate<HeldLot> which) {
    return new LotsHeld(day, on(day).filter(which).sorted(FIFO).toList());
  }

  /** Those of some lots without an exit that are held on a day, in their order. */
  public LotsHeld held(LocalDate day, List<Position> some) {
    return new LotsHeld(
        day,
        on(day)
            .filter(held -> !held.spunOff() && some.contains(held.lot()))
            .sorted(Comparator.comparing(held -> some.indexOf(held.lot())))
            .toList());
  }

  private Stream<HeldLot> on(LocalDate day) {
    return open(day, history);
  }

  /** Without an exit; what was spun off of a lot is there although the lot itself was sold. */
  private Stream<HeldLot> open(LocalDate day, PortfolioHistory of) {
    return components.heldLots().on(day, of).stream()
        .filter(held -> held.spunOff() || held.lot().exit() == null);
  }

  /**
   * Closes what the sales take; of a lot that is sold in part, a part that is divided off.
   *
   * @return the key of what each sale has closed, in their order
   */
  public List<Long> close(List<LotSale> sales, Exit exit) {
    Map<HeldLot, Position> own = new HashMap<>();
    List<Long> closed = new ArrayList<>();
    for (LotSale sale : sales) {
      Position lot = sale.of().spunOff() ? ofItsOwn(sale.of(), exit.date(), own) : sale.lot();
      long key = sale.isWhole() ? lot.id() : divide(lot, sale, exit.date());
      lots.close(key, exit);
      closed.add(key);
    }
    return closed;
  }

  private long divide(Position lot, LotSale sale, LocalDate day) {
    return divisions.divide(lot, LotsHeld.recorded(lot, sale), day);
  }

  /**
   * The lot that stands from a day on for shares that were spun off; so do the others for what came
   * of the same lot with them.
   */
  private Position ofItsOwn(HeldLot child, LocalDate day, Map<HeldLot, Position> own) {
    if (!own.containsKey(child)) {
      on(day)
          .filter(held -> held.spunOff() && held.symbol().equals(child.symbol()))
          .filter(held -> held.lot().origin() == child.lot().origin())
          .forEach(held -> own.put(held, stored(held, day)));
    }
    return Objects.requireNonNull(own.get(child), "a lot of its own");
  }

  private Position stored(HeldLot child, LocalDate day) {
    BigDecimal quantity = LotSale.held(child);
    Position parent = child.lot();
    Entry entry =
        new Entry(
            day,
            child
                .cost()
                .abs()
                .divide(quantity.multiply(parent.multiplier()), LotSale.DECIMALS, HALF_UP),
            Booking.TRADED,
            parent.origin());
    NewPosition lot =
        new NewPosition(
            child.symbol(),
            parent.investmentClass(),
            parent.side(),
            quantity,
            day,
            parent.multiplier(),
            entry,
            null);
    return new Position(
        lots.add(portfolio, lot),
        portfolio.id(),
        lot.symbol(),
        lot.investmentClass(),
        lot.side(),
        quantity,
        day,
        lot.multiplier(),
        entry,
        null);
  }
}
