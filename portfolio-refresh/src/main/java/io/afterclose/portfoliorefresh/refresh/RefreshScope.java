package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.GapRequest.Restatement;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.batch.core.step.StepExecution;

/**
 * What a run is about besides its date.
 *
 * @param only the portfolio of a run for one alone, which is a job instance of its own
 * @param sinceInception whether it was said to go back to each portfolio's earliest entry; a run
 *     for one portfolio expects its sessions from there on anyhow
 * @param restated why current snapshots are to be made again, if they are: of the date, or of all
 *     dates since inception
 */
public record RefreshScope(
    Optional<Portfolio> only, boolean sinceInception, Optional<SnapshotReason> restated) {

  /** All portfolios, what they lack. */
  public static final RefreshScope NIGHT =
      new RefreshScope(Optional.empty(), false, Optional.empty());

  /**
   * What the portfolios lack, nothing made again.
   *
   * @param only empty for all portfolios
   */
  public static RefreshScope of(Optional<Portfolio> only) {
    return new RefreshScope(only, false, Optional.empty());
  }

  /** The text that identifies the run. */
  public String text() {
    return only.map(portfolio -> RunScope.portfolio(portfolio.name())).orElse(RunScope.ALL).text();
  }

  /** All keys that it is about. */
  public KeyRange range() {
    return only.map(portfolio -> KeyRange.only(portfolio.id())).orElse(KeyRange.ALL);
  }

  /** The plan's request for the run that would begin now, over all its portfolios. */
  public GapRequest request(NextRun next) {
    OptionalLong instance =
        next.latest().isPresent() && !next.complete()
            ? OptionalLong.of(next.instanceId())
            : OptionalLong.empty();
    return request(next.key().date(), range(), instance);
  }

  /** The request for the run that a step belongs to, over all its portfolios. */
  GapRequest request(StepExecution step) {
    return request(
        RunRequest.targetDate(step),
        range(),
        OptionalLong.of(step.getJobExecution().getJobInstance().getInstanceId()));
  }

  /**
   * The request to the planner.
   *
   * @param instance the job instance, if it has begun already
   */
  public GapRequest request(LocalDate target, KeyRange range, OptionalLong instance) {
    return new GapRequest(
        target,
        range,
        sinceInception || only.isPresent(),
        restated.map(reason -> new Restatement(reason, sinceInception, instance)));
  }
}
