package io.afterclose.portfoliorefresh.onboarding;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.run.name.Source;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.run.telemetry.RunMetrics;
import java.time.LocalDate;

/** Runs of the job for one portfolio; the root of the job has them. */
@FunctionalInterface
public interface PortfolioRuns {

  /**
   * What is ordered.
   *
   * @param session whose night of the symbol job is complete
   * @param sinceInception whether the history from the earliest entry on is made too
   * @param source who asks
   * @param reason why, kept with the run; empty where there is none to tell
   * @param figures what is sent besides the figures of every run
   */
  record Order(
      LocalDate session,
      boolean sinceInception,
      Source source,
      String reason,
      RunMetrics figures) {}

  /**
   * Makes what the portfolio lacks up to the session, the newest first; where it lacks nothing, no
   * run is recorded after its first one.
   *
   * @throws io.afterclose.run.outcome.RunInProgressException while another run of it is active
   */
  RunOutcome run(Database opened, Portfolio portfolio, Order order);
}
