package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovement.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger that counts.
 *
 * @param date the day on which it counts
 * @param kind what happened
 * @param amount USD, unrounded, with the sign rules of {@link CashMovement}
 * @param origin where it comes from, and what it moves
 * @param positionId the lot it is of; null for none
 */
public record CashRow(
    LocalDate date, Kind kind, BigDecimal amount, Origin origin, @Nullable Long positionId) {

  /** Where a row comes from, and what it moves. */
  public enum Origin {
    /** Cash that is tracked from this day on starts at 0. */
    OPENING,
    /** Stated by the owner. */
    EXPLICIT,
    /** Stated by the owner before cash is tracked: an external flow balances it. */
    EXPLICIT_AND_BALANCED,
    /** Follows from a position and moves cash. */
    IMPLIED,
    /** Follows from a position before cash is tracked, or in kind: an external flow balances it. */
    IMPLIED_AND_BALANCED,
    /** Takes an implied row back on the day of the explicit one that replaces it. */
    REPLACED,
    /** The same before cash is tracked. */
    REPLACED_AND_BALANCED,
    /** An implied row that a statement of cash does not hold yet: still to come. */
    RECEIVABLE,
    /** Such a row has come, or turned out otherwise. */
    RECEIVED,
    /** The other side of a row before the day of what it pays for: no profit until then. */
    PREPAID,
    /** That day has come. */
    DUE
  }

  /** A row of no lot. */
  public CashRow(LocalDate date, Kind kind, BigDecimal amount, Origin origin) {
    this(date, kind, amount, origin, null);
  }

  /** What the profit has of it, USD: 0 where the owner brings it in or takes it out. */
  public BigDecimal earned() {
    if (origin == Origin.RECEIVABLE) {
      return BigDecimal.ZERO;
    }
    return switch (kind) {
      case TRADE, DIVIDEND, INTEREST -> amount;
      case FEE, TAX -> amount.negate();
      case BALANCE, DEPOSIT, WITHDRAWAL -> BigDecimal.ZERO;
    };
  }

  /** What the owner brings in to balance it, or takes out if negative, USD. */
  public BigDecimal externalFlow() {
    return switch (origin) {
      case EXPLICIT_AND_BALANCED, IMPLIED_AND_BALANCED, REPLACED_AND_BALANCED -> earned().negate();
      default -> BigDecimal.ZERO;
    };
  }

  /** The state after this row. */
  CashState after(CashState before) {
    return switch (origin) {
      case OPENING, EXPLICIT -> afterStated(before);
      case EXPLICIT_AND_BALANCED, IMPLIED_AND_BALANCED, REPLACED_AND_BALANCED ->
          before.earned(earned()).broughtIn(earned().negate());
      case IMPLIED, REPLACED -> before.earned(amount);
      case RECEIVABLE -> before.earned(amount.negate()).receivable(amount);
      case RECEIVED, PREPAID, DUE -> before.receivable(amount);
    };
  }

  private CashState afterStated(CashState before) {
    return switch (kind) {
      case BALANCE -> before.broughtIn(amount.subtract(before.cash()));
      case DEPOSIT -> before.broughtIn(amount);
      case WITHDRAWAL -> before.broughtIn(amount.negate());
      case TRADE, DIVIDEND, INTEREST, FEE, TAX -> before.earned(earned());
    };
  }
}
