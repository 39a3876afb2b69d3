package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An explicit row of a portfolio's cash ledger.
 *
 * @param id key in the database
 * @param portfolioId whose cash
 * @param date the day on which it counts; of a row that replaces an implied one it may be the day
 *     of payment
 * @param kind what happened
 * @param amount USD; BALANCE: cash at the end of the day, any sign; DEPOSIT, WITHDRAWAL, FEE and
 *     TAX: a magnitude of 0 or more; TRADE, DIVIDEND and INTEREST: signed as it hits cash (a
 *     purchase, a dividend owed by a short and interest paid are negative)
 * @param subject what it is about, and which implied row it replaces
 * @param origin key of the row as it was first recorded: its own, or of the row that was divided
 */
public record CashMovement(
    long id,
    long portfolioId,
    LocalDate date,
    Kind kind,
    BigDecimal amount,
    CashSubject subject,
    long origin) {

  /** The kinds of row. */
  public enum Kind {
    /** A statement: absorbs all before it and on its date. */
    BALANCE,
    /** The owner pays in: an external flow. */
    DEPOSIT,
    /** The owner takes out: an external flow. */
    WITHDRAWAL,
    /** A purchase or sale. */
    TRADE,
    /** A dividend received or owed. */
    DIVIDEND,
    /** A cost that is no external flow: it lowers the profit. */
    FEE,
    /** Interest received, or paid if below 0. */
    INTEREST,
    /** Tax withheld or paid: it lowers the profit. */
    TAX;

    /** Whether an amount has a sign that the kind takes. */
    public boolean takes(BigDecimal amount) {
      return amount.signum() >= 0
          || this == BALANCE
          || this == TRADE
          || this == DIVIDEND
          || this == INTEREST;
    }

    /** Whether a row of this kind can stand in for one that a position implies. */
    public boolean replacesImplied() {
      return this == TRADE || this == DIVIDEND;
    }

    /** Whether a row of this kind may be about a position or a symbol. */
    public boolean hasSubject() {
      return this != BALANCE && this != DEPOSIT && this != WITHDRAWAL;
    }
  }

  /** Checks the sign, and that the kind suits what it replaces. */
  public CashMovement {
    require(
        kind.takes(amount),
        id,
        date,
        "a " + kind + " of 0 or more, since its kind says the direction",
        amount);
    ImpliedKind replaces = subject.replaces();
    require(
        replaces == null || replaces.kind() == kind,
        id,
        date,
        "the kind of the row it replaces, " + replaces,
        kind);
    require(
        kind.hasSubject() || subject.equals(CashSubject.NONE),
        id,
        date,
        "no position and no symbol for a " + kind,
        subject);
  }

  /** A row that was not divided. */
  public CashMovement(
      long id,
      long portfolioId,
      LocalDate date,
      Kind kind,
      BigDecimal amount,
      CashSubject subject) {
    this(id, portfolioId, date, kind, amount, subject, id);
  }

  private static void require(
      boolean holds, long id, LocalDate date, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Cash row " + id + " of " + date + ": expected " + expected + ", found " + found);
    }
  }

  /** The lot it is about; null for none. */
  public @Nullable Long positionId() {
    return subject.positionId();
  }

  /** Which implied row it replaces; null for none. */
  public @Nullable ImpliedKind replaces() {
    return subject.replaces();
  }
}
