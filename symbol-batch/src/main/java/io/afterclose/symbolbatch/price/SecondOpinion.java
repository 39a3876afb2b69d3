package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.PriceFlag;
import io.afterclose.market.price.PriceRow;
import io.afterclose.market.price.QuarantinedValue;
import io.afterclose.symbolbatch.price.provider.AnsweredBar;
import io.afterclose.symbolbatch.price.provider.ProviderChain.Answered;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the next provider says of a suspect move: a close within one per cent confirms it, another
 * one contradicts it, and where there is nobody else to ask the move stands, flagged.
 *
 * @param rows those that stand
 * @param contradicted those that do not
 */
record SecondOpinion(List<PriceRow> rows, List<QuarantinedValue> contradicted) {

  private static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  /**
   * Asks only where a row is suspect.
   *
   * @param next asks the providers after the one that answered
   */
  static SecondOpinion on(List<PriceRow> rows, Supplier<Answered> next) {
    if (rows.stream().noneMatch(SecondOpinion::suspect)) {
      return new SecondOpinion(rows, List.of());
    }
    Answered second = next.get();
    Map<LocalDate, BigDecimal> closes = closes(second);
    List<PriceRow> standing = new ArrayList<>();
    List<QuarantinedValue> contradicted = new ArrayList<>();
    for (PriceRow row : rows) {
      BigDecimal other = closes.get(row.bar().date());
      if (suspect(row) && contradicts(row.bar().close(), other)) {
        contradicted.add(contradiction(row, second.source(), other));
      } else {
        standing.add(row);
      }
    }
    return new SecondOpinion(standing, contradicted);
  }

  private static boolean suspect(PriceRow row) {
    return row.flags().contains(PriceFlag.SUSPECT_JUMP);
  }

  private static Map<LocalDate, BigDecimal> closes(Answered second) {
    Map<LocalDate, BigDecimal> closes = new HashMap<>();
    for (AnsweredBar bar : second.answer().bars()) {
      if (bar instanceof AnsweredBar.Legible legible) {
        closes.put(legible.date(), legible.close());
      }
    }
    return closes;
  }

  private static boolean contradicts(BigDecimal close, @Nullable BigDecimal other) {
    return other != null
        && other.signum() > 0
        && close.subtract(other).abs().compareTo(TOLERANCE.multiply(other)) > 0;
  }

  private static QuarantinedValue contradiction(
      PriceRow row, String source, @Nullable BigDecimal other) {
    return new QuarantinedValue(
        row.bar().symbol().text(),
        row.bar().date().toString(),
        "CONTRADICTED",
        "close is " + row.bar().close().toPlainString() + ", " + source + " has " + other,
        row.source());
  }
}
