package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Entry;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.LotDivisionStore;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.broker.activity.Traded;
import io.afterclose.portfoliorefresh.keeping.position.LotsHeld;
import io.afterclose.portfoliorefresh.snapshot.HeldLots;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lots that an import of holdings assumed, because a file had more than was recorded. A trade that
 * is told takes their place, the oldest first: the lot stays, with what became of it since, and is
 * opened as the trade says. What is left of an assumed lot keeps the rest of its cost.
 */
final class AssumedLots {
  private static final int DECIMALS = 10;

  /** What left first came first. */
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::entryDate)
          .thenComparing(AssumedLots::leftOn)
          .thenComparing(Position::id);

  private final ProcessContext process;
  private final LotStore lots;
  private final LotDivisionStore divisions;
  private final HeldLots held;

  AssumedLots(ProcessContext process, LotStore lots, LotDivisionStore divisions, HeldLots held) {
    this.process = process;
    this.lots = lots;
    this.divisions = divisions;
    this.held = held;
  }

  private static LocalDate leftOn(Position lot) {
    Exit exit = lot.exit();
    return exit == null ? LocalDate.MAX : exit.date();
  }

  /**
   * Puts an opening in the place of assumed lots of its day or later.
   *
   * @param entry of the opening
   * @return what was replaced, at most the quantity that was opened
   */
  List<BookedPart> replace(PortfolioHistory history, Traded traded, Side side, Entry entry) {
    List<BookedPart> told = new ArrayList<>();
    BigDecimal left = traded.quantity();
    List<Position> assumed =
        history.positions().stream()
            .filter(lot -> lot.symbol().equals(traded.symbol()) && lot.side() == side)
            .filter(lot -> lot.entry().booking().assumed())
            .filter(lot -> !lot.entryDate().isBefore(entry.date()))
            .filter(lot -> lot.multiplier().compareTo(traded.multiplier()) == 0)
            .sorted(ORDER)
            .toList();
    for (Position lot : assumed) {
      if (left.compareTo(LotsHeld.DUST) > 0) {
        BigDecimal units = unitsOn(history.portfolio(), lot, entry.date());
        BigDecimal taken = left.add(LotsHeld.DUST).compareTo(units) >= 0 ? units : left;
        told.add(tell(lot, units, taken, entry));
        left = left.subtract(taken);
      }
    }
    return told;
  }

  /** The quantity of a lot as it would have been counted on a day before its entry. */
  private BigDecimal unitsOn(Portfolio portfolio, Position lot, LocalDate day) {
    LocalDate session = process.calendar().lastSessions(1, day).get(0);
    Position earlier =
        new Position(
            lot.id(),
            lot.portfolioId(),
            lot.symbol(),
            lot.investmentClass(),
            lot.side(),
            lot.quantity(),
            lot.quantityAsOf(),
            lot.multiplier(),
            new Entry(session, lot.entryPrice(), lot.entry().booking()),
            null,
            lot.origin());
    PortfolioHistory alone =
        new PortfolioHistory(portfolio, List.of(earlier), List.of(), List.of());
    return held.on(day, alone).stream()
        .filter(one -> !one.spunOff())
        .findFirst()
        .orElseThrow()
        .quantity()
        .setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  private BookedPart tell(Position lot, BigDecimal units, BigDecimal taken, Entry entry) {
    boolean whole = taken.compareTo(units) == 0;
    long key = lot.id();
    if (!whole) {
      BigDecimal part =
          lot.quantity()
              .multiply(taken)
              .divide(units, MathContext.DECIMAL128)
              .setScale(DECIMALS, RoundingMode.HALF_UP);
      key = divisions.divide(lot, part, process.calendar().lastDay());
      stateRest(lot, part, taken.multiply(entry.price()));
    }
    lots.stateEntry(key, taken, entry.date(), entry);
    return new BookedPart(key, taken);
  }

  /**
   * The file's total cost stands: what the trade did not cost, the rest did; else it came in kind.
   */
  private void stateRest(Position lot, BigDecimal part, BigDecimal cost) {
    BigDecimal rest = lot.quantity().subtract(part);
    BigDecimal price =
        lot.quantity()
            .multiply(lot.entryPrice())
            .subtract(cost)
            .divide(rest, DECIMALS, RoundingMode.HALF_UP);
    boolean inKind = lot.entry().booking().inKind() || price.signum() <= 0;
    lots.stateEntry(
        lot.id(),
        rest,
        lot.quantityAsOf(),
        new Entry(
            lot.entryDate(),
            inKind ? lot.entryPrice() : price,
            new Booking(inKind, true, lot.entry().booking().reference())));
  }
}
