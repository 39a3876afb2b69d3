package io.afterclose.console.exposure;

import io.afterclose.quant.symbol.InvestmentClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio at the close of a session.
 *
 * @param lines what is held, lots of a symbol and class added up, by symbol
 * @param privateValue of private positions, signed USD
 * @param optionsValue of options, signed USD
 */
record Holdings(
    Valued snapshot, List<Line> lines, BigDecimal privateValue, BigDecimal optionsValue) {

  Holdings {
    lines = List.copyOf(lines);
  }

  /**
   * The snapshot that they are of.
   *
   * @param netAssetValue USD
   * @param newest whether the portfolio has no later one
   */
  record Valued(
      long portfolioId,
      String portfolio,
      LocalDate date,
      int revision,
      BigDecimal netAssetValue,
      boolean newest) {}

  /**
   * A symbol that is held.
   *
   * @param value signed, USD; null where it has no price
   */
  record Line(String symbol, InvestmentClass kind, @Nullable BigDecimal value) {}

  /** Gross value of what can have no factors, USD. */
  double otherGross() {
    double named =
        lines.stream()
            .filter(line -> line.kind() != InvestmentClass.PUBLIC)
            .map(Line::value)
            .mapToDouble(value -> value == null ? 0 : Math.abs(value.doubleValue()))
            .sum();
    return named > 0
        ? named
        : Math.abs(privateValue.doubleValue()) + Math.abs(optionsValue.doubleValue());
  }
}
