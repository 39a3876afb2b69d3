package io.afterclose.portfolio.position;

import java.math.BigDecimal;

/** Which way a position is held. */
public enum Side {
  /** Owned: gains when the price rises. */
  LONG(1),
  /** Owed: gains when the price falls. */
  SHORT(-1);

  private final int sign;

  Side(int sign) {
    this.sign = sign;
  }

  /** The magnitude as it enters the net asset value: long positive, short negative. */
  public BigDecimal signed(BigDecimal magnitude) {
    return sign > 0 ? magnitude : magnitude.negate();
  }
}
