package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts the parts of divided lots together for a day before they went different ways: parts of one
 * origin that are stated alike, of which none has left by that day.
 */
final class UndividedLots {

  private final LocalDate day;
  private final PortfolioHistory history;

  /** The key of the lot that stands for a part. */
  private final Map<Long, Long> standsFor = new HashMap<>();

  private UndividedLots(LocalDate day, PortfolioHistory history) {
    this.day = day;
    this.history = history;
  }

  static PortfolioHistory on(LocalDate day, PortfolioHistory history) {
    for (Position lot : history.positions()) {
      if (lot.id() != lot.origin()) {
        return new UndividedLots(day, history).together();
      }
    }
    return history;
  }

  private PortfolioHistory together() {
    List<Position> lots = lots();
    return new PortfolioHistory(
        history.portfolio(),
        lots,
        cash(),
        history.valuations().stream()
            .filter(
                row ->
                    standsFor.getOrDefault(row.positionId(), row.positionId()) == row.positionId())
            .toList());
  }

  private List<Position> lots() {
    Map<Object, List<Position>> parts =
        history.positions().stream()
            .collect(
                Collectors.groupingBy(this::likeness, LinkedHashMap::new, Collectors.toList()));
    return parts.values().stream().map(this::together).toList();
  }

  /** Equal for what may be put together; a lot that has left by the day stays alone. */
  private Object likeness(Position lot) {
    return lot.exit() != null && !lot.exit().date().isAfter(day)
        ? lot.id()
        : List.of(
            lot.origin(),
            lot.symbol(),
            lot.investmentClass(),
            lot.side(),
            lot.quantityAsOf(),
            lot.multiplier().stripTrailingZeros(),
            lot.entry(),
            unitValues(lot));
  }

  private List<List<Object>> unitValues(Position lot) {
    return history.valuationsOf(lot).stream()
        .filter(row -> !row.asOf().isAfter(day))
        .map(row -> List.<Object>of(row.asOf(), row.worth(BigDecimal.ONE)))
        .toList();
  }

  private Position together(List<Position> parts) {
    Position first = parts.get(0);
    if (parts.size() == 1) {
      return first;
    }
    parts.forEach(part -> standsFor.put(part.id(), first.id()));
    return new Position(
        first.id(),
        first.portfolioId(),
        first.symbol(),
        first.investmentClass(),
        first.side(),
        parts.stream().map(Position::quantity).reduce(BigDecimal.ZERO, BigDecimal::add),
        first.quantityAsOf(),
        first.multiplier(),
        first.entry(),
        null,
        first.origin());
  }

  private List<CashMovement> cash() {
    Map<Object, List<CashMovement>> parts =
        history.cash().stream()
            .collect(
                Collectors.groupingBy(this::likeness, LinkedHashMap::new, Collectors.toList()));
    List<CashMovement> rows = new ArrayList<>();
    parts.values().forEach(each -> rows.add(sum(each)));
    return rows;
  }

  private Object likeness(CashMovement row) {
    return lot(row)
        .<Object>map(
            lot ->
                List.of(
                    row.origin(),
                    row.date(),
                    row.kind(),
                    lot,
                    Optional.ofNullable(row.replaces()),
                    Optional.ofNullable(row.subject().exDate())))
        .orElseGet(row::id);
  }

  /** The lot that stands for the one that a row names, if that is put together. */
  private Optional<Long> lot(CashMovement row) {
    return Optional.ofNullable(row.positionId()).map(standsFor::get);
  }

  private CashMovement sum(List<CashMovement> parts) {
    CashMovement first = parts.get(0);
    return lot(first)
        .map(
            lot ->
                new CashMovement(
                    first.id(),
                    first.portfolioId(),
                    first.date(),
                    first.kind(),
                    parts.stream()
                        .map(CashMovement::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                    new CashSubject(
                        first.subject().replaces(), lot, null, first.subject().exDate()),
                    first.origin()))
        .orElse(first);
  }
}
