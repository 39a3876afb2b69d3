package io.afterclose.portfoliorefresh.gap;

import io.afterclose.portfolio.position.Portfolio;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** At which closes portfolios have cash; one that holds nothing still has a value then. */
@FunctionalInterface
public interface CashOnSessions {

  /**
   * Those of the sessions at whose close the cash of a portfolio is not zero. All of them where its
   * rows are wrong, so that the run tries, fails and records why.
   *
   * @param sessions by portfolio, each at least one
   */
  Map<Portfolio, Set<LocalDate>> notZero(Map<Portfolio, SortedSet<LocalDate>> sessions);
}
