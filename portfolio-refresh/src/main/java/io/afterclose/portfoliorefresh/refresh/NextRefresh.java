package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.run.history.JobHistoryStore;
import io.afterclose.run.history.RunSummary;
import io.afterclose.run.name.JobName;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.Source;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The run of a date and scope that would begin now: the first, one that did not end well and goes
 * on, or the next revision of one that is complete.
 *
 * @param latest the last execution of the latest revision so far
 */
public record NextRefresh(LocalDate target, RefreshScope scope, Optional<RunSummary> latest) {

  public static NextRefresh of(JobHistoryStore history, LocalDate target, RefreshScope scope) {
    return new NextRefresh(
        target, scope, history.latest(JobName.PORTFOLIO_REFRESH, target, scope.text()));
  }

  /** Whether it would follow a complete one, so that it needs something to do. */
  public boolean afterCompleted() {
    return latest.filter(RunSummary::completed).isPresent();
  }

  public RunRequest parameters(Source source) {
    RunRequest run =
        new RunRequest(target, scope.text(), latest.map(RunSummary::revision).orElse(1), source);
    return afterCompleted()
        ? run.nextRevision()
        : run.because(latest.map(RunSummary::reason).orElse(""));
  }

  /** What its planner is asked, over all its portfolios. */
  public GapRequest request() {
    OptionalLong instance =
        latest.isPresent() && !afterCompleted()
            ? OptionalLong.of(latest.get().instanceId())
            : OptionalLong.empty();
    return scope.request(target, scope.range(), instance);
  }

  /** Its date, and its portfolio where it is for one. */
  public String words() {
    return target + (scope.only().isPresent() ? " (" + scope.text() + ")" : "");
  }
}
