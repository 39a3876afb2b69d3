package io.afterclose.quant.factor;

import io.afterclose.quant.symbol.Symbol;
import java.util.List;

/** The eight exchange-traded funds whose returns stand for the factors, by their fund sheets. */
public final class FactorEtfs {
  /** S&amp;P 500. */
  public static final Symbol SPY = new Symbol("SPY");

  /** US treasury bonds of 20 years and more. */
  public static final Symbol TLT = new Symbol("TLT");

  /** US large-cap value. */
  public static final Symbol VTV = new Symbol("VTV");

  /** US large-cap growth. */
  public static final Symbol VUG = new Symbol("VUG");

  /** MSCI USA momentum. */
  public static final Symbol MTUM = new Symbol("MTUM");

  /** MSCI USA quality. */
  public static final Symbol QUAL = new Symbol("QUAL");

  /** Russell 2000. */
  public static final Symbol IWM = new Symbol("IWM");

  /** MSCI USA minimum volatility. */
  public static final Symbol USMV = new Symbol("USMV");

  /** All eight; without any one of them a run cannot be computed in full. */
  public static final List<Symbol> ALL = List.of(SPY, TLT, VTV, VUG, MTUM, QUAL, IWM, USMV);

  private FactorEtfs() {}
}
