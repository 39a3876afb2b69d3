package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An explicit row of a cash ledger, as recorded.
 *
 * @param amount USD as it hits cash, all digits
 * @param symbol of the position that it names; null where it names none
 * @param entryDate of that position
 * @param recordedAt in UTC
 */
public record LedgerRow(
    long id,
    LocalDate date,
    CashMovement.Kind kind,
    BigDecimal amount,
    @Nullable String symbol,
    @Nullable LocalDate entryDate,
    LocalDateTime recordedAt) {}
