package io.afterclose.console.nights;

import io.afterclose.console.access.Visibility;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunScope;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody may see of runs: all, or those of no portfolio and of some portfolios.
 *
 * @param portfolios their names; empty where all may be seen
 */
record Sight(Optional<Set<String>> portfolios) {

  private static final String OF_PORTFOLIO = RunScope.portfolio("").text();

  /** What a visibility lets through. */
  static Sight of(Visibility visibility, NightStore store) {
    return new Sight(visibility.all() ? Optional.empty() : Optional.of(store.names(visibility)));
  }

  /** Whether runs of a scope may be seen; those that may not are answered as if there were none. */
  boolean allows(String scope) {
    return portfolios.isEmpty()
        || !scope.startsWith(OF_PORTFOLIO)
        || ofPortfolio(scope, portfolios.get());
  }

  /** Whether the words that a run left behind may name portfolios that are not to be seen. */
  boolean hidesWords(String job, String scope) {
    return portfolios.isPresent()
        && job.equals(JobName.PORTFOLIO_REFRESH.text())
        && !ofPortfolio(scope, portfolios.get());
  }

  private static boolean ofPortfolio(String scope, Set<String> names) {
    return scope.startsWith(OF_PORTFOLIO) && names.contains(scope.substring(OF_PORTFOLIO.length()));
  }

  /** A run without what is hidden. */
  RunRow shown(RunRow run) {
    return hidesWords(run.target().job(), run.target().scope()) ? run.withoutMessage() : run;
  }
}
