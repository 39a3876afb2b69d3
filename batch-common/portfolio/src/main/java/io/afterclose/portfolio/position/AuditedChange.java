package io.afterclose.portfolio.position;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is stated about a portfolio, by whoever made it.
 *
 * @param madeAt in UTC, by the database's clock
 * @param madeBy the database's user
 * @param command such as {@code position close}; null where an application wrote the row
 * @param subject PORTFOLIO, POSITION, CASH or VALUATION
 * @param row which one, as commands name it
 * @param action ADDED, CHANGED, DELETED or RESTORED
 * @param before the columns that differ, as {@code name=value}; null where there was no row
 * @param after the same columns since; null where there is no row
 * @param reason as given; null where none was
 */
public record AuditedChange(
    LocalDateTime madeAt,
    String madeBy,
    @Nullable String command,
    String subject,
    String row,
    String action,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason) {}
