package io.afterclose.portfoliorefresh.analytics;

import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.risk.Weights;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a portfolio holds at the close of a session, the lots of a symbol added up.
 *
 * @param netAssetValue USD, of the snapshot
 * @param cash USD: what the net asset value has besides the values of positions
 * @param listed signed USD by symbol, of what is listed, no option, and has a price
 * @param shares signed, by the same symbols
 * @param options signed USD of option positions with a price
 * @param privates signed USD of private positions
 * @param unpriced symbols without a value
 */
record HeldAtClose(
    BigDecimal netAssetValue,
    BigDecimal cash,
    SortedMap<Symbol, BigDecimal> listed,
    SortedMap<Symbol, BigDecimal> shares,
    List<BigDecimal> options,
    List<BigDecimal> privates,
    SortedSet<Symbol> unpriced) {

  HeldAtClose {
    listed = Collections.unmodifiableSortedMap(new TreeMap<>(listed));
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    options = List.copyOf(options);
    privates = List.copyOf(privates);
    unpriced = Collections.unmodifiableSortedSet(new TreeSet<>(unpriced));
  }

  static HeldAtClose of(BigDecimal netAssetValue, List<PositionValuation> lines) {
    SortedMap<Symbol, BigDecimal> listed = new TreeMap<>();
    SortedMap<Symbol, BigDecimal> shares = new TreeMap<>();
    List<BigDecimal> options = new ArrayList<>();
    List<BigDecimal> privates = new ArrayList<>();
    SortedSet<Symbol> unpriced = new TreeSet<>();
    BigDecimal cash = netAssetValue;
    for (PositionValuation line : lines) {
      BigDecimal value = line.marketValue();
      if (value == null) {
        unpriced.add(line.symbol());
        continue;
      }
      cash = cash.subtract(value);
      InvestmentClass kind = line.position().investmentClass();
      if (kind == InvestmentClass.PRIVATE) {
        privates.add(value);
      } else if (kind == InvestmentClass.OPTIONS && !line.spunOff()) {
        options.add(value);
      } else {
        listed.merge(line.symbol(), value, BigDecimal::add);
        BigDecimal signed = value.signum() < 0 ? line.quantity().negate() : line.quantity();
        shares.merge(line.symbol(), signed, BigDecimal::add);
      }
    }
    return new HeldAtClose(netAssetValue, cash, listed, shares, options, privates, unpriced);
  }

  double nav() {
    return netAssetValue.doubleValue();
  }

  /** Signed exposures of the listed symbols, USD. */
  SortedMap<Symbol, Double> exposures() {
    SortedMap<Symbol, Double> exposures = new TreeMap<>();
    listed.forEach((symbol, value) -> exposures.put(symbol, value.doubleValue()));
    return exposures;
  }

  /** The weights of the listed symbols; unknown where the net asset value is 0 or below. */
  Figure<Weights> weights() {
    return Weights.of(exposures(), nav());
  }

  /** Gross value of what has a value but can have no factors: options and private, USD. */
  double otherGross() {
    return gross(options) + gross(privates);
  }

  /** Gross value of the listed symbols, lots of a symbol netted, USD. */
  double listedGross() {
    return gross(listed.values());
  }

  private static double gross(Iterable<BigDecimal> values) {
    double gross = 0;
    for (BigDecimal value : values) {
      gross += Math.abs(value.doubleValue());
    }
    return gross;
  }

  /** Hash of the exposures and the net asset value. */
  InputHash hash() {
    InputHash hash = new InputHash().add(nav());
    listed.forEach((symbol, value) -> hash.add(symbol).add(value.doubleValue()));
    options.forEach(value -> hash.add("option").add(value.doubleValue()));
    privates.forEach(value -> hash.add("private").add(value.doubleValue()));
    unpriced.forEach(symbol -> hash.add("unpriced").add(symbol));
    return hash;
  }
}
