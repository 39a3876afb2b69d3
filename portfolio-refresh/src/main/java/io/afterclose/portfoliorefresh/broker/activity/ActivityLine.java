package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One good line of an activity file.
 *
 * @param lineNumber physical line of the file, the first is 1
 * @param date of the trade, or of the payment
 * @param traded of a trade, a transfer of shares and the end of an option; null for cash
 * @param about the symbol that a row of cash names; null for none
 * @param amount USD as it hits cash: negative for a purchase, commission and fees put on, and for a
 *     dividend or interest that is paid; FEE, TAX, DEPOSIT and WITHDRAWAL: a magnitude; 0 where no
 *     cash moves
 * @param exDate of a DIVIDEND, where the file says it; else null
 * @param reference what the broker names the line, or what is made of it where it has no name: the
 *     same for the same line of another file
 * @param note what the file says in words, at most 200 characters; null for nothing
 */
public record ActivityLine(
    int lineNumber,
    LocalDate date,
    ActivityKind kind,
    @Nullable Traded traded,
    @Nullable Symbol about,
    BigDecimal amount,
    @Nullable LocalDate exDate,
    String reference,
    @Nullable String note) {

  /** Checks that it says what its kind needs. */
  public ActivityLine {
    if ((traded == null) != kind.isCash()) {
      throw new IllegalArgumentException(
          "Line " + lineNumber + ": expected a security unless only cash moves, found " + kind);
    }
  }

  /** What changed hands; of no row of cash. */
  public Traded security() {
    return Optional.ofNullable(traded).orElseThrow();
  }

  /** The same under another reference. */
  ActivityLine as(String name) {
    return new ActivityLine(lineNumber, date, kind, traded, about, amount, exDate, name, note);
  }

  /** The same of another symbol. */
  public ActivityLine in(Symbol symbol) {
    return new ActivityLine(
        lineNumber,
        date,
        kind,
        traded == null ? null : traded.in(symbol),
        about == null ? null : symbol,
        amount,
        exDate,
        reference,
        note);
  }
}
