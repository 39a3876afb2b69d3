package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashMovementStore;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.NewCashMovement;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.portfoliorefresh.broker.activity.Traded;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The cash of trades where it differs from quantity × price × multiplier, which their lots imply: a
 * TRADE row of the day of the trade takes the place of each implied one, so that commission and
 * fees are that day's cost. Not of the day of settlement: the cash that brokers show counts trades
 * from their own day on.
 */
final class NetAmounts {
  private static final int CENTS = 2;

  private final CashMovementStore store;
  private final Portfolio portfolio;

  NetAmounts(CashMovementStore store, Portfolio portfolio) {
    this.store = store;
    this.portfolio = portfolio;
  }

  /**
   * Books what a trade moved, shared by quantity to the cent.
   *
   * @param kind ENTRY or EXIT of the parts
   * @param net USD of all parts, as it hits cash
   */
  void book(ActivityLine line, ImpliedKind kind, List<BookedPart> parts, BigDecimal net) {
    BigDecimal whole =
        parts.stream().map(BookedPart::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal left = net;
    for (int index = 0; index < parts.size(); index++) {
      BookedPart part = parts.get(index);
      BigDecimal share = index == parts.size() - 1 ? left : share(net, part.quantity(), whole);
      left = left.subtract(share);
      if (share.compareTo(implied(line, part)) != 0) {
        store.record(
            portfolio,
            new NewCashMovement(
                line.date(),
                Kind.TRADE,
                share,
                CashSubject.trade(kind, part.lot()),
                line.reference(),
                line.note()));
      }
    }
  }

  /** To the cent. */
  static BigDecimal share(BigDecimal net, BigDecimal part, BigDecimal whole) {
    return net.multiply(part).divide(whole, CENTS, RoundingMode.HALF_UP);
  }

  private static BigDecimal implied(ActivityLine line, BookedPart part) {
    Traded traded = line.security();
    BigDecimal price = traded.price() == null ? BigDecimal.ZERO : traded.price();
    BigDecimal gross = part.quantity().multiply(price).multiply(traded.multiplier());
    return line.kind().buys() ? gross.negate() : gross;
  }
}
