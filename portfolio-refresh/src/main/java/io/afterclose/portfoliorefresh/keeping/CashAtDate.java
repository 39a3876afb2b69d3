package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.database.text.Printable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A statement of cash, written {@code AMOUNT@DATE} such as {@code 1234.56@2024-01-31}.
 *
 * @param amount USD at the end of the date; negative is owed
 * @param date the day stated
 */
public record CashAtDate(BigDecimal amount, LocalDate date) {
  /**
   * Reads a statement.
   *
   * @throws IllegalArgumentException if it is none; the message shows it harmlessly
   */
  public static CashAtDate parse(String written) {
    String text = written.strip();
    int at = text.indexOf('@');
    Optional<BigDecimal> amount = PlainDecimal.parse(at < 0 ? "" : text.substring(0, at));
    Optional<LocalDate> date = PlainDate.parse(text.substring(at + 1));
    if (amount.isEmpty() || date.isEmpty()) {
      throw new IllegalArgumentException(
          "Cash "
              + Printable.quoted(written)
              + ": expected AMOUNT@DATE such as 1234.56@2024-01-31, the amount "
              + PlainDecimal.EXPECTED
              + ", the date "
              + PlainDate.EXPECTED);
    }
    return new CashAtDate(amount.get(), date.get());
  }
}
