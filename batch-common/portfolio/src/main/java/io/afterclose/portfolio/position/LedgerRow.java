package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An explicit row of a cash ledger, as recorded.
 *
 * @param amount USD as it hits cash, all digits
 * @param replaces which implied row it stands for; null for none
 * @param exDate of the dividend or action that it stands for
 * @param symbol that it names, or of the position that it names; null where it names neither
 * @param positionId that it names; null for none
 * @param entryDate of that position
 * @param reference what the broker or the caller names it; null for none
 * @param note for people; null for none
 * @param recordedAt in UTC
 */
public record LedgerRow(
    long id,
    LocalDate date,
    CashMovement.Kind kind,
    BigDecimal amount,
    @Nullable ImpliedKind replaces,
    @Nullable LocalDate exDate,
    @Nullable String symbol,
    @Nullable Long positionId,
    @Nullable LocalDate entryDate,
    @Nullable String reference,
    @Nullable String note,
    LocalDateTime recordedAt) {}
