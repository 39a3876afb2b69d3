package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.snapshot.HeldLot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lots that can be sold on a day, in the order in which they are.
 *
 * @param lots in units of the day
 */
public record LotsHeld(LocalDate day, List<HeldLot> lots) {

  /** What a quantity that was divided by a split can be off by. */
  public static final BigDecimal DUST = new BigDecimal("0.000001");

  public LotsHeld {
    lots = List.copyOf(lots);
  }

  public BigDecimal total() {
    return lots.stream().map(LotSale::held).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What a sale takes of each lot, the first ones first.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException when there is less
   */
  public List<LotSale> sell(BigDecimal quantity) {
    List<LotSale> sales = new ArrayList<>();
    BigDecimal left = quantity;
    for (HeldLot lot : lots) {
      if (left.compareTo(DUST) > 0) {
        BigDecimal held = LotSale.held(lot);
        boolean whole = left.add(DUST).compareTo(held) >= 0;
        sales.add(new LotSale(lot, whole ? held : left));
        left = left.subtract(whole ? held : left);
      }
    }
    if (left.compareTo(DUST) > 0) {
      throw OptionValues.refused(
          "--quantity "
              + LotSale.plain(quantity)
              + ": expected at most what is held on "
              + day
              + ", "
              + LotSale.plain(total())
              + describe());
    }
    return sales;
  }

  private String describe() {
    return lots.isEmpty()
        ? ": no such position is open then"
        : lots.stream()
            .map(lot -> LotSale.named(lot) + " " + LotSale.plain(LotSale.held(lot)))
            .collect(Collectors.joining(", ", ": ", ""));
  }

  /** A part of a lot as the lot is recorded: through the splits since, back. */
  static BigDecimal recorded(Position lot, LotSale sale) {
    return lot.quantity()
        .multiply(sale.sold())
        .divide(sale.held(), MathContext.DECIMAL128)
        .setScale(LotSale.DECIMALS, RoundingMode.HALF_UP);
  }
}
