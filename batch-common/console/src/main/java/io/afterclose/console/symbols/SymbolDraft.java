package io.afterclose.console.symbols;

import io.afterclose.quant.factor.Factor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A symbol while its rows are read; one thread writes it. */
final class SymbolDraft {

  /** Decimals of the database's closes. */
  static final int PRICE_DECIMALS = 8;

  static final long NO_PRICE = Long.MIN_VALUE;
  static final int NO_DAY = Integer.MIN_VALUE;

  /** The factors in the order of their columns. */
  static final List<Factor> FACTORS = List.of(Factor.values());

  final String symbol;
  final double[] beta = new double[FACTORS.size()];
  final float[] rSquared = new float[FACTORS.size()];
  final short[] observations = new short[FACTORS.size()];
  final byte[] state = new byte[FACTORS.size()];
  @Nullable String name;
  @Nullable String sector;
  long close = NO_PRICE;
  int closeDay = NO_DAY;

  SymbolDraft(String symbol) {
    this.symbol = symbol;
    Arrays.fill(beta, Double.NaN);
    Arrays.fill(rSquared, Float.NaN);
  }

  void closed(BigDecimal price, LocalDate day) {
    close = price.setScale(PRICE_DECIMALS).unscaledValue().longValueExact();
    closeDay = (int) day.toEpochDay();
  }

  /**
   * An exposure.
   *
   * @param fitted null where it is not
   * @param explained R²; null where it is not known
   */
  void fitted(
      Factor factor, @Nullable Double fitted, @Nullable Double explained, int n, byte stands) {
    int f = FACTORS.indexOf(factor);
    beta[f] = fitted == null ? Double.NaN : fitted;
    rSquared[f] = explained == null ? Float.NaN : explained.floatValue();
    observations[f] = (short) Math.min(n, Short.MAX_VALUE);
    state[f] = stands;
  }
}
