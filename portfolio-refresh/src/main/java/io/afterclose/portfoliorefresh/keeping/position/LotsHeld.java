package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Lots that can be sold on a day, in the order in which they are.
 *
 * @param quantities by key, in units of the day
 */
public record LotsHeld(LocalDate day, List<Position> lots, Map<Long, BigDecimal> quantities) {

  /** How a quantity is recorded. */
  private static final int DECIMALS = 10;

  /** What a quantity that was divided by a split can be off by. */
  private static final BigDecimal DUST = new BigDecimal("0.000001");

  public LotsHeld {
    lots = lots.stream().filter(lot -> quantities.containsKey(lot.id())).toList();
  }

  public BigDecimal total() {
    return lots.stream().map(this::held).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal held(Position lot) {
    return Objects.requireNonNull(quantities.get(lot.id()), "a held lot")
        .setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  /**
   * What a sale takes of each lot, the first ones first.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException when there is less
   */
  public List<LotSale> sell(BigDecimal quantity) {
    List<LotSale> sales = new ArrayList<>();
    BigDecimal left = quantity;
    for (Position lot : lots) {
      if (left.compareTo(DUST) > 0) {
        BigDecimal held = held(lot);
        boolean whole = left.add(DUST).compareTo(held) >= 0;
        sales.add(new LotSale(lot, held, whole ? held : left));
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
            .map(
                lot ->
                    lot.symbol()
                        + "@"
                        + lot.entryDate()
                        + "#"
                        + lot.id()
                        + " "
                        + LotSale.plain(held(lot)))
            .collect(Collectors.joining(", ", ": ", ""));
  }

  /** A part of a lot as the lot is recorded: through the splits since, back. */
  static BigDecimal recorded(LotSale sale) {
    return sale.lot()
        .quantity()
        .multiply(sale.sold())
        .divide(sale.held(), MathContext.DECIMAL128)
        .setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
