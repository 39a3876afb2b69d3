package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.broker.activity.ActivityKind;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.portfoliorefresh.broker.activity.Traded;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.position.EndedContracts;
import io.afterclose.portfoliorefresh.keeping.position.LotSale;
import io.afterclose.portfoliorefresh.keeping.position.LotSales;
import io.afterclose.portfoliorefresh.keeping.position.LotsHeld;
import io.afterclose.portfoliorefresh.snapshot.HeldLot;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Options that expired, were assigned or were exercised. */
final class OptionEnds {
  private final ProcessContext process;
  private final Database opened;
  private final Portfolio portfolio;
  private final Deliveries deliveries;

  OptionEnds(ProcessContext process, Database opened, Portfolio portfolio, Deliveries deliveries) {
    this.process = process;
    this.opened = opened;
    this.portfolio = portfolio;
    this.deliveries = deliveries;
  }

  /** Ends contracts, the oldest lots first, and moves the shares that go with them. */
  String end(ActivityLine line) {
    Traded traded = line.security();
    OptionContract contract = OptionContract.parse(traded.symbol().text()).orElseThrow();
    LocalDate day = day(line.date(), contract);
    LotsHeld held = sales().held(day, which(line, day));
    Booking booking = new Booking(false, false, line.reference());
    List<String> done = new ArrayList<>();
    for (LotSale sale : held.sell(traded.quantity())) {
      // Each sees what the one before has left of the shares.
      EndedContracts ended =
          new EndedContracts(
              process, opened, portfolio, sales(), contract, List.of(sale), day, booking);
      done.add(line.kind() == ActivityKind.EXPIRATION ? ended.worthless() : ended.delivered());
    }
    return String.join("; ", done);
  }

  private LotSales sales() {
    return new LotSales(process, opened, portfolio);
  }

  /** Brokers book it days later; it ends on the contract's last session. */
  private LocalDate day(LocalDate booked, OptionContract contract) {
    LocalDate last = process.calendar().lastSessions(1, contract.expiry()).get(0);
    return booked.isBefore(last) ? booked : last;
  }

  private Predicate<HeldLot> which(ActivityLine line, LocalDate day) {
    Side side =
        switch (line.kind()) {
          case ASSIGNMENT -> Side.SHORT;
          case EXERCISE -> Side.LONG;
          default -> only(line, day);
        };
    return held -> held.symbol().equals(line.security().symbol()) && held.lot().side() == side;
  }

  private Side only(ActivityLine line, LocalDate day) {
    List<Side> sides =
        sales().held(day, lot -> lot.symbol().equals(line.security().symbol())).lots().stream()
            .map(held -> held.lot().side())
            .distinct()
            .toList();
    if (sides.size() > 1) {
      throw OptionValues.refused(
          line.security().symbol()
              + " is held LONG and SHORT: see 'position expire' for the one that is meant");
    }
    return sides.isEmpty() ? Side.LONG : sides.get(0);
  }

  /** What the delivery of the shares has cost beside the strike. */
  String costs(ActivityLine line) {
    Traded traded = line.security();
    BigDecimal price = traded.price() == null ? BigDecimal.ZERO : traded.price();
    BigDecimal gross = traded.quantity().multiply(price).multiply(traded.multiplier());
    BigDecimal cost = (line.kind().buys() ? gross.negate() : gross).subtract(line.amount());
    if (cost.signum() != 0) {
      new CashMovementStore(opened.dataSource(), process.clock())
          .record(
              portfolio,
              new NewCashMovement(
                  line.date(),
                  cost.signum() > 0 ? Kind.FEE : Kind.INTEREST,
                  cost.abs(),
                  CashSubject.NONE,
                  line.reference(),
                  line.note()));
    }
    return "the delivery of line "
        + deliveries.endOf(line).lineNumber()
        + (cost.signum() == 0 ? "" : ", which cost " + LotSale.plain(cost) + " USD");
  }
}
