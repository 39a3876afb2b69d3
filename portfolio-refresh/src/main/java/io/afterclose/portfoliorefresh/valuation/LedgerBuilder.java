package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.CashRow.Origin;
import io.afterclose.quant.symbol.OptionContract;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the rows of one ledger together. */
final class LedgerBuilder {
  private final LocalDate day;
  private final PortfolioHistory history;
  private final ImpliedRows implied;
  private final TrackedCash tracked;
  private final Replacements replacements;
  private final Map<ImpliedRow, LocalDate> until;
  private final List<CashRow> rows = new ArrayList<>();
  private final List<CashMovement> unmatched = new ArrayList<>();

  LedgerBuilder(LocalDate day, PortfolioHistory history, ImpliedRows implied) {
    this.day = day;
    this.history = history;
    this.implied = implied;
    this.tracked = TrackedCash.of(history.cash().stream().filter(this::isDue).toList());
    this.replacements = Replacements.of(history.cash(), implied);
    this.until = replacements.until();
  }

  /** An opening first, a statement last, and before each what it does not hold yet. */
  private int orderInDay(CashRow row) {
    boolean opening = tracked.opened() && row.date().equals(tracked.from());
    return switch (row.origin()) {
      case RECEIVABLE -> opening ? 0 : 3;
      case OPENING -> 1;
      default -> row.kind() == Kind.BALANCE ? 4 : 2;
    };
  }

  private boolean isDue(CashMovement row) {
    return !row.date().isAfter(day);
  }

  CashLedger ledger() {
    if (tracked.opened() && tracked.from() != null) {
      rows.add(new CashRow(tracked.from(), Kind.BALANCE, BigDecimal.ZERO, Origin.OPENING));
    }
    implied.rows().forEach(this::addImplied);
    history.cash().stream().filter(this::isDue).forEach(this::addStated);
    rows.sort(this::inOrder);
    return new CashLedger(rows, unmatched);
  }

  private int inOrder(CashRow one, CashRow other) {
    int byDate = one.date().compareTo(other.date());
    return byDate == 0 ? Integer.compare(orderInDay(one), orderInDay(other)) : byDate;
  }

  /** It stands until it is replaced; what is replaced from its own day on never counts. */
  private void addImplied(ImpliedRow row) {
    LocalDate end = until.get(row);
    if (end == null || end.isAfter(row.date())) {
      boolean moves = tracked.on(row.date()) && !row.inKind();
      add(row, row.date(), row.amount(), moves ? Origin.IMPLIED : Origin.IMPLIED_AND_BALANCED);
      if (end != null) {
        replace(row, end);
      }
    }
  }

  private void replace(ImpliedRow row, LocalDate end) {
    LocalDate statement = tracked.firstStatement(row.date(), end);
    boolean stated = false;
    if (statement != null && !statement.isAfter(day)) {
      stated = true;
      add(row, statement, row.amount(), Origin.RECEIVABLE);
    }
    if (!end.isAfter(day)) {
      Origin unstated = tracked.on(end) ? Origin.REPLACED : Origin.REPLACED_AND_BALANCED;
      add(row, end, row.amount().negate(), stated ? Origin.RECEIVED : unstated);
    }
  }

  private void add(ImpliedRow row, LocalDate date, BigDecimal amount, Origin origin) {
    rows.add(new CashRow(date, row.rowKind(), amount, origin, row.position().id()));
  }

  private void addStated(CashMovement row) {
    List<ImpliedRow> replaced = replacements.of(row);
    if (replaced.isEmpty()) {
      addAlone(row);
      return;
    }
    BigDecimal left = row.amount();
    BigDecimal quantity =
        replaced.stream().map(ImpliedRow::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    for (int i = 0; i < replaced.size(); i++) {
      ImpliedRow lot = replaced.get(i);
      BigDecimal share =
          i == replaced.size() - 1
              ? left
              : row.amount().multiply(lot.quantity()).divide(quantity, MathContext.DECIMAL128);
      left = left.subtract(share);
      add(row, share, lot.position().id(), lot.date());
    }
  }

  /** A row that stands for no implied one, or for one of a later day. */
  private void addAlone(CashMovement row) {
    LocalDate due = row.replaces() == null ? null : due(row.subject());
    if (due != null && due.isAfter(day)) {
      add(row, row.amount(), row.positionId(), due);
      return;
    }
    add(row, row.amount(), row.positionId(), row.date());
    if (row.replaces() != null) {
      unmatched.add(row);
    }
  }

  private void add(
      CashMovement row, BigDecimal amount, @Nullable Long positionId, LocalDate dueOn) {
    LocalDate date = row.date();
    boolean moves = row.kind() == Kind.BALANCE || tracked.on(date);
    rows.add(
        new CashRow(
            date,
            row.kind(),
            amount,
            moves ? Origin.EXPLICIT : Origin.EXPLICIT_AND_BALANCED,
            positionId));
    if (dueOn.isAfter(date)) {
      rows.add(new CashRow(date, row.kind(), amount.negate(), Origin.PREPAID, positionId));
      if (!dueOn.isAfter(day)) {
        rows.add(new CashRow(dueOn, row.kind(), amount, Origin.DUE, positionId));
      }
    }
  }

  /** The day of what a row names; null where the position has no such thing. */
  private @Nullable LocalDate due(CashSubject subject) {
    if (subject.exDate() != null) {
      return subject.exDate();
    }
    return history.positions().stream()
        .filter(position -> Objects.equals(position.id(), subject.positionId()))
        .findFirst()
        .map(position -> due(subject, position))
        .orElse(null);
  }

  private static @Nullable LocalDate due(CashSubject subject, Position position) {
    return switch (Objects.requireNonNull(subject.replaces())) {
      case ENTRY -> position.entryDate();
      case EXIT -> position.exitDate();
      case SETTLEMENT -> position.contract().map(OptionContract::expiry).orElse(null);
      case ACTION, DIVIDEND -> subject.exDate();
    };
  }
}
