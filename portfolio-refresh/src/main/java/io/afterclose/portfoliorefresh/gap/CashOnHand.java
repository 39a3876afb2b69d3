package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfoliorefresh.portfolio.Portfolio;
import java.time.LocalDate;

/** Whether a portfolio that holds nothing still has cash, and so still has a value. */
@FunctionalInterface
public interface CashOnHand {

  boolean any(Portfolio portfolio, LocalDate date);
}
