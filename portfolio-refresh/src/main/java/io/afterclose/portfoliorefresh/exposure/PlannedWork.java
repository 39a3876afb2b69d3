package io.afterclose.portfoliorefresh.exposure;

import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import java.util.List;
import org.springframework.batch.core.step.StepExecution;

/** What a run is about to make. */
@FunctionalInterface
public interface PlannedWork {

  /** Portfolios with the dates that they lack, for the run that a step belongs to. */
  List<PortfolioDates> of(StepExecution step);
}
