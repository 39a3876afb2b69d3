package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.snapshot.HeldLot;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a sale takes of one lot, or of what was spun off of it.
 *
 * @param of what is held on the day of the sale
 * @param sold in units of that day, above 0 and at most what is held
 */
public record LotSale(HeldLot of, BigDecimal sold) {

  /** How a quantity is recorded. */
  static final int DECIMALS = 10;

  public Position lot() {
    return of.lot();
  }

  /** In units of the day of the sale. */
  public BigDecimal held() {
    return held(of);
  }

  static BigDecimal held(HeldLot lot) {
    return lot.quantity().setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  public boolean isWhole() {
    return sold.compareTo(held()) == 0;
  }

  public String describe() {
    return "%s: %s of %s%s"
        .formatted(named(of), plain(sold), plain(held()), isWhole() ? "" : ", the rest stays");
  }

  static String named(HeldLot held) {
    Position lot = held.lot();
    return "%s@%s#%d%s"
        .formatted(
            held.symbol(),
            lot.entryDate(),
            lot.id(),
            held.symbol().equals(lot.symbol()) ? "" : " (stated as " + lot.symbol() + ")");
  }

  /** Without zeros at its end. */
  public static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
