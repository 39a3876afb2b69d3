package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.portfoliorefresh.broker.activity.ActivityKind;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionContract.Right;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which trades of shares at a strike belong to which assigned or exercised options of a file:
 * brokers write both, and the shares change hands once. A file without the trade means it with the
 * option.
 */
final class Deliveries {
  /** The shares may be booked on another day than the option, over a weekend. */
  private static final long DAYS_APART = 5;

  private final Map<ActivityLine, ActivityLine> endOf = new LinkedHashMap<>();
  private final Map<ActivityLine, String> refusals = new LinkedHashMap<>();
  private final List<ActivityLine> lines;
  private final OptionRoots roots;

  private Deliveries(List<ActivityLine> lines, OptionRoots roots) {
    this.lines = lines;
    this.roots = roots;
  }

  static Deliveries of(List<ActivityLine> lines, OptionRoots roots) {
    Deliveries deliveries = new Deliveries(lines, roots);
    lines.stream()
        .filter(
            line -> line.kind() == ActivityKind.ASSIGNMENT || line.kind() == ActivityKind.EXERCISE)
        .collect(
            Collectors.groupingBy(
                line -> List.of(line.security().symbol(), line.kind(), line.date()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .forEach(deliveries::match);
    return deliveries;
  }

  private void match(List<ActivityLine> ends) {
    ActivityLine first = ends.get(0);
    Optional<OptionContract> parsed = OptionContract.parse(first.security().symbol().text());
    Optional<Symbol> share = parsed.flatMap(roots::settlementShare);
    if (share.isEmpty()) {
      return;
    }
    OptionContract contract = parsed.orElseThrow();
    boolean buys = (contract.right() == Right.CALL) == (first.kind() == ActivityKind.EXERCISE);
    List<ActivityLine> trades =
        lines.stream()
            .filter(line -> line.kind().isTrade() && line.kind().buys() == buys)
            .filter(line -> line.security().symbol().equals(share.get()))
            .filter(line -> isAtStrike(line, contract.strike()))
            .filter(line -> !endOf.containsKey(line))
            .filter(
                line -> Math.abs(ChronoUnit.DAYS.between(first.date(), line.date())) <= DAYS_APART)
            .toList();
    BigDecimal due =
        ends.stream()
            .map(ActivityLine::security)
            .map(option -> option.quantity().multiply(option.multiplier()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    List<ActivityLine> own =
        trades.stream()
            .filter(line -> line.security().quantity().compareTo(due) == 0)
            .limit(1)
            .toList();
    take(first, own.isEmpty() ? trades : own, due);
  }

  private static boolean isAtStrike(ActivityLine line, BigDecimal strike) {
    BigDecimal price = line.security().price();
    return price != null && price.compareTo(strike) == 0;
  }

  private void take(ActivityLine end, List<ActivityLine> trades, BigDecimal due) {
    BigDecimal told =
        trades.stream()
            .map(line -> line.security().quantity())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (!trades.isEmpty() && told.compareTo(due) != 0) {
      refusals.put(
          end,
          "expected %s shares at the strike of %s in the lines about them, found %s in lines %s"
              .formatted(
                  due.stripTrailingZeros().toPlainString(),
                  end.security().symbol(),
                  told.stripTrailingZeros().toPlainString(),
                  trades.stream().map(ActivityLine::lineNumber).toList()));
    }
    trades.forEach(trade -> endOf.put(trade, end));
  }

  /** The end of the option to which a trade belongs, else the line itself. */
  ActivityLine endOf(ActivityLine line) {
    return endOf.getOrDefault(line, line);
  }

  /** Whether a trade is the delivery of an option that ended. */
  boolean isDelivered(ActivityLine line) {
    return endOf.containsKey(line);
  }

  /** Ends of options whose shares do not fit, and why. */
  Map<ActivityLine, String> refusals() {
    return refusals;
  }
}
