package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.CorporateAction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * A cash row that follows from a position, unless an explicit row replaces it.
 *
 * @param position whose
 * @param kind what it is of
 * @param date of the entry, exit, settlement or action
 * @param amount USD as it hits cash; of a lot that came or went in kind what it was worth, which
 *     moves no cash
 * @param quantity shares or contracts it was of, above 0
 */
public record ImpliedRow(
    Position position, ImpliedKind kind, LocalDate date, BigDecimal amount, BigDecimal quantity) {

  /** What a position implies up to and including a day, in no order. */
  static Stream<ImpliedRow> of(Holding holding, InKindValue inKind, LocalDate day) {
    if (holding.position().entryDate().isAfter(day)) {
      return Stream.empty();
    }
    return Stream.of(
            Stream.of(entry(holding, inKind)), exit(holding, inKind, day), dividends(holding, day))
        .flatMap(rows -> rows);
  }

  /** The purchase costs what the position cost: its price counts the shares that it states. */
  private static ImpliedRow entry(Holding holding, InKindValue inKind) {
    Position position = holding.position();
    LocalDate date = position.entryDate();
    BigDecimal worth =
        position.entry().booking().inKind()
            ? inKind.of(holding, date).orElse(position.signedCost())
            : position.signedCost();
    return new ImpliedRow(
        position, ImpliedKind.ENTRY, date, worth.negate(), holding.quantityOn(date));
  }

  private static Stream<ImpliedRow> exit(Holding holding, InKindValue inKind, LocalDate day) {
    Position position = holding.position();
    ImpliedKind kind = position.exitDate() == null ? ImpliedKind.SETTLEMENT : ImpliedKind.EXIT;
    return holding.exit(day).stream()
        .map(
            exit ->
                new ImpliedRow(
                    position,
                    kind,
                    exit.date(),
                    proceeds(holding, inKind, exit),
                    holding.quantityOn(exit.date())));
  }

  private static BigDecimal proceeds(Holding holding, InKindValue inKind, Holding.Exit exit) {
    BigDecimal stated = holding.valueOn(exit.date(), exit.price());
    Exit recorded = holding.position().exit();
    return recorded != null && recorded.booking().inKind()
        ? inKind.of(holding, exit.date()).orElse(stated)
        : stated;
  }

  private static Stream<ImpliedRow> dividends(Holding holding, LocalDate day) {
    return holding.actions(CorporateAction.Kind.DIVIDEND).stream()
        .filter(dividend -> !dividend.exDate().isAfter(day))
        .filter(dividend -> holding.inputs().isEntitled(dividend.exDate()))
        .map(dividend -> dividend(holding, dividend));
  }

  /** On the shares after a split of the same day: the amount is stated per such share. */
  private static ImpliedRow dividend(Holding holding, CorporateAction dividend) {
    LocalDate exDate = dividend.exDate();
    return new ImpliedRow(
        holding.position(),
        ImpliedKind.DIVIDEND,
        exDate,
        holding.valueOn(exDate, dividend.value()),
        holding.quantityOn(exDate));
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
            ? position.symbol().equals(subject.symbol())
            : position.id() == subject.positionId());
  }

  /** Whether it is exactly the row that an explicit one names. */
  boolean isNamedBy(CashSubject subject) {
    return isOf(subject) && (subject.exDate() == null || subject.exDate().equals(date));
  }
}
