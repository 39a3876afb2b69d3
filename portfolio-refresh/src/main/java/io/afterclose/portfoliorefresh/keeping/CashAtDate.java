package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.text.Printable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A cash balance, as {@code AMOUNT@DATE} such as {@code 1234.56@2024-01-31}.
 *
 * @param amount USD at the end of the date; negative is owed
 * @param date the day
 */
public record CashAtDate(BigDecimal amount, LocalDate date) {
  /**
   * Reads a balance.
   *
   * @throws IllegalArgumentException if it is none; the message shows it escaped
   */
  public static CashAtDate parse(String untrusted) {
    String text = untrusted.strip();
    int at = text.indexOf('@');
    Optional<BigDecimal> amount = PlainDecimal.parse(at < 0 ? "" : text.substring(0, at));
    Optional<LocalDate> date = PlainDate.parse(text.substring(at + 1));
    if (amount.isEmpty() || date.isEmpty()) {
      throw new IllegalArgumentException(
          "Cash "
              + Printable.quoted(untrusted)
              + ": expected AMOUNT@DATE such as 1234.56@2024-01-31, the amount "
              + PlainDecimal.EXPECTED
              + ", the date "
              + PlainDate.EXPECTED);
    }
    return new CashAtDate(amount.get(), date.get());
  }
}
