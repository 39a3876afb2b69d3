package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;

/** Whether a portfolio that holds nothing still has cash, and so still has a value. */
@FunctionalInterface
public interface CashCheck {

  boolean any(Portfolio portfolio, LocalDate date);
}
