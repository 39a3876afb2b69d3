package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovement.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One row of the ledger that counts.
 *
 * @param date the day on which it counts
 * @param kind what happened; an implied row is a TRADE or a DIVIDEND
 * @param amount USD, unrounded, with the sign rules of {@link CashMovement}
 * @param origin of the row
 */
public record CashRow(LocalDate date, Kind kind, BigDecimal amount, Origin origin) {
  /** Where a row comes from. */
  public enum Origin {
    /** Stated by the owner. */
    EXPLICIT,
    /** Follows from a position and moves cash. */
    IMPLIED,
    /** Follows from a position before anything was said about cash: the owner settles it. */
    IMPLIED_AND_BALANCED
  }

  static CashRow explicit(CashMovement row) {
    return new CashRow(row.date(), row.kind(), row.amount(), Origin.EXPLICIT);
  }

  /** The state after this row. */
  CashState after(CashState before) {
    return switch (origin) {
      case EXPLICIT -> afterStated(before);
      case IMPLIED -> before.earned(amount);
      case IMPLIED_AND_BALANCED -> before.earned(amount).broughtIn(amount.negate());
    };
  }

  private CashState afterStated(CashState before) {
    return switch (kind) {
      case BALANCE -> before.broughtIn(amount.subtract(before.cash()));
      case DEPOSIT -> before.broughtIn(amount);
      case WITHDRAWAL -> before.broughtIn(amount.negate());
      case TRADE, DIVIDEND, INTEREST -> before.earned(amount);
      case FEE, TAX -> before.earned(amount.negate());
    };
  }
}
