package io.afterclose.portfoliorefresh.portfolio;

import java.time.LocalDate;
import java.util.List;

/**
 * What a run is to do for one portfolio.
 *
 * @param dates the sessions to make snapshots of, in the order of work
 */
public record PortfolioDates(Portfolio portfolio, List<LocalDate> dates) {

  public PortfolioDates {
    dates = List.copyOf(dates);
  }
}
