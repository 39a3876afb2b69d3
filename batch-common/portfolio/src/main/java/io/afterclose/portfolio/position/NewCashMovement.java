package io.afterclose.portfolio.position;

import io.afterclose.portfolio.position.CashMovement.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An explicit cash row before it has a key; units and signs are those of {@link CashMovement}.
 *
 * @param reference what the broker or the caller names it, at most 100 characters: a second row of
 *     this name and position is not recorded; null for none
 * @param note for people, at most 200 characters; null for none
 */
public record NewCashMovement(
    LocalDate date,
    Kind kind,
    BigDecimal amount,
    CashSubject subject,
    @Nullable String reference,
    @Nullable String note) {

  /** About nothing but the cash itself. */
  public static NewCashMovement of(LocalDate date, Kind kind, BigDecimal amount) {
    return new NewCashMovement(date, kind, amount, CashSubject.NONE, null, null);
  }

  /** The same row about a lot or a symbol. */
  public NewCashMovement about(CashSubject other) {
    return new NewCashMovement(date, kind, amount, other, reference, note);
  }
}
