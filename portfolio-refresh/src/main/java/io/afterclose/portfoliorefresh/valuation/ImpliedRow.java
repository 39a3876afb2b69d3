package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cash row that follows from a position, unless an explicit row replaces it.
 *
 * @param position whose
 * @param symbol of the share on the date
 * @param kind what it is of
 * @param date of the entry, exit, settlement or action
 * @param amount USD as it hits cash; of a lot that came or went in kind what it was worth, which
 *     moves no cash
 * @param quantity shares or contracts it was of, above 0
 */
public record ImpliedRow(
    Position position,
    Symbol symbol,
    ImpliedKind kind,
    LocalDate date,
    BigDecimal amount,
    BigDecimal quantity) {

  /** What a position implies up to and including a day, in no order. */
  static List<ImpliedRow> of(
      Holding holding, List<Holdings.Fraction> fractions, InKindValue inKind, LocalDate day) {
    List<ImpliedRow> rows = new ArrayList<>();
    if (holding.position().entryDate().isAfter(day)) {
      return rows;
    }
    if (holding.position().entry().spunOffFrom() == null) {
      rows.add(entry(holding, inKind));
    }
    exit(holding, inKind, day).ifPresent(rows::add);
    for (HeldLine line : holding.lines()) {
      line.dividends(day).map(dividend -> dividend(line, dividend)).forEach(rows::add);
    }
    rows.addAll(actions(holding, fractions, day));
    return rows;
  }

  /** The purchase costs what the position cost: its price counts the shares that it states. */
  private static ImpliedRow entry(Holding holding, InKindValue inKind) {
    Position position = holding.position();
    LocalDate date = position.entryDate();
    BigDecimal worth =
        position.entry().booking().inKind()
            ? inKind.of(holding.own(), date).orElse(position.signedCost())
            : position.signedCost();
    return new ImpliedRow(
        position,
        position.symbol(),
        ImpliedKind.ENTRY,
        date,
        worth.negate(),
        holding.own().quantityOn(date));
  }

  private static Optional<ImpliedRow> exit(Holding holding, InKindValue inKind, LocalDate day) {
    Position position = holding.position();
    ImpliedKind kind = position.exitDate() == null ? ImpliedKind.SETTLEMENT : ImpliedKind.EXIT;
    return holding
        .exit(day)
        .map(
            exit ->
                new ImpliedRow(
                    position,
                    holding.own().symbolOn(exit.date()),
                    kind,
                    exit.date(),
                    proceeds(holding, inKind, exit),
                    holding.own().quantityOn(exit.date())));
  }

  private static BigDecimal proceeds(Holding holding, InKindValue inKind, Holding.Exit exit) {
    BigDecimal stated = holding.own().valueOn(exit.date(), exit.price());
    Exit recorded = holding.position().exit();
    return recorded != null && recorded.booking().inKind()
        ? inKind.of(holding.own(), exit.date()).orElse(stated)
        : stated;
  }

  /** On the shares after a split of the same day: the amount is stated per such share. */
  private static ImpliedRow dividend(HeldLine line, ActionFact<Symbol> dividend) {
    LocalDate exDate = dividend.exDate();
    return new ImpliedRow(
        line.position(),
        dividend.symbol(),
        ImpliedKind.DIVIDEND,
        exDate,
        line.valueOn(exDate, dividend.value()),
        line.quantityOn(exDate));
  }

  /** What a merger pays, and fractions; of one day together, as they are paid. */
  private static Collection<ImpliedRow> actions(
      Holding holding, List<Holdings.Fraction> fractions, LocalDate day) {
    List<ImpliedRow> paid = new ArrayList<>();
    for (HeldLine line : holding.lines()) {
      line.part().paidActions().forEach(action -> paid.add(paid(line, action)));
    }
    paid.removeIf(row -> row.amount().signum() == 0);
    fractions.forEach(fraction -> paid.add(fraction(fraction)));
    if (paid.isEmpty()) {
      return paid;
    }
    Map<LocalDate, ImpliedRow> byDay = new TreeMap<>();
    paid.stream()
        .filter(row -> !row.date().isAfter(day))
        .forEach(row -> byDay.merge(row.date(), row, ImpliedRow::plus));
    return byDay.values();
  }

  private static ImpliedRow paid(HeldLine line, ActionFact<Symbol> action) {
    return new ImpliedRow(
        line.position(),
        action.symbol(),
        ImpliedKind.ACTION,
        action.exDate(),
        line.paidBy(action),
        line.quantityInto(action));
  }

  private static ImpliedRow fraction(Holdings.Fraction fraction) {
    HeldLine line = fraction.line();
    LocalDate date = fraction.first().session();
    return new ImpliedRow(
        line.position(),
        fraction.action().symbol(),
        ImpliedKind.ACTION,
        date,
        fraction.amount(),
        line.quantityInto(fraction.action()));
  }

  private ImpliedRow plus(ImpliedRow other) {
    return new ImpliedRow(position, symbol, kind, date, amount.add(other.amount), quantity);
  }

  /** Whether the lot came or went without cash: only the owner's flow is implied. */
  public boolean inKind() {
    Exit exit = position.exit();
    return switch (kind) {
      case ENTRY -> position.entry().booking().inKind();
      case EXIT -> exit != null && exit.booking().inKind();
      case SETTLEMENT, ACTION, DIVIDEND -> false;
    };
  }

  Kind rowKind() {
    return kind.kind();
  }

  /** Whether it is of the kind and of the position or symbol that an explicit row names. */
  boolean isOf(CashSubject subject) {
    return kind == subject.replaces()
        && !inKind()
        && (subject.positionId() == null
            ? symbol.equals(subject.symbol())
            : position.id() == subject.positionId());
  }

  /** Whether it is exactly the row that an explicit one names. */
  boolean isNamedBy(CashSubject subject) {
    return isOf(subject) && (subject.exDate() == null || subject.exDate().equals(date));
  }
}
