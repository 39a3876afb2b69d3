package io.afterclose.quant.stress;

import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;

/** What a scenario can shock: the return of a fund, and the stored exposure that answers to it. */
public enum StressFactor {
  /** US shares. */
  MARKET(Factor.MARKET_BETA),
  /** Long US treasuries, as a return of their fund and not a change of yield. */
  RATES(Factor.IR_BETA),
  /** Value shares. */
  VALUE(Factor.VALUE),
  /** Growth shares. */
  GROWTH(Factor.GROWTH),
  /** Shares that have risen. */
  MOMENTUM(Factor.MOMENTUM),
  /** Profitable shares with little debt. */
  QUALITY(Factor.QUALITY),
  /** Small companies. */
  SIZE(Factor.SIZE),
  /** Calm shares. */
  LOW_VOLATILITY(Factor.LOW_VOLATILITY);

  private final Factor exposure;

  StressFactor(Factor exposure) {
    this.exposure = exposure;
  }

  /** The fund whose return is shocked. */
  public Symbol fund() {
    return switch (this) {
      case MARKET -> FactorEtfs.SPY;
      case RATES -> FactorEtfs.TLT;
      case VALUE -> FactorEtfs.VTV;
      case GROWTH -> FactorEtfs.VUG;
      case MOMENTUM -> FactorEtfs.MTUM;
      case QUALITY -> FactorEtfs.QUAL;
      case SIZE -> FactorEtfs.IWM;
      case LOW_VOLATILITY -> FactorEtfs.USMV;
    };
  }

  /** The stored exposure for the direct effect. */
  public Factor exposure() {
    return exposure;
  }
}
