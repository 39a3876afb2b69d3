package io.afterclose.portfoliorefresh.refresh;

import io.afterclose.portfolio.position.KeyRange;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.snapshot.SnapshotReason;
import io.afterclose.portfoliorefresh.gap.GapRequest;
import io.afterclose.portfoliorefresh.gap.GapRequest.Restatement;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.run.history.NextRun;
import io.afterclose.run.name.RunRequest;
import io.afterclose.run.name.RunScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.batch.core.step.StepExecution;

/**
 * What a run is about besides its date.
 *
 * @param only the portfolio of a run for one alone, which is a job instance of its own
 * @param sinceInception whether sessions are expected from each portfolio's earliest entry on, and
 *     not only from its first snapshot
 * @param restated which current snapshots are to be made again, if some are
 */
public record RefreshScope(
    Optional<Portfolio> only, boolean sinceInception, Optional<Restated> restated) {

  /**
   * A wish for new revisions.
   *
   * @param everyDate of all dates; else of the date of the run
   */
  public record Restated(SnapshotReason reason, boolean everyDate) {}

  /** All portfolios, what they lack. */
  public static final RefreshScope NIGHT =
      new RefreshScope(Optional.empty(), false, Optional.empty());

  /**
   * What the portfolios lack, nothing made again; for one portfolio from its earliest entry on.
   *
   * @param only empty for all portfolios
   */
  public static RefreshScope of(Optional<Portfolio> only) {
    return new RefreshScope(only, only.isPresent(), Optional.empty());
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
        sinceInception,
        restated.map(wish -> new Restatement(wish.reason(), wish.everyDate(), instance)));
  }

  /**
   * The work for which exposures are needed: that of the plan, and of a run for one portfolio its
   * target too, since its first snapshot may have been made before its symbols had any.
   */
  public List<PortfolioDates> exposed(List<PortfolioDates> planned, LocalDate target) {
    boolean plannedAnyhow = planned.stream().anyMatch(work -> work.dates().contains(target));
    return only.filter(portfolio -> !plannedAnyhow)
        .map(portfolio -> PortfolioDates.of(portfolio, List.of(target), SnapshotReason.MISSING))
        .map(more -> Stream.concat(planned.stream(), Stream.of(more)).toList())
        .orElse(planned);
  }
}
