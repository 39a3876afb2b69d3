package io.afterclose.portfoliorefresh.broker.positions;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a file says about cash.
 *
 * @param amount USD at the end of the date; negative is owed
 * @param date a session
 */
public record CashBalance(BigDecimal amount, LocalDate date) {}
