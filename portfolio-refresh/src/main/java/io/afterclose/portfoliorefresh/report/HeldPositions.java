package io.afterclose.portfoliorefresh.report;

import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.portfoliorefresh.valuation.UnpricedReason;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.report.SnapshotDetail;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.Part;
import io.afterclose.report.page.PortfolioReport.Holding;
import io.afterclose.report.page.PortfolioReport.Quality;
import io.afterclose.report.page.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The open positions of a snapshot and how good their values are, as the report shows them. */
final class HeldPositions {

  /** More of them say nothing new; the table of positions has all. */
  private static final int REMARKS = 20;

  private static final String NOT_READ =
      "the inputs of the snapshot cannot be read back: it was made before their changes were kept,"
          + " or on another server";

  private final ExplainedSnapshot snapshot;
  private final List<ExplainedPosition> positions;

  HeldPositions(ExplainedSnapshot snapshot) {
    this.snapshot = snapshot;
    this.positions =
        snapshot.positions().stream()
            .sorted(
                Comparator.comparing((ExplainedPosition held) -> gross(held.valuation()))
                    .reversed()
                    .thenComparing(held -> held.valuation().symbol().text())
                    .thenComparing(held -> held.valuation().position().id()))
            .toList();
  }

  /** All that a report tells of the snapshot. */
  SnapshotDetail detail() {
    return new SnapshotDetail(holdings(), classes(), quality(), DayBridge.of(snapshot.profit()));
  }

  private Set<InvestmentClass> classes() {
    return positions.stream()
        .map(held -> held.valuation().position().investmentClass())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Part<Holding> holdings() {
    String definition =
        "Each open lot at the close: quantity × price × multiplier, negative for a short. The"
            + " weight is value / net asset value; the unrealised profit is value − cost, so that"
            + " a short gains when its price falls. The age counts sessions since the price.";
    return positions.isEmpty()
        ? Part.unknown(definition, evidence(), whyNone())
        : Part.of(definition, evidence(), positions.stream().map(this::holding).toList());
  }

  private String whyNone() {
    return snapshot.cash() == null ? NOT_READ : "no position is open";
  }

  private Evidence evidence() {
    return Evidence.of(
        snapshot.date(),
        snapshot.totals().counts().all(),
        snapshot.totals().coverage().doubleValue());
  }

  private Holding holding(ExplainedPosition held) {
    PositionValuation valuation = held.valuation();
    boolean dated = valuation.priceDate() != null;
    return new Holding(
        valuation.symbol().text(),
        kind(valuation),
        valuation.quantity(),
        valuation.price(),
        valuation.priceDate(),
        dated ? Math.max(0, held.priceAge()) : null,
        state(valuation.status()),
        value(valuation, valuation.value().orElse(null)),
        weight(valuation),
        value(valuation, valuation.unrealizedPnl().orElse(null)));
  }

  private static String kind(PositionValuation valuation) {
    String kind =
        switch (valuation.position().investmentClass()) {
          case PUBLIC -> "share";
          case OPTIONS -> "option";
          case PRIVATE -> "private";
        };
    return kind + ", " + valuation.position().side().name().toLowerCase(Locale.ROOT);
  }

  private static String state(Status status) {
    return switch (status) {
      case PRICED -> "the close";
      case STALE -> "an older close";
      case ESTIMATED -> "its owner's value or cost";
      case UNPRICED -> "nothing";
    };
  }

  private static Value value(PositionValuation valuation, @Nullable BigDecimal amount) {
    return amount == null ? Value.unknown(unpriced(valuation)) : Value.of(amount.doubleValue());
  }

  private Value weight(PositionValuation valuation) {
    BigDecimal nav = snapshot.totals().cash().netAssetValue();
    if (valuation.value().isEmpty()) {
      return Value.unknown(unpriced(valuation));
    }
    return nav.signum() <= 0
        ? Value.unknown("the net asset value is not above 0")
        : Value.of(valuation.value().get().doubleValue() / nav.doubleValue());
  }

  private static String unpriced(PositionValuation valuation) {
    UnpricedReason reason = valuation.reason();
    return reason == null ? "it has no price" : reason.describe();
  }

  private Quality quality() {
    String definition =
        "Positions by what their value comes from: the close of the day; a close at most five"
            + " sessions older; the owner's valuation, or cost, of what is private; nothing. The"
            + " gross value is Σ |value|; what has no value counts at its cost and is in no total.";
    return new Quality(
        positions.isEmpty()
            ? Part.unknown(definition, evidence(), whyNone())
            : Part.of(definition, evidence(), states()),
        remarks());
  }

  private List<Quality.State> states() {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    Map<Status, BigDecimal> gross = new EnumMap<>(Status.class);
    BigDecimal all = BigDecimal.ZERO;
    for (ExplainedPosition held : positions) {
      counts.merge(held.valuation().status(), 1, Integer::sum);
      gross.merge(held.valuation().status(), gross(held.valuation()), BigDecimal::add);
      all = all.add(gross(held.valuation()));
    }
    List<Quality.State> states = new ArrayList<>();
    for (Status status : Status.values()) {
      BigDecimal part = gross.getOrDefault(status, BigDecimal.ZERO);
      states.add(
          new Quality.State(
              state(status),
              counts.getOrDefault(status, 0),
              part,
              all.signum() == 0
                  ? Value.unknown("the gross value is 0")
                  : Value.of(part.doubleValue() / all.doubleValue())));
    }
    return states;
  }

  private static BigDecimal gross(PositionValuation valuation) {
    return valuation.value().orElse(valuation.cost()).abs();
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (ExplainedPosition held : positions) {
      PositionValuation valuation = held.valuation();
      switch (valuation.status()) {
        case STALE ->
            remarks.add(
                valuation.symbol()
                    + ": the price is of "
                    + valuation.priceDate()
                    + ", "
                    + held.priceAge()
                    + (held.priceAge() == 1 ? " session old." : " sessions old."));
        case UNPRICED -> remarks.add(valuation.symbol() + ": " + unpriced(valuation) + ".");
        case PRICED, ESTIMATED -> {}
      }
      if (held.origin() != null && !held.origin().flags().isEmpty()) {
        remarks.add(valuation.symbol() + ": its price is flagged " + held.origin().flags() + ".");
      }
    }
    List<String> distinct = remarks.stream().distinct().toList();
    if (distinct.size() <= REMARKS) {
      return distinct;
    }
    List<String> first = new ArrayList<>(distinct.subList(0, REMARKS));
    first.add("And " + (distinct.size() - REMARKS) + " more.");
    return first;
  }
}
