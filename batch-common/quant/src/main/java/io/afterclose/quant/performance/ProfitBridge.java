package io.afterclose.quant.performance;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How one net asset value became another, USD, each line signed as it moves the value.
 *
 * @param before at the start
 * @param lines what is explained
 * @param after at the end
 */
public record ProfitBridge(BigDecimal before, Map<Line, BigDecimal> lines, BigDecimal after) {

  /** A line. */
  public enum Line {
    /** External flows: paid in above 0, taken out below. */
    FLOWS,
    /** What prices made of the positions. */
    PRICE_CHANGE,
    /** Dividends: above 0 for what is held, below for what is sold short. */
    DIVIDENDS,
    /** Interest, received above 0. */
    INTEREST,
    /** Taxes, below 0. */
    TAXES,
    /** Fees, below 0. */
    FEES
  }

  /** Copies the lines; one that is not given is 0. */
  public ProfitBridge {
    Map<Line, BigDecimal> all = new EnumMap<>(Line.class);
    for (Line line : Line.values()) {
      all.put(line, lines.getOrDefault(line, BigDecimal.ZERO));
    }
    lines = Collections.unmodifiableMap(all);
  }

  /** What no line explains; 0 to the cent, or the record has a defect. */
  public BigDecimal unexplained() {
    return lines.values().stream().reduce(after.subtract(before), BigDecimal::subtract);
  }

  /** The profit: all but flows. */
  public BigDecimal profit() {
    return after.subtract(before).subtract(lines.get(Line.FLOWS));
  }
}
