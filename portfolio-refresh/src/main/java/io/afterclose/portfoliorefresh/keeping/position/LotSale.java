package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfolio.position.Position;
import java.math.BigDecimal;

/**
 * What a sale takes of one lot.
 *
 * @param held in units of the day of the sale
 * @param sold in the same units, above 0 and at most what is held
 */
public record LotSale(Position lot, BigDecimal held, BigDecimal sold) {

  public boolean isWhole() {
    return sold.compareTo(held) == 0;
  }

  public String describe() {
    return "%s@%s#%d: %s of %s%s"
        .formatted(
            lot.symbol(),
            lot.entryDate(),
            lot.id(),
            plain(sold),
            plain(held),
            isWhole() ? "" : ", the rest stays");
  }

  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
