package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An explicit row of a portfolio's cash ledger.
 *
 * @param id key in the database
 * @param portfolioId whose cash
 * @param date the day on which it counts
 * @param kind what happened
 * @param amount USD; BALANCE: cash at the end of the day, any sign; DEPOSIT, WITHDRAWAL and FEE: a
 *     magnitude of 0 or more; TRADE and DIVIDEND: signed as it hits cash (a purchase and a dividend
 *     owed by a short are negative)
 * @param positionId the position whose implied TRADE or DIVIDEND of that date it replaces; null
 *     replaces nothing
 */
public record CashMovement(
    long id,
    long portfolioId,
    LocalDate date,
    Kind kind,
    BigDecimal amount,
    @Nullable Long positionId) {

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
    FEE;

    /** Whether an amount has a sign that the kind takes. */
    public boolean takes(BigDecimal amount) {
      return amount.signum() >= 0 || this == BALANCE || this == TRADE || this == DIVIDEND;
    }

    /** Whether a row of this kind stands in for one that a position implies. */
    public boolean replacesImplied() {
      return this == TRADE || this == DIVIDEND;
    }
  }

  /** Checks the sign. */
  public CashMovement {
    if (!kind.takes(amount)) {
      throw new IllegalArgumentException(
          "Cash row "
              + id
              + " of "
              + date
              + ": expected a "
              + kind
              + " of 0 or more, since its kind says the direction, found "
              + amount);
    }
  }

  /** The position whose implied row it replaces, if it is of a kind that replaces one. */
  public OptionalLong replacesRowOf() {
    return kind.replacesImplied() && positionId != null
        ? OptionalLong.of(positionId)
        : OptionalLong.empty();
  }
}
