package io.afterclose.portfoliorefresh;

import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.run.JobName;
import io.afterclose.run.RunParameters;
import io.afterclose.run.Source;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The run of a date and scope that would begin now: the first, one that did not end well and goes
 * on, or the next revision of one that is complete.
 *
 * @param latest the last execution of the latest revision so far
 */
record NextRun(LocalDate target, RefreshScope scope, Optional<RunSummary> latest) {

  static NextRun of(JobHistoryStore history, LocalDate target, RefreshScope scope) {
    return new NextRun(
        target, scope, history.latest(JobName.PORTFOLIO_REFRESH, target, scope.text()));
  }

  /** Whether it would follow a complete one, so that it needs something to do. */
  boolean afterCompleted() {
    return latest.filter(RunSummary::completed).isPresent();
  }

  RunParameters parameters(Source source) {
    RunParameters run =
        new RunParameters(target, scope.text(), latest.map(RunSummary::revision).orElse(1), source);
    return afterCompleted()
        ? run.nextRevision()
        : run.because(latest.map(RunSummary::reason).orElse(""));
  }

  /** What its planner is asked, over all its portfolios. */
  GapRequest request() {
    OptionalLong instance =
        latest.isPresent() && !afterCompleted()
            ? OptionalLong.of(latest.get().instanceId())
            : OptionalLong.empty();
    return scope.request(target, scope.range(), instance);
  }

  /** Its date, and its portfolio where it is for one. */
  String words() {
    return target + (scope.only().isPresent() ? " (" + scope.text() + ")" : "");
  }
}
