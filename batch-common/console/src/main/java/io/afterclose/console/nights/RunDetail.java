package io.afterclose.console.nights;

import io.afterclose.run.history.ParameterRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a run of a date.
 *
 * @param run its last start
 * @param latestRevision of the date and scope
 * @param life how it stands while it is open; null when it is over
 * @param parameters of its last execution
 * @param phases in their order; of an open run those to come too
 * @param starts by processes, oldest first
 * @param reasons of its failures
 * @param past the nights that it is compared with
 * @param secondsLeft null where it is over, or no past night tells
 * @param wordsHidden whether messages were left out that may name portfolios not to be seen
 */
record RunDetail(
    RunRow run,
    int latestRevision,
    @Nullable RunLife life,
    List<ParameterRow> parameters,
    List<Phase> phases,
    List<Start> starts,
    List<RunItemStore.Reason> reasons,
    PastNights past,
    @Nullable Double secondsLeft,
    boolean wordsHidden) {

  RunDetail {
    parameters = List.copyOf(parameters);
    phases = List.copyOf(phases);
    starts = List.copyOf(starts);
    reasons = List.copyOf(reasons);
  }

  /**
   * A phase.
   *
   * @param status of the job repository, {@code TO_COME} for one that has not begun
   * @param execution that ran it; null for one to come
   * @param seconds so far, where it is open; null before it began
   * @param failed items of it that could not be done
   * @param median seconds in past nights; null where none had it
   */
  record Phase(
      String name,
      String status,
      @Nullable Long execution,
      @Nullable Instant started,
      @Nullable Double seconds,
      long read,
      long written,
      long failed,
      @Nullable Double median,
      String message) {

    /** Seconds more than the median. */
    @Nullable Double difference() {
      return seconds == null || median == null ? null : seconds - median;
    }
  }

  /**
   * A start of it by a process.
   *
   * @param state as it is recorded
   * @param life while it is open; else null
   * @param heartbeatSeconds since its last heartbeat, while it is open; else null
   * @param request that it was started for; null where nothing requested it
   */
  record Start(
      long id,
      String source,
      RunRow.Owner owner,
      String state,
      @Nullable RunLife life,
      @Nullable Long heartbeatSeconds,
      Instant started,
      @Nullable Instant ended,
      @Nullable Integer exitCode,
      @Nullable Long execution,
      @Nullable UUID request,
      String message) {}

  /** Items that any phase could not do. */
  long failed() {
    return phases.stream().mapToLong(Phase::failed).sum();
  }

  /** The phases that ran, each with the execution that did. */
  List<RunItemStore.PhaseOf> executed() {
    return phases.stream()
        .flatMap(
            phase ->
                Optional.ofNullable(phase.execution())
                    .map(execution -> new RunItemStore.PhaseOf(execution, phase.name()))
                    .stream())
        .toList();
  }
}
