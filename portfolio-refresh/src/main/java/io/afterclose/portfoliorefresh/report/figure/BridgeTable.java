package io.afterclose.portfoliorefresh.report.figure;

import io.afterclose.cli.output.ResultTable;
import io.afterclose.portfolio.figure.FigureCode;
import io.afterclose.portfolio.figure.StoredFigure;
import io.afterclose.portfolio.snapshot.PerformanceDay;
import io.afterclose.report.figure.FigureValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored bridges of days added up: what made one value the other. */
final class BridgeTable {

  private static final String DAY = "1D";

  /** The lines in their order. What is between the first and the last makes up the difference. */
  private enum Line {
    BEFORE,
    FLOWS,
    PRICE_CHANGE,
    DIVIDENDS,
    INTEREST,
    FEES,
    TAXES,
    ROUNDING,
    UNEXPLAINED,
    AFTER;

    /** Whether it is stored for each day and added up. */
    boolean isPart() {
      return this != BEFORE && this != AFTER && this != UNEXPLAINED;
    }
  }

  private final Map<LocalDate, Map<String, StoredFigure>> stored = new HashMap<>();
  private final Map<Line, BigDecimal> sums = new EnumMap<>(Line.class);

  private BridgeTable(List<StoredFigure> figures) {
    figures.forEach(
        figure ->
            stored
                .computeIfAbsent(figure.date(), none -> new HashMap<>())
                .put(figure.key().item(), figure));
  }

  /** Of an interval; without a row where it has no day. */
  static ResultTable of(PerformanceInterval interval) {
    ResultTable table = ResultTable.of("item", "amount", "from", "to", "reason");
    List<PerformanceDay> days = interval.counted();
    if (days.isEmpty()) {
      return table;
    }
    PerformanceDay first = days.get(0);
    LocalDate last = days.get(days.size() - 1).date();
    BridgeTable bridge =
        new BridgeTable(
            interval
                .figures()
                .between(interval.portfolio().id(), FigureCode.BRIDGE, DAY, first.date(), last));
    Optional<String> reason = bridge.add(days);
    for (Line line : Line.values()) {
      table.add(
          line,
          reason.isPresent() ? null : bridge.sums.get(line),
          first.previousDate(),
          last,
          reason.orElse(null));
    }
    return table;
  }

  /** Adds the days up; why that cannot be done, if it cannot. */
  private Optional<String> add(List<PerformanceDay> days) {
    for (PerformanceDay day : days) {
      Map<String, StoredFigure> items = stored.getOrDefault(day.date(), Map.of());
      StoredFigure profit = items.get("PROFIT");
      if (profit == null) {
        return Optional.of("MISSING_INPUT: " + day.date() + " has no figures yet");
      }
      if (profit.value() == null) {
        return Optional.of(profit.reason() + ": " + day.date() + " " + profit.detail());
      }
      for (Line line : Line.values()) {
        if (line.isPart()) {
          sums.merge(line, amount(items.get(line.name())), BigDecimal::add);
        }
      }
      sums.putIfAbsent(Line.BEFORE, amount(items.get(Line.BEFORE.name())));
      sums.put(Line.AFTER, amount(items.get(Line.AFTER.name())));
    }
    sums.put(Line.UNEXPLAINED, unexplained());
    return Optional.empty();
  }

  private BigDecimal unexplained() {
    BigDecimal made = sums.getOrDefault(Line.BEFORE, BigDecimal.ZERO);
    for (Line line : Line.values()) {
      made = line.isPart() ? made.add(sums.getOrDefault(line, BigDecimal.ZERO)) : made;
    }
    return sums.getOrDefault(Line.AFTER, BigDecimal.ZERO).subtract(made);
  }

  private static BigDecimal amount(@Nullable StoredFigure figure) {
    Double value = figure == null ? null : figure.value();
    return FigureValue.cents(value == null ? 0 : value);
  }
}
