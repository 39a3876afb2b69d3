package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;

/**
 * A position that nothing prices on a session; it is in neither the value nor the cost.
 *
 * @param reason a stable code in upper case
 */
public record Unpriced(Portfolio portfolio, LocalDate date, String symbol, String reason) {}
