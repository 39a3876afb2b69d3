package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovement.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When the cash of a portfolio is known: from the beginning of the day of the first DEPOSIT, or
 * from the end of that of the first BALANCE, which wins on one day.
 *
 * @param from the first day whose rows move cash; null for none
 * @param opened whether a DEPOSIT opens it, so that cash starts at 0
 * @param statements the days at whose end cash is stated
 */
record TrackedCash(@Nullable LocalDate from, boolean opened, NavigableSet<LocalDate> statements) {

  static TrackedCash of(List<CashMovement> recorded) {
    NavigableSet<LocalDate> statements = days(recorded, Kind.BALANCE);
    NavigableSet<LocalDate> deposits = days(recorded, Kind.DEPOSIT);
    boolean opened =
        !deposits.isEmpty()
            && (statements.isEmpty() || deposits.first().isBefore(statements.first()));
    if (opened) {
      return new TrackedCash(deposits.first(), true, statements);
    }
    return new TrackedCash(
        statements.isEmpty() ? null : statements.first().plusDays(1), false, statements);
  }

  private static NavigableSet<LocalDate> days(List<CashMovement> recorded, Kind kind) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (CashMovement row : recorded) {
      if (row.kind() == kind) {
        days.add(row.date());
      }
    }
    return days;
  }

  /** Whether the rows of a day move cash. */
  boolean on(LocalDate day) {
    return from != null && !day.isBefore(from);
  }

  /**
   * The day of the first statement between an implied row and the one that is paid for it, or of
   * the opening, which states the cash at the beginning of its day; null for none.
   */
  @Nullable LocalDate firstStatement(LocalDate implied, LocalDate paid) {
    if (opened && from != null && implied.isBefore(from) && !paid.isBefore(from)) {
      return from;
    }
    LocalDate first = statements.ceiling(implied);
    return first != null && first.isBefore(paid) ? first : null;
  }
}
