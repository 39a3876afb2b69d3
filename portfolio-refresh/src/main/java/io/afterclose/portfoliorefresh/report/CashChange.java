package io.afterclose.portfoliorefresh.report;

import io.afterclose.portfoliorefresh.valuation.CashRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a portfolio's cash came about since the snapshot before it. USD, unrounded.
 *
 * @param previous the balance at that snapshot; null where there is none or its inputs cannot be
 *     read back
 * @param rows the ledger after it; the whole ledger without it
 * @param balance at the end of the day
 */
record CashChange(@Nullable Balance previous, List<CashRow> rows, BigDecimal balance) {

  /** Cash at the end of a day. */
  record Balance(LocalDate date, BigDecimal amount) {}

  static CashChange between(@Nullable DailyValuation previous, DailyValuation day) {
    return new CashChange(
        previous == null ? null : new Balance(previous.date(), previous.ledger().state().cash()),
        day.ledger().rows().stream()
            .filter(row -> previous == null || row.date().isAfter(previous.date()))
            .toList(),
        day.ledger().state().cash());
  }
}
