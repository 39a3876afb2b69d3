package io.afterclose.quant.factor;

/** The twelve factors; their names are the stable codes under which exposures are stored. */
public enum Factor {
  /** Against the US market. */
  MARKET_BETA,
  /** Against long US treasury bonds, a beta to prices and not to yields. */
  IR_BETA,
  /** Ridge: value shares. */
  VALUE,
  /** Ridge: growth shares. */
  GROWTH,
  /** Ridge: shares that have risen. */
  MOMENTUM,
  /** Ridge: profitable shares with little debt. */
  QUALITY,
  /** Ridge: small companies. */
  SIZE,
  /** Ridge: calm shares. */
  LOW_VOLATILITY,
  /** Growth minus value. */
  GROWTH_VALUE_SPREAD,
  /** Momentum minus the market. */
  MOMENTUM_SPREAD,
  /** Small companies minus the market. */
  SIZE_SPREAD,
  /** Quality minus the market. */
  QUALITY_SPREAD
}
