package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import java.time.LocalDate;
import java.util.List;

/** What a run is about to make. */
@FunctionalInterface
public interface PlannedWork {

  /** Portfolios with the dates that they lack, for the target of a run. */
  List<PortfolioDates> of(LocalDate target);
}
