package io.afterclose.portfolio.position;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio at a glance.
 *
 * @param name as stored, so that it is to be printed with care
 * @param createdAt in UTC
 * @param deletedAt in UTC; null unless it was deleted
 * @param positions lots on record, open and closed, without deleted ones
 * @param openPositions those without an exit date
 * @param cashRows explicit rows of its ledger
 * @param firstEntry the earliest entry; null without positions
 * @param latestSnapshot the session of its newest snapshot; null without one, or when deleted
 * @param netAssetValue USD in that snapshot
 * @param status COMPLETE or PARTIAL, of that snapshot
 */
public record PortfolioOverview(
    long id,
    String name,
    LocalDateTime createdAt,
    @Nullable LocalDateTime deletedAt,
    long positions,
    long openPositions,
    long cashRows,
    @Nullable LocalDate firstEntry,
    @Nullable LocalDate latestSnapshot,
    @Nullable BigDecimal netAssetValue,
    @Nullable String status) {}
