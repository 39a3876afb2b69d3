package io.afterclose.portfoliorefresh.report;

import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.portfoliorefresh.valuation.PositionValuation.Status;
import io.afterclose.portfoliorefresh.valuation.UnpricedReason;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.report.DayBridge;
import io.afterclose.report.HeldPosition;
import io.afterclose.report.SnapshotDetail;
import io.afterclose.report.ValuedBy;
import io.afterclose.report.page.Evidence;
import io.afterclose.report.page.PortfolioReport.Holding;
import io.afterclose.report.page.PortfolioReport.Quality;
import io.afterclose.report.page.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was read back of a snapshot, as the report tells it. */
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
    List<HeldPosition> held = positions.stream().map(this::held).toList();
    return new SnapshotDetail(
        HeldPosition.holdings(held, evidence(), whyNone()),
        classes(),
        new Quality(HeldPosition.states(held, evidence(), whyNone()), remarks()),
        DayBridge.of(
            snapshot.profit().performance(),
            snapshot.profit().parts(),
            "Profit; its parts cannot be read back"));
  }

  private Set<InvestmentClass> classes() {
    return positions.stream()
        .map(held -> held.valuation().position().investmentClass())
        .collect(Collectors.toUnmodifiableSet());
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

  private HeldPosition held(ExplainedPosition held) {
    PositionValuation valuation = held.valuation();
    boolean dated = valuation.priceDate() != null;
    Value value = value(valuation, valuation.value().orElse(null));
    return new HeldPosition(
        new Holding(
            valuation.symbol().text(),
            HeldPosition.kind(valuation.position().investmentClass(), valuation.position().side()),
            valuation.quantity(),
            valuation.price(),
            valuation.priceDate(),
            dated ? Math.max(0, held.priceAge()) : null,
            valuedBy(valuation.status()).describe(),
            value,
            HeldPosition.weight(value, snapshot.totals().cash().netAssetValue()),
            value(valuation, valuation.unrealizedPnl().orElse(null))),
        valuedBy(valuation.status()),
        gross(valuation));
  }

  private static ValuedBy valuedBy(Status status) {
    return switch (status) {
      case PRICED -> ValuedBy.CLOSE;
      case STALE -> ValuedBy.OLDER_CLOSE;
      case ESTIMATED -> ValuedBy.OWNER;
      case UNPRICED -> ValuedBy.NOTHING;
    };
  }

  private static Value value(PositionValuation valuation, @Nullable BigDecimal amount) {
    return amount == null ? Value.unknown(unpriced(valuation)) : Value.of(amount.doubleValue());
  }

  private static String unpriced(PositionValuation valuation) {
    UnpricedReason reason = valuation.reason();
    return reason == null ? "it has no price" : reason.describe();
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
