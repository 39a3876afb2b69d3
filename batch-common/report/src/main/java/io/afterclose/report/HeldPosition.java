package io.afterclose.report;

import io.afterclose.portfolio.position.Side;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Holding;
import io.afterclose.report.page.PortfolioReport.Quality;
import io.afterclose.report.page.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An open position of a snapshot.
 *
 * @param gross |value|, or of one without a value |cost|, USD
 */
public record HeldPosition(Holding holding, ValuedBy valuedBy, BigDecimal gross) {

  private static final String HOLDINGS =
      "Each open lot at the close: quantity × price × multiplier, negative for a short. The"
          + " weight is value / net asset value; the unrealised profit is value − cost, so that"
          + " a short gains when its price falls. The age counts sessions since the price.";

  private static final String STATES =
      "Positions by what their value comes from: the close of the day; a close at most five"
          + " sessions older; the owner's valuation, or cost, of what is private; nothing. The"
          + " gross value is Σ |value|; what has no value counts at its cost and is in no total.";

  /** What a position is, in words. */
  public static String kind(InvestmentClass investmentClass, Side side) {
    String kind =
        switch (investmentClass) {
          case PUBLIC -> "share";
          case OPTIONS -> "option";
          case PRIVATE -> "private";
        };
    return kind + ", " + side.name().toLowerCase(Locale.ROOT);
  }

  /** The weight of a value; without a value that of which nothing is known. */
  public static Value weight(Value value, BigDecimal netAssetValue) {
    Double usd = value.number();
    if (usd == null) {
      return value;
    }
    return netAssetValue.signum() <= 0
        ? Value.unknown("the net asset value is not above 0")
        : Value.of(usd / netAssetValue.doubleValue());
  }

  /** The positions as they are listed. */
  public static Part<Holding> holdings(
      List<HeldPosition> positions, Evidence evidence, String whyNone) {
    return positions.isEmpty()
        ? Part.unknown(HOLDINGS, evidence, whyNone)
        : Part.of(HOLDINGS, evidence, positions.stream().map(HeldPosition::holding).toList());
  }

  /** How many positions are valued by what, and what these are worth. */
  public static Part<Quality.State> states(
      List<HeldPosition> positions, Evidence evidence, String whyNone) {
    if (positions.isEmpty()) {
      return Part.unknown(STATES, evidence, whyNone);
    }
    BigDecimal all = gross(positions);
    List<Quality.State> states = new ArrayList<>();
    for (ValuedBy by : ValuedBy.values()) {
      List<HeldPosition> those = positions.stream().filter(held -> held.valuedBy() == by).toList();
      BigDecimal part = gross(those);
      states.add(
          new Quality.State(
              by.describe(),
              those.size(),
              part,
              all.signum() == 0
                  ? Value.unknown("the gross value is 0")
                  : Value.of(part.doubleValue() / all.doubleValue())));
    }
    return Part.of(STATES, evidence, states);
  }

  private static BigDecimal gross(List<HeldPosition> positions) {
    return positions.stream().map(HeldPosition::gross).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
